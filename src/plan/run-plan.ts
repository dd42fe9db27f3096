/** Runs a plan step by step, with a line in the journal before and after each. */
import type {Host} from '../host/host.ts';
import type {Journal} from './journal.ts';
import {JournalFailed} from './journal.ts';
import type {Plan, Step} from './step.ts';

/** What a person reads when something was thrown: its sentence, never its stack. */
export const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** How a run ended. `refused`: before its first write. */
export type RunEnd = {readonly result: 'done' | 'failed' | 'refused'; readonly message: string};

/** Writes the last line of a run. @throws {JournalFailed} */
export function finish(journal: Journal, end: RunEnd): RunEnd {
	journal.write({event: 'finished', ...end});
	return end;
}

/**
 * Runs each step as soon as those it rests on are done. On resume a step is asked whether its work is there, when that of all
 * it rests on was; else it is done again. A failed step is undone where it says how; none begins after it.
 * @throws {JournalFailed} once nothing runs any more: what is not in the journal must not happen
 */
export async function runPlan(
	plan: Plan,
	host: Host,
	journal: Journal,
	{resume}: {readonly resume: boolean},
): Promise<RunEnd> {
	const failures: Failure[] = [];
	const ends = new Map<string, Promise<StepEnd>>();
	for (const [index, step] of plan.steps.entries()) {
		const before = plan.steps.slice(0, index).filter(({id}) => step.after?.includes(id) ?? true);
		ends.set(step.id, runAfter(before.flatMap(({id}) => ends.get(id) ?? [])));

		async function runAfter(awaited: ReadonlyArray<Promise<StepEnd>>): Promise<StepEnd> {
			const found = (await Promise.all(awaited)).every(end => end === 'found');
			if (failures.length > 0) return 'failed';
			return runStep(step, {host, journal, asking: resume && found, failures});
		}
	}
	await Promise.all(ends.values());
	const lost = failures.find(({error}) => error instanceof JournalFailed);
	if (lost) throw lost.error;
	const [first] = failures;
	if (!first) return finish(journal, {result: 'done', message: 'everything was done'});
	return finish(journal, {result: 'failed', message: `${first.step.title}: ${sentenceOf(first.error)}`});
}

type StepEnd = 'found' | 'done' | 'failed';

type Failure = {readonly step: Step; readonly error: unknown};

type Around = {
	readonly host: Host;
	readonly journal: Journal;
	readonly asking: boolean;
	/** The first is what the run failed of. */
	readonly failures: Failure[];
};

/** Never throws. */
async function runStep(step: Step, around: Around): Promise<StepEnd> {
	const {host, journal, asking, failures} = around;
	try {
		journal.write({event: 'step-started', step: step.id});
		const found = asking && (await isDone(step, host));
		if (!found) await step.run(host, ({done, total}) => journal.progress(step.id, done, total));
		journal.write({event: 'step-done', step: step.id, found});
		return found ? 'found' : 'done';
	} catch (error) {
		failures.push({step, error});
		if (!(error instanceof JournalFailed)) await giveUp(step, error, around);
		return 'failed';
	}
}

/** Says that a step failed, and undoes it. */
async function giveUp(step: Step, error: unknown, {host, journal, failures}: Around): Promise<void> {
	try {
		journal.write({event: 'step-failed', step: step.id, message: sentenceOf(error)});
		await step
			.undo?.(host)
			.catch((undoError: unknown) =>
				journal.write({event: 'said', step: step.id, line: `could not be undone: ${sentenceOf(undoError)}`}),
			);
	} catch (journalError) {
		failures.push({step, error: journalError});
	}
}

/** A probe that fails has not found the work. */
async function isDone(step: Step, host: Host): Promise<boolean> {
	try {
		return (await step.done?.(host)) ?? false;
	} catch {
		return false;
	}
}
