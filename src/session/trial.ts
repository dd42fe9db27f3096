/**
 * Commit-confirm for the network (design section 6): a change is made, and goes back by itself unless somebody keeps it in time. What
 * is saved and recorded is so only then; until then the host's store says what was before.
 */
import {randomBytes} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Host} from '../host/host.ts';
import {applySection} from '../plan/apply/apply-section.ts';
import {concerns} from '../plan/apply/changes.ts';
import type {OnDoing} from '../plan/apply/make-changes.ts';
import {readRecord} from '../plan/apply/record.ts';
import {sentenceOf} from '../plan/run-plan.ts';
import type {By} from '../plan/history.ts';
import {forgetCheckpoint, makeCheckpoint} from '../plan/trial/checkpoint.ts';
import {takeBack} from '../plan/trial/take-back.ts';
import {
	bootTime,
	readTrial,
	removeTrial,
	secondsLeft,
	writeTrial,
	type Trial,
	type WayBack,
} from '../plan/trial/trial.ts';
import type {Answers, Given} from '../settings/answers.ts';
import {movedSince, planApply, TRIED, whileLocked, type Outcome, type SectionPlan} from './apply.ts';
import {keepFailures} from './apply-record.ts';
import {recordChange} from './record-change.ts';
import {armGuard, disarmGuard} from './arm-guard.ts';
import {noteEnd, readEnd, type TrialEnd} from './trial-end.ts';

export type TrialWish = {
	/** Of the network, as it was shown. */
	readonly plan: SectionPlan;
	/** The settings that are saved: their commands make the old files act again. */
	readonly saved: Answers;
	/** Seconds until it goes back. */
	readonly seconds: number;
	readonly saves: readonly Given[];
	readonly sections: readonly string[];
	readonly by: By;
};

/** Seconds by which NetworkManager waits longer than our guard: it is for the day when that one is gone too. */
const GRACE = 10;

/** The section whose changes can cut an operator off. */
const NETWORK = 'network';

/** The plan that is to be tried before the others: it changes links of a running host, and not only names. */
export function triedOf(plans: readonly SectionPlan[]): SectionPlan | undefined {
	const plan = plans.find(({section}) => section === NETWORK);
	if (plan === undefined || plan.changes.problem !== undefined) return undefined;
	const {files, commands, services} = plan.changes;
	const isOwned = (path: string) =>
		(plan.wanted.owns ?? []).some(({folder, prefix}) => path.startsWith(`${folder}/${prefix}`));
	const acts = commands.length + services.length > 0;
	return acts && (services.length > 0 || files.some(({path}) => isOwned(path))) ? plan : undefined;
}

async function wayBack(host: Host, {plan, saved}: TrialWish): Promise<WayBack> {
	const {files, services} = plan.changes;
	const isNew = ({reads = []}: {readonly reads?: readonly string[]}) =>
		files.some(({path, before}) => before.kind === 'absent' && reads.includes(path));
	const owns = plan.wanted.owns ?? [];
	const old = await planApply(host, saved, [NETWORK]);
	const commands = 'problem' in old ? [] : old.flatMap(({wanted}) => wanted.commands ?? []);
	return {
		...{files, record: await readRecord(host, NETWORK)},
		owned: await Promise.all(owns.map(async each => ({...each, names: await host.list(each.folder)}))),
		services,
		commands: commands.filter(command => concerns(command, files)),
		undoing: (plan.wanted.undoing ?? []).filter(isNew),
	};
}

async function newTrial(host: Host, wish: TrialWish): Promise<Trial> {
	const {boot, uptime} = await bootTime(host);
	const {saves, sections, seconds, by} = wish;
	return {
		...{id: randomBytes(6).toString('hex'), section: NETWORK, state: 'trying', boot, until: uptime + seconds},
		...{checkpoint: '', back: await wayBack(host, wish), saves, sections, by},
	};
}

/**
 * Makes the change, with its way back prepared first. A change that fails half way has gone back when this returns.
 * @returns the trial, or a whole sentence why there is none
 * @throws {HostFailed} when the way back cannot be written: then nothing has changed
 */
export async function beginTrial(
	host: Host,
	wish: TrialWish,
	onDoing?: OnDoing,
): Promise<{readonly trial: Trial} | {readonly problem: string}> {
	return whileLocked(host, async () => {
		if (await readTrial(host)) return {problem: TRIED};
		const problem = await movedSince(host, wish.plan);
		if (problem !== undefined) return {problem};
		const draft = await newTrial(host, wish);
		await writeTrial(host, draft);
		try {
			if (!(await armGuard(host, draft.id, wish.seconds)))
				throw new Error('Nobody can be started who would take the change back');
			const trial = {...draft, checkpoint: await makeCheckpoint(host, Math.ceil(wish.seconds) + GRACE)};
			await writeTrial(host, trial);
			await applySection(host, NETWORK, wish.plan.changes, onDoing);
			return {trial};
		} catch (error) {
			await goBack(host, (await readTrial(host)) ?? draft);
			return {problem: sentenceOf(error)};
		}
	});
}

