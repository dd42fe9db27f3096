import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {JournalFailed, openJournal, parseJournal} from '../../src/plan/journal.ts';
import {runPlan} from '../../src/plan/run-plan.ts';
import type {Plan, Step} from '../../src/plan/step.ts';

const host = realHost();
const now = () => new Date('2026-11-20T12:00:00Z');
const plan = (...steps: readonly Step[]): Plan => ({erases: [], keeps: [], facts: [], steps});

let folder: string;
let did: string[];
beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'run-plan-'));
	did = [];
});
afterEach(() => fs.rmSync(folder, {recursive: true}));

const step = (id: string, more: Partial<Step> = {}): Step => ({
	id,
	title: `Do ${id}`,
	run: async () => void did.push(id),
	...more,
});
const broken = (id: string, more: Partial<Step> = {}) =>
	step(id, {
		run: async () => {
			throw new Error('the cable is out');
		},
		...more,
	});

/** Runs with a fresh journal; answers with what the journal says, without times. */
async function run(steps: readonly Step[], resume = false): Promise<{result: string; said: readonly string[]}> {
	const journal = openJournal(path.join(folder, 'journal.jsonl'), now);
	const {result} = await runPlan(plan(...steps), host, journal, {resume});
	const said = parseJournal(journal.text()).map(entry => {
		const {at: _at, event, ...rest} = entry;
		return [event, ...Object.values(rest).map(String)].join(' ');
	});
	journal.close();
	return {result, said};
}

describe('a plan', () => {
	it('runs its steps in order, with a line before and after each', async () => {
		expect(await run([step('a'), step('b')])).toEqual({
			result: 'done',
			said: [
				'step-started a',
				'step-done a false',
				'step-started b',
				'step-done b false',
				'finished done everything was done',
			],
		});
		expect(did).toEqual(['a', 'b']);
	});

	it('is asked nothing on a first run: what looks done may be an older host', async () => {
		await run([step('a', {done: async () => true})]);
		expect(did).toEqual(['a']);
	});

	it('is asked on resume, up to the first step whose work is not there; all after it is done again', async () => {
		const steps = [
			step('a', {done: async () => true}),
			step('b', {
				done: async () => {
					throw new Error('cannot read');
				},
			}),
			step('c', {done: async () => true}),
			step('d'),
		];
		const {said} = await run(steps, true);
		expect(did).toEqual(['b', 'c', 'd']);
		expect(said.filter(line => line.startsWith('step-done'))).toEqual([
			'step-done a true',
			'step-done b false',
			'step-done c false',
			'step-done d false',
		]);
	});

	it('stops at a step that fails, says why, and undoes that step only', async () => {
		const undo = (id: string) => async () => void did.push(`undo ${id}`);
		const {result, said} = await run([
			step('a', {undo: undo('a')}),
			broken('b', {undo: undo('b')}),
			step('c', {undo: undo('c')}),
		]);
		expect(result).toBe('failed');
		expect(did).toEqual(['a', 'undo b']);
		expect(said.slice(-2)).toEqual(['step-failed b the cable is out', 'finished failed Do b: the cable is out']);
	});

	it('runs a step beside those it does not rest on, and after those it does', async () => {
		const {promise: begun, resolve: begin} = Promise.withResolvers<string>();
		const steps = [
			step('a'),
			step('b', {run: async () => begun.then(() => void did.push('b'))}),
			step('c', {after: ['a'], run: async () => begin('c')}),
			step('d', {after: ['b']}),
			step('e'),
		];
		expect((await run(steps)).said).toEqual([
			...['step-started a', 'step-done a false', 'step-started b', 'step-started c'],
			...['step-done c false', 'step-done b false', 'step-started d', 'step-done d false'],
			...['step-started e', 'step-done e false', 'finished done everything was done'],
		]);
		expect(did).toEqual(['a', 'b', 'd', 'e']);
	});

	it('lets what runs beside a step that fails come to its end, and begins nothing more', async () => {
		const {promise: failed, resolve: fail} = Promise.withResolvers<string>();
		const {result, said} = await run([
			step('a'),
			broken('b', {undo: async () => fail('b')}),
			step('c', {after: ['a'], run: async () => failed.then(() => void did.push('c'))}),
			step('d', {after: ['c']}),
		]);
		expect(result).toBe('failed');
		expect(did).toEqual(['a', 'c']);
		expect(said.slice(-3)).toEqual([
			...['step-failed b the cable is out', 'step-done c false', 'finished failed Do b: the cable is out'],
		]);
	});

	it('asks on resume what rests on work that is there, whatever is not there beside it', async () => {
		const there = {done: async () => true};
		await run([step('a', there), step('b'), step('c', {...there, after: ['a']}), step('d', there)], true);
		expect(did).toEqual(['b', 'd']);
	});

	it('says when the undoing fails too', async () => {
		const undo = async () => {
			throw new Error('gone');
		};
		expect((await run([broken('a', {undo})])).said).toContain('said a could not be undone: gone');
	});

	it('runs no step whose beginning could not be written down', async () => {
		const journal = openJournal(path.join(folder, 'journal.jsonl'), now);
		const full = {
			...journal,
			write: (news: Parameters<typeof journal.write>[0]) => {
				if (news.event === 'step-started' && news.step === 'b') throw new JournalFailed('j', new Error('full'));
				journal.write(news);
			},
		};
		await expect(runPlan(plan(step('a'), step('b'), step('c')), host, full, {resume: false})).rejects.toThrow(
			'the journal j could not be written',
		);
		expect(did).toEqual(['a']);
		journal.close();
	});

	it('reports how far a step is', async () => {
		const counting = step('a', {run: async (_host, report) => report({done: 7, total: 7})});
		expect((await run([counting])).said).toContain('progress a 7 7');
	});
});
