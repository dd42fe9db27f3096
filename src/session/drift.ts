/**
 * What is saved, what follows from it, and what is on the host now: where they differ, and the two ways to make them one. Repair writes
 * a file again as it follows from the settings; adopt keeps it as somebody made it, also when the settings change.
 */
import type {Host} from '../host/host.ts';
import {changesNothing} from '../plan/apply/changes.ts';
import {stateOf} from '../plan/apply/files.ts';
import {keepRecord, readRecord, sumOf, sumOfText, type Left} from '../plan/apply/record.ts';
import type {Answers} from '../settings/answers.ts';
import {appliedSections, planApply, whileLocked, type SectionPlan} from './apply.ts';
import {planText} from './apply-text.ts';

export type Drift = {
	/** Plans of sections in which somebody changed files since they were written. */
	readonly drifted: readonly SectionPlan[];
	/** Plans of sections that differ for another reason: what is saved has not been applied yet, or that was interrupted. */
	readonly pending: readonly SectionPlan[];
	/** Paths that stay as somebody made them. */
	readonly adopted: readonly string[];
};

/** What somebody changed. */
function driftOf(plan: SectionPlan): readonly SectionPlan[] {
	const files = plan.changes.files.filter(({drift}) => drift);
	if (files.length === 0) return [];
	return [{...plan, changes: {...plan.changes, files, commands: [], services: [], accounts: [], waits: []}}];
}

/** What is left of a plan without that; services are told of changes only. */
function restOf(plan: SectionPlan): readonly SectionPlan[] {
	const files = plan.changes.files.filter(({drift}) => !drift);
	const told = files.length === plan.changes.files.length;
	const services = plan.changes.services.filter(({verb}) => told || (verb !== 'restart' && verb !== 'reload'));
	const rest = {...plan, changes: {...plan.changes, files, services, commands: told ? plan.changes.commands : []}};
	return changesNothing(rest.changes) && rest.changes.problem === undefined ? [] : [rest];
}

/**
 * Compares, and changes nothing.
 * @param sections only these; all when absent
 * @returns a whole sentence when this is no host of ours
 * @throws {HostFailed}
 */
export async function findDrift(
	host: Host,
	answers: Answers,
	sections: readonly string[] = appliedSections,
): Promise<Drift | {readonly problem: string}> {
	const plans = await planApply(host, answers, sections);
	if ('problem' in plans) return plans;
	return {drifted: plans.flatMap(driftOf), pending: plans.flatMap(restOf), adopted: await adoptedPaths(host)};
}

/** Sections with a file that is not as it was left: a quick look, which says nothing about files that were put beside them. @throws {HostFailed} */
export async function sectionsToLookAt(host: Host): Promise<readonly string[]> {
	const looks = appliedSections.map(async section => {
		const {left} = await readRecord(host, section);
		const sums = await Promise.all(left.map(async ({path}) => lookAtSum(host, path)));
		return left.some(({state}, at) => state !== sums[at]) ? [section] : [];
	});
	return (await Promise.all(looks)).flat();
}

/** Empty where something else than a file stands, which is another sum than any. */
const lookAtSum = async (host: Host, path: string) => stateOf(host, path).then(sumOf, () => '');

async function adoptedPaths(host: Host): Promise<readonly string[]> {
	const records = await Promise.all(appliedSections.map(async section => readRecord(host, section)));
	return records.flatMap(({left}) => left.filter(({adopted}) => adopted)).map(({path}) => path);
}

/** Paths of the files that somebody changed. */
export const driftedPaths = ({drifted}: Drift): readonly string[] =>
	drifted.flatMap(({changes}) => changes.files.map(({path}) => path));

/** Whether anything is to be said: what was adopted no longer differs. */
export const differs = ({drifted, pending}: Drift): boolean => drifted.length + pending.length > 0;

/** What somebody changed, for a person: what was written is marked with `+`. */
export const driftLines = ({drifted}: Drift): readonly string[] =>
	drifted.length === 0 ? [] : planText(drifted).trimEnd().split('\n');

