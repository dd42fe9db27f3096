/** What a watcher knows of a job from its journal: steps, bytes, time left and the log. Pure: one entry in, the next view out. */
import type {JournalEntry} from '../plan/journal-entry.ts';

export type StepView = {
	readonly id: string;
	readonly title: string;
	readonly state: 'waiting' | 'now' | 'done' | 'failed';
	/** Was there already when the job was resumed. */
	readonly found: boolean;
	/** Milliseconds since 1970; undefined before it began or ended. */
	readonly began: number | undefined;
	readonly ended: number | undefined;
	/** Bytes; `total` is 0 for a step that does not count. */
	readonly done: number;
	readonly total: number;
	/** Where counting began in this run: a resumed copy must not look faster than it is. */
	readonly from: {readonly at: number; readonly done: number} | undefined;
	/** When the last count came. */
	readonly at: number;
};

export type WorkView = {
	readonly steps: readonly StepView[];
	readonly log: readonly string[];
	readonly finished: {readonly result: 'done' | 'failed' | 'refused'; readonly message: string} | undefined;
};

export const NO_WORK: WorkView = {steps: [], log: [], finished: undefined};

/** Older lines are in the journal itself. */
const LOG_LINES = 2000;

const fresh = {found: false, began: undefined, ended: undefined, done: 0, total: 0, from: undefined, at: 0} as const;

function changed(view: WorkView, id: string, change: (step: StepView) => Partial<StepView>): WorkView {
	return {...view, steps: view.steps.map(step => (step.id === id ? {...step, ...change(step)} : step))};
}

/** `14:03:07`, in UTC as the journal has it. */
const clock = (at: string) => at.slice(11, 19);

function logged(view: WorkView, entry: JournalEntry, line: string): WorkView {
	return {...view, log: [...view.log, `${clock(entry.at)}  ${line}`].slice(-LOG_LINES)};
}

/** The view after one more entry. */
export function watchEntry(view: WorkView, entry: JournalEntry): WorkView {
	const at = Date.parse(entry.at);
	switch (entry.event) {
		case 'started':
			return logged(
				{...view, steps: entry.steps.map(({id, title}) => ({...fresh, id, title, state: 'waiting'}))},
				entry,
				'started',
			);
		case 'resumed':
			return logged(
				{...view, steps: view.steps.map(step => ({...step, ...fresh, state: 'waiting'})), finished: undefined},
				entry,
				'resumed',
			);
		case 'step-started':
			return logged(
				changed(view, entry.step, () => ({...fresh, state: 'now', began: at})),
				entry,
				titleOf(view, entry.step),
			);
		case 'progress':
			return changed(view, entry.step, step => ({
				done: entry.done,
				total: entry.total,
				at,
				from: step.from ?? {at, done: entry.done},
			}));
		case 'step-done':
			return logged(
				changed(view, entry.step, step => ({
					state: 'done',
					ended: at,
					found: entry.found,
					done: step.total,
				})),
				entry,
				`${titleOf(view, entry.step)}: ${entry.found ? 'was there already' : 'done'}`,
			);
		case 'said':
			return logged(view, entry, entry.line);
		case 'step-failed':
			return logged(
				changed(view, entry.step, () => ({state: 'failed', ended: at})),
				entry,
				`${titleOf(view, entry.step)} failed: ${entry.message}`,
			);
		case 'finished':
			return logged(
				{...view, finished: {result: entry.result, message: entry.message}},
				entry,
				entry.message || entry.result,
			);
	}
}

function titleOf(view: WorkView, id: string): string {
	return view.steps.find(step => step.id === id)?.title ?? id;
}
