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
 * Runs the steps in order. On resume each step is asked whether its work is there, up to the first that says no: from
 * there on everything is done again, because later work may rest on it. A failed step is undone where it says how.
 * @throws {JournalFailed} at once: what is not in the journal must not happen
 */
export async function runPlan(
	plan: Plan,
	host: Host,
	journal: Journal,
	{resume}: {readonly resume: boolean},
): Promise<RunEnd> {
	let asking = resume;
	for (const step of plan.steps) {
		journal.write({event: 'step-started', step: step.id});
		try {
			const found = asking && (await isDone(step, host));
			asking = found;
			if (!found) await step.run(host, ({done, total}) => journal.progress(step.id, done, total));
			journal.write({event: 'step-done', step: step.id, found});
		} catch (error) {
			if (error instanceof JournalFailed) throw error;
			return await fail(step, host, journal, error);
		}
	}
	return finish(journal, {result: 'done', message: 'everything was done'});
}

/** A probe that fails has not found the work. */
async function isDone(step: Step, host: Host): Promise<boolean> {
	try {
		return (await step.done?.(host)) ?? false;
	} catch {
		return false;
	}
}

async function fail(step: Step, host: Host, journal: Journal, error: unknown): Promise<RunEnd> {
	journal.write({event: 'step-failed', step: step.id, message: sentenceOf(error)});
	try {
		await step.undo?.(host);
	} catch (undoError) {
		journal.write({event: 'said', step: step.id, line: `could not be undone: ${sentenceOf(undoError)}`});
	}
	return finish(journal, {result: 'failed', message: `${step.title}: ${sentenceOf(error)}`});
}
