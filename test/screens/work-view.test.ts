/** What a watcher knows of the work from its journal, and how the progress page says it. */
import {describe, expect, it} from 'vitest';
import {besides, bytesLine, paceOf} from '../../screens/install/progress-view.ts';
import type {JournalEntry} from '../../src/plan/journal-entry.ts';
import {NO_WORK, watchEntry} from '../../src/session/installer-work.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second)).toISOString();

describe('the view of a journal', () => {
	const started: JournalEntry = {
		at: at(0),
		event: 'started',
		version: 1,
		steps: [
			{id: 'a', title: 'Partition sda'},
			{id: 'b', title: 'Write the image to slot A'},
		],
	};

	it('counts bytes, the pace and the time left from this run only', () => {
		const entries: readonly JournalEntry[] = [
			started,
			{at: at(0), event: 'step-started', step: 'b'},
			{at: at(1), event: 'progress', step: 'b', done: 50, total: 170},
			{at: at(5), event: 'progress', step: 'b', done: 90, total: 170},
		];
		const step = entries.reduce(watchEntry, NO_WORK).steps[1];
		expect(step).toMatchObject({state: 'now', done: 90, total: 170});
		expect(step && paceOf(step)).toEqual({rate: 10, left: 8});
	});

	it('knows no pace before the second count', () => {
		const entries: readonly JournalEntry[] = [
			started,
			{at: at(1), event: 'progress', step: 'b', done: 50, total: 170},
		];
		const step = entries.reduce(watchEntry, NO_WORK).steps[1];
		expect(step && paceOf(step)).toEqual({rate: 0, left: undefined});
	});

	it('goes on after a resume', () => {
		const entries: readonly JournalEntry[] = [
			started,
			{at: at(0), event: 'step-started', step: 'a'},
			{at: at(1), event: 'step-done', step: 'a', found: false},
			{at: at(2), event: 'step-started', step: 'b'},
			{at: at(9), event: 'resumed'},
			{at: at(9), event: 'step-started', step: 'a'},
			{at: at(9), event: 'step-done', step: 'a', found: true},
		];
		const view = entries.reduce(watchEntry, NO_WORK);
		expect(view.steps.map(({state, found}) => [state, found])).toEqual([
			['done', true],
			['waiting', false],
		]);
		expect(view.log.at(-1)).toBe('12:00:09  Partition sda: was there already');
	});

	it('keeps what failed and why', () => {
		const entries: readonly JournalEntry[] = [
			started,
			{at: at(1), event: 'step-started', step: 'b'},
			{at: at(2), event: 'step-failed', step: 'b', message: 'writing /dev/sda failed: EIO'},
			{at: at(2), event: 'finished', result: 'failed', message: 'writing /dev/sda failed: EIO'},
		];
		const view = entries.reduce(watchEntry, NO_WORK);
		expect(view.steps[1]?.state).toBe('failed');
		expect(view.finished).toEqual({result: 'failed', message: 'writing /dev/sda failed: EIO'});
	});
});

describe('a step as a line', () => {
	const entries: readonly JournalEntry[] = [
		{at: at(0), event: 'started', version: 1, steps: [{id: 'b', title: 'Write the image to slot A'}]},
		{at: at(0), event: 'step-started', step: 'b'},
		{at: at(1), event: 'progress', step: 'b', done: 0, total: 171e6},
		{at: at(5), event: 'progress', step: 'b', done: 116e6, total: 171e6},
		{at: at(7), event: 'step-done', step: 'b', found: false},
	];
	const after = (count: number) => entries.slice(0, count).reduce(watchEntry, NO_WORK).steps[0];

	it('says bytes, pace and time left while it runs, and how long it took', () => {
		const now = after(4);
		expect(now && [bytesLine(now), besides(now)]).toEqual(['116 of 171 MB, 29 MB/s', '0:02 left']);
		const done = after(5);
		expect(done && [bytesLine(done), besides(done)]).toEqual(['', '7.0 s']);
		const waiting = after(1);
		expect(waiting && [bytesLine(waiting), besides(waiting)]).toEqual(['', '']);
	});
});
