/** Makes a host match its settings, section by section: what first boot, setup's Apply and the command do alike. */
import type {Feature, Rendering} from '../features/feature.ts';
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import {changesNothing, findChanges, type Changes} from '../plan/apply/changes.ts';
import {applySection} from '../plan/apply/apply-section.ts';
import type {OnDoing} from '../plan/apply/make-changes.ts';
import {readRecord} from '../plan/apply/record.ts';
import type {By} from '../plan/history.ts';
import {sentenceOf} from '../plan/run-plan.ts';
import {readTrial} from '../plan/trial/trial.ts';
import type {Wanted} from '../plan/wanted.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import {keepFailures} from './apply-record.ts';
import {tooFull} from './config-room.ts';
import {fetchAll, type Fetched} from './fetching.ts';
import {recordChange, type Recorded} from './record-change.ts';
import {renderingFor} from './rendering.ts';
import {secretsOf} from './secrets.ts';

/** What applying one section would do, as it is shown and as it runs. */
export type SectionPlan = {
	readonly section: string;
	/** Title of the feature: `Kernel Dump`. */
	readonly title: string;
	readonly wanted: Wanted;
	readonly changes: Changes;
	/** The host was starting when this was planned. */
	readonly starting: boolean;
};

export type Applied = {
	readonly section: string;
	readonly title: string;
	readonly result: 'unchanged' | 'changed' | 'failed';
	/** Why it failed: a whole sentence. */
	readonly problem: string;
	/** Whole sentences: what has to wait. */
	readonly waits: readonly string[];
};

/** Names of the sections that can be applied, in the order in which they are. */
export const appliedSections: readonly string[] = features.filter(({render}) => render).map(({name}) => name);

type Rendered = {readonly feature: Feature; readonly wanted: Wanted};

/** Answers with what every section wants; features that come first say what later ones need of them. */
function renderAll(answers: Answers, about: Omit<Rendering, 'fetched'>, fetched: Fetched): readonly Rendered[] {
	let rendering: Rendering = {...about, fetched: url => fetched.texts.get(url)};
	for (const feature of features) {
		const carried = feature.carries?.(valuesOf(feature, answers), rendering);
		if (carried) rendering = {...rendering, carried: {...rendering.carried, ...carried}};
	}
	return features.flatMap(feature => {
		const wanted = feature.render?.(valuesOf(feature, answers), rendering);
		return wanted ? [{feature, wanted: withFetched(wanted, urlsOf(feature, answers), fetched)}] : [];
	});
}

const urlsOf = (feature: Feature, answers: Answers) => feature.fetches?.(valuesOf(feature, answers)) ?? [];

/** A section keeps copies of what its URLs led to, and says which led nowhere. */
function withFetched(wanted: Wanted, urls: readonly string[], {copies, waits}: Fetched): Wanted {
	const of = <T>(all: ReadonlyMap<string, T>) => urls.flatMap(url => all.get(url) ?? []);
	return {...wanted, files: [...wanted.files, ...of(copies)], waits: [...(wanted.waits ?? []), ...of(waits)]};
}

/**
 * What it takes to make the host match the answers. Changes nothing.
 * @param sections only these; all when absent
 * @param options.starting the host is starting: see `About`
 * @returns a whole sentence when nothing of ours can be applied to this host
 * @throws {HostFailed} when the host cannot be looked at
 */
export async function planApply(
	host: Host,
	answers: Answers,
	sections: readonly string[] = appliedSections,
	{starting = false}: {readonly starting?: boolean} = {},
): Promise<readonly SectionPlan[] | {readonly problem: string}> {
	if (await readTrial(host)) return {problem: TRIED};
	const about = await renderingFor(host);
	if ('problem' in about) return about;
	const wantedFeatures = features.filter(({name}) => sections.includes(name));
	const fetched = await fetchAll(
		host,
		wantedFeatures.flatMap(feature => urlsOf(feature, answers)),
	);
	const rendered = renderAll(answers, about, fetched).filter(({feature}) => sections.includes(feature.name));
	const secrets = secretsOf(answers);
	const plans: SectionPlan[] = [];
	for (const {feature, wanted} of rendered) {
		const {name: section, title} = feature;
		const plan = {section, title, wanted, starting};
		plans.push({...plan, changes: await changesOf(host, plan, secrets)});
	}
	return plans;
}