async function goBack(host: Host, trial: Trial): Promise<void> {
	const problems = await takeBack(host, trial);
	await noteEnd(host, {id: trial.id, how: 'back', problems});
	await disarmGuard(host, trial.id);
}

/** Seconds that whoever takes a change back waits for somebody who is at work on it. */
const PATIENCE = 20;

/**
 * Takes a trial back, whoever else is at work on it: one who hangs must not keep the host cut off. Nothing happens when it has ended.
 * @param why a whole sentence, for a person who looks later
 */
export async function takeTrialBack(host: Host, id: string, why: string): Promise<void> {
	const work = async () => {
		const trial = await readTrial(host);
		if (trial?.id !== id || trial.state === 'kept') return;
		await goBack(host, trial);
		const problem = `${why} It was taken back.`;
		await keepFailures(host, [{section: NETWORK, title: 'Network', result: 'failed', problem, waits: []}]);
	};
	for (let left = PATIENCE; left > 0; left -= 1) {
		const done = await whileLocked(host, work);
		if (done === undefined) return;
		await sleep(1000);
	}
	await work();
}

/** Writes the store. @throws {StoreFailed} */
type Save = (saves: readonly Given[]) => Promise<void>;

/** What was kept, and the sections that are still to be applied. */
export type Kept = Exclude<Outcome, {readonly problem: string}> & {readonly sections: readonly string[]};

/**
 * Keeps what is tried: from here on it is finished and never taken back.
 * @returns a whole sentence when it was not kept: it has gone back then
 */
export async function keepTrial(host: Host, id: string, save: Save): Promise<Kept | {readonly problem: string}> {
	return whileLocked(host, async () => {
		const trial = await readTrial(host);
		if (trial?.id !== id) return {problem: 'The change has gone back already; nothing was saved.'};
		const isLost =
			trial.state === 'trying' && trial.checkpoint !== '' && !(await forgetCheckpoint(host, trial.checkpoint));
		if (!isLost) return finish(host, trial, save);
		await goBack(host, trial);
		return {problem: 'NetworkManager has taken the change back already; nothing was saved.'};
	});
}

/** Each part may be done twice: whoever finds a kept trial goes on from its beginning. */
async function finish(host: Host, trial: Trial, save: Save): Promise<Kept> {
	await writeTrial(host, {...trial, state: 'kept'});
	if (trial.saves.length > 0) await save(trial.saves);
	const applied = [{section: NETWORK, title: 'Network', result: 'changed', problem: '', waits: []} as const];
	const plans = [{section: NETWORK, changes: {files: trial.back.files}}];
	const recorded = await recordChange(host, {by: trial.by, plans, applied});
	await keepFailures(host, applied);
	await noteEnd(host, {id: trial.id, how: 'kept', problems: []});
	await removeTrial(host);
	await disarmGuard(host, trial.id);
	return {applied, recorded, sections: trial.sections};
}

/**
 * What an interrupted host does first when it starts: a trial that nobody kept gets its old files back; one that was kept is saved.
 * @returns a whole sentence; undefined when nothing was being tried
 */
export async function settleTrial(host: Host, save: Save): Promise<string | undefined> {
	const trial = await readTrial(host);
	if (trial === undefined) return undefined;
	if (trial.state === 'kept') {
		await finish(host, trial, save);
		return 'A change of the network that was kept just before this host went down is saved.';
	}
	const problems = await takeBack(host, trial, {starting: true});
	return ['A change of the network that nobody had kept was taken back.', ...problems].join(' ');
}

/** Milliseconds between two looks at how a trial goes. */
const LOOK_EVERY = 500;

/** Seconds after which nobody waits for the guard any more. */
const OVERDUE = 5;

/**
 * Waits for the end of a trial, whoever ends it: this console, another one, or the guard. Where nobody ends it in time, we do.
 * @param onLeft called with the seconds left, at each look
 */
export async function trialEnds(host: Host, trial: Trial, onLeft: (seconds: number) => void): Promise<TrialEnd> {
	for (;;) {
		const now = await readTrial(host);
		if (now?.id !== trial.id) return (await readEnd(host, trial.id)) ?? {id: trial.id, how: 'back', problems: []};
		const left = await secondsLeft(host, now);
		onLeft(left);
		const {uptime} = await bootTime(host);
		if (uptime > trial.until + OVERDUE)
			await takeTrialBack(host, trial.id, 'Nobody kept the change of the network in time.');
		else await sleep(LOOK_EVERY);
	}
}