type Paragraph = {readonly title: string; readonly lines: readonly string[]; readonly help?: readonly string[]};

/** All of it for a person, with what can be done; a sentence when all is one. */
export function driftText(drift: Drift): string {
	const {pending, adopted} = drift;
	const paragraphs: readonly Paragraph[] = [
		{
			title: 'Changed by somebody since it was written; what was written is marked +',
			lines: driftLines(drift),
			help: [
				'To write it again:  hostwright diff --repair PATH',
				'To keep it so:      hostwright diff --adopt PATH',
			],
		},
		{
			title: 'Saved and not in force yet; hostwright apply would',
			lines: pending.length === 0 ? [] : planText(pending).trimEnd().split('\n'),
		},
		{title: 'Kept as somebody made it, as was asked for', lines: adopted},
	];
	const said = paragraphs
		.filter(({lines}) => lines.length > 0)
		.map(({title, lines, help = []}) =>
			[`${title}:`, '', ...lines.map(line => `  ${line}`), ...(help.length === 0 ? [] : ['', ...help]), ''].join(
				'\n',
			),
		);
	return said.length === 0 ? 'Nothing differs: the host is as its settings say.\n' : said.join('\n');
}

/**
 * From now on the files stay as they are on the host. @returns a whole sentence when one of them is none that differs, and then none is
 * adopted @throws {HostFailed}
 */
export async function adopt(
	host: Host,
	{drifted, pending}: Drift,
	paths: readonly string[],
): Promise<{readonly problem: string} | undefined> {
	const plans = [...drifted, ...pending];
	const planOf = (path: string) => plans.find(({changes}) => changes.files.some(file => file.path === path));
	const strange = paths.find(path => !planOf(path));
	if (strange !== undefined)
		return {problem: `"${strange}" is no file that differs; hostwright diff names those that do.`};
	return whileLocked(host, async () => {
		for (const path of paths) {
			const plan = planOf(path);
			const rendered = plan?.changes.left.find(each => each.path === path)?.rendered ?? sumOfText(undefined);
			await keepLeft(host, plan?.section ?? '', {
				path,
				state: sumOf(await stateOf(host, path)),
				rendered,
				adopted: true,
			});
		}
		return undefined;
	});
}

async function keepLeft(host: Host, section: string, left: Left): Promise<void> {
	const record = await readRecord(host, section);
	const others = record.left.filter(({path}) => path !== left.path);
	await keepRecord(host, section, {...record, left: [...others, left]});
}

/**
 * Takes back that files stay as they are.
 * @returns the sections to be applied so that these files are written again; a whole sentence when one of them is neither adopted nor
 * differs
 * @throws {HostFailed}
 */
export async function sectionsToRepair(
	host: Host,
	drift: Drift,
	paths: readonly string[],
): Promise<readonly string[] | {readonly problem: string}> {
	const sections = new Set<string>();
	for (const path of paths) {
		const section = (await adoptedIn(host, path)) ?? sectionOf(drift, path);
		if (section === undefined)
			return {problem: `"${path}" is no file that differs; hostwright diff names those that do.`};
		sections.add(section);
	}
	return [...sections];
}

const sectionOf = ({drifted, pending}: Drift, path: string) =>
	[...drifted, ...pending].find(({changes}) => changes.files.some(file => file.path === path))?.section;

async function adoptedIn(host: Host, path: string): Promise<string | undefined> {
	for (const section of appliedSections) {
		const record = await readRecord(host, section);
		if (record.left.some(each => each.path === path && each.adopted)) return section;
	}
	return undefined;
}

/** The files are ours again. @throws {HostFailed} */
export async function giveUp(host: Host, sections: readonly string[], paths: readonly string[]): Promise<void> {
	for (const section of sections) {
		const record = await readRecord(host, section);
		const left = record.left.map(({adopted, ...each}) => ({
			...each,
			...(adopted && !paths.includes(each.path) ? {adopted} : {}),
		}));
		await keepRecord(host, section, {...record, left});
	}
}