/** The same for a change that somebody asks for: one that would fill CONFIG is refused before anything is written, with the figures. */
export async function planChange(
	...args: Parameters<typeof planApply>
): Promise<readonly SectionPlan[] | {readonly problem: string}> {
	const plans = await planApply(...args);
	if ('problem' in plans) return plans;
	const problem = await tooFull(args[0], plans);
	return problem === undefined ? plans : {problem};
}

/** A section that cannot even be looked at is one that fails; the others go on. */
async function changesOf(
	host: Host,
	{section, wanted, starting}: Omit<SectionPlan, 'changes'>,
	secrets: readonly string[],
): Promise<Changes> {
	try {
		return await findChanges(host, wanted, secrets, {record: await readRecord(host, section), starting});
	} catch (error) {
		const none = {files: [], left: [], checks: [], commands: [], services: [], accounts: []};
		return {...none, waits: wanted.waits ?? [], problem: sentenceOf(error)};
	}
}

/** What became of an Apply. `problem`: why nothing at all was applied, a whole sentence. */
export type Outcome = {readonly applied: readonly Applied[]; readonly recorded: Recorded} | {readonly problem: string};

/**
 * Applies what was planned and puts it into the history, one at a time on a host. What is to be saved is saved before.
 * @throws {HostFailed} when nothing can be written at all
 */
export async function applyPlans(
	host: Host,
	plans: readonly SectionPlan[],
	{by, onDoing}: {readonly by: By; readonly onDoing?: OnDoing},
): Promise<Outcome> {
	return whileLocked(host, async () => {
		if (await readTrial(host)) return {problem: TRIED};
		const applied = await applySections(host, plans, onDoing);
		return {applied, recorded: await recordChange(host, {by, plans, applied})};
	});
}

/** Why nothing else is applied meanwhile: a whole sentence. */
export const TRIED =
	'A change of the network is being tried; keep it (hostwright apply --keep) or take it back (--back) first.';

/** Does the work while nobody else changes this host. @throws {HostFailed} when nothing can be written at all */
export async function whileLocked<T>(host: Host, work: () => Promise<T>): Promise<T | {readonly problem: string}> {
	await host.makeDirectory(LOCKED, 0o755);
	const lock = await host.lock(LOCKED);
	if (!lock)
		return {problem: 'Settings are being applied to this host by somebody else; try again when that has ended.'};
	try {
		return await work();
	} finally {
		await lock.release();
	}
}

/**
 * A section at a time, each wholly or not at all. What the host has become since the plan was made is looked at again: a section that
 * would do something else than was shown fails. Call it under the lock.
 * @throws {HostFailed}
 */
export async function applySections(
	host: Host,
	plans: readonly SectionPlan[],
	onDoing?: OnDoing,
): Promise<readonly Applied[]> {
	const applied: Applied[] = [];
	for (const plan of plans) applied.push(await applyOne(host, plan, onDoing));
	// Told now anyway; it is only whoever looks later that is not told when this cannot be written.
	await keepFailures(host, applied).catch(() => undefined);
	return applied;
}

/** The folder that is locked while settings are applied. */
const LOCKED = '/etc/hostwright';

async function applyOne(host: Host, plan: SectionPlan, onDoing?: OnDoing): Promise<Applied> {
	const {section, title, changes} = plan;
	const end = (result: Applied['result'], problem = ''): Applied => ({
		...{section, title, result, problem},
		waits: changes.waits,
	});
	if (changes.problem !== undefined) return end('failed', changes.problem);
	const moved = changesNothing(changes) ? undefined : await movedSince(host, plan);
	if (moved !== undefined) return end('failed', moved);
	try {
		await applySection(host, section, changes, onDoing);
		return end(changesNothing(changes) ? 'unchanged' : 'changed');
	} catch (error) {
		return end('failed', sentenceOf(error));
	}
}

/** Why a plan is no longer what would be done now: a whole sentence. */
export async function movedSince(host: Host, plan: SectionPlan): Promise<string | undefined> {
	if (isSameWork(await changesOf(host, plan, []), plan.changes)) return undefined;
	return 'The host has changed since this was planned; look at the changes again.';
}

/** Whether two looks would do the same; what is shown of it does not count. */
function isSameWork(one: Changes, other: Changes): boolean {
	const work = ({files, services, accounts}: Changes) =>
		JSON.stringify([files.map(({shown: _, ...rest}) => rest), services, accounts]);
	return work(one) === work(other);
}
