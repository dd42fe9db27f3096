import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {createJob, journalFileOf, lockFileOf, type Job} from '../../src/plan/job.ts';
import type {JournalEntry} from '../../src/plan/journal-entry.ts';
import {findJobs, stateOf} from '../../src/session/jobs.ts';

const at = '2026-11-20T12:00:00.000Z';
const started: JournalEntry = {at, event: 'started', version: 1, steps: []};
const began: JournalEntry = {at, event: 'step-started', step: 'partition'};
const resumed: JournalEntry = {at, event: 'resumed'};
const finished = (result: 'done' | 'failed' | 'refused'): JournalEntry => ({
	at,
	event: 'finished',
	result,
	message: '',
});

describe('the state of a job', () => {
	it.each([
		['unfinished', 'nothing is written down', []],
		['unfinished', 'it died before its first step', [started]],
		['unfinished', 'it died in a step', [started, began]],
		['unfinished', 'a step failed', [started, began, finished('failed')]],
		['unfinished', 'it goes on after an end', [started, began, finished('failed'), resumed, began]],
		['unfinished', 'going on was refused', [started, began, resumed, finished('refused')]],
		['done', 'all was done', [started, began, finished('done')]],
		['done', 'all was done at last', [started, began, finished('failed'), resumed, began, finished('done')]],
		['refused', 'it was refused before its first step', [started, finished('refused')]],
		['refused', 'it could not even look', [started, finished('failed')]],
	] as const)('is %s when %s', (state, _when, entries) => {
		expect(stateOf(entries)).toBe(state);
	});
});

describe('the jobs that are not at their end', () => {
	const host = realHost();
	let jobs: string;
	beforeEach(() => (jobs = fs.mkdtempSync(path.join(os.tmpdir(), 'jobs-'))));
	afterEach(() => fs.rmSync(jobs, {recursive: true}));

	async function make(id: string, target: string, entries: readonly JournalEntry[]): Promise<string> {
		const job: Job = {
			...{version: 1, id, createdAt: at, action: 'install', target, identities: [], digest: '', request: {}},
			image: {path: '', size: 0, head: '', file: '', sums: '', version: ''},
		};
		const {folder} = await createJob(host, jobs, {job, answers: ''});
		fs.writeFileSync(journalFileOf(folder), entries.map(entry => `${JSON.stringify(entry)}\n`).join(''));
		return folder;
	}

	const found = async () =>
		(await findJobs(host, jobs)).map(({job: {id}, running}) => `${id}${running ? ' runs' : ''}`);

	it('are listed newest first, and who runs is told', async () => {
		await make('1', '/a', [started, began]);
		const folder = await make('2', '/b', [started, began]);
		const lock = await host.lock(lockFileOf(folder));
		expect(await found()).toEqual(['2 runs', '1']);
		await lock?.release();
		expect(await found()).toEqual(['2', '1']);
	});

	it('count once for a disk: the newest, unless it never wrote', async () => {
		await make('1', '/a', [started, began]);
		await make('2', '/a', [started, began]);
		await make('3', '/a', [started, finished('refused')]);
		expect(await found()).toEqual(['2']);
		await make('4', '/a', [started, began, finished('done')]);
		expect(await found()).toEqual([]);
	});

	it('are none where there is no folder, and what is no job is passed over', async () => {
		expect(await findJobs(host, path.join(jobs, 'nothing'))).toEqual([]);
		fs.mkdirSync(path.join(jobs, 'rubbish'));
		fs.writeFileSync(path.join(jobs, 'rubbish', 'job.json'), '{');
		expect(await found()).toEqual([]);
	});
});
