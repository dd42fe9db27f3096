/**
 * The journal is the protocol between the runner and everybody who watches: one JSON line each, version 1. Screens, logs
 * and a second console read it and nothing else.
 */
export type JournalEntry = {
	/** ISO 8601. */
	readonly at: string;
} & (
	| {readonly event: 'started'; readonly version: 1; readonly steps: ReadonlyArray<{id: string; title: string}>}
	| {readonly event: 'resumed'}
	| {readonly event: 'step-started'; readonly step: string}
	| {readonly event: 'progress'; readonly step: string; readonly done: number; readonly total: number}
	| {readonly event: 'step-done'; readonly step: string; readonly found: boolean}
	| {readonly event: 'said'; readonly step: string; readonly line: string}
	| {readonly event: 'step-failed'; readonly step: string; readonly message: string}
	| {readonly event: 'finished'; readonly result: 'done' | 'failed' | 'refused'; readonly message: string}
);
