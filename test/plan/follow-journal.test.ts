import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {followJournal, isRunning, RunnerDied} from '../../src/plan/follow-journal.ts';
import {lockFileOf} from '../../src/plan/job.ts';
import {openJournal, type Journal} from '../../src/plan/journal.ts';
import type {Lock} from '../../src/host/host.ts';

const host = realHost();

let folder: string;
let file: string;
let journal: Journal;
let lock: Lock;
beforeEach(async () => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'follow-'));
	file = path.join(folder, 'journal.jsonl');
	fs.writeFileSync(lockFileOf(folder), '');
	const taken = await host.lock(lockFileOf(folder));
	if (!taken) throw new Error('nobody else can hold this lock');
	lock = taken;
	journal = openJournal(file, () => new Date());
});
afterEach(async () => {
	journal.close();
	await lock.release();
	fs.rmSync(folder, {recursive: true});
});

/** Reads a follower to its end, telling after each entry, so that a test can go on from there. */
async function collect(onEntry: (event: string) => void = () => {}, signal?: AbortSignal): Promise<readonly string[]> {
	const events: string[] = [];
	for await (const entry of followJournal(file, {host, ...(signal && {signal})})) {
		events.push(entry.event);
		onEntry(entry.event);
	}
	return events;
}

describe('a watcher', () => {
	it('sees what was written before it came, and what comes after, to the end', async () => {
		journal.write({event: 'started', version: 1, steps: []});
		const events = await collect(event => {
			if (event === 'started') journal.write({event: 'step-started', step: 'a'});
			if (event === 'step-started') journal.write({event: 'step-done', step: 'a', found: false});
			if (event === 'step-done') journal.write({event: 'finished', result: 'done', message: ''});
		});
		expect(events).toEqual(['started', 'step-started', 'step-done', 'finished']);
	});

	it('waits for a runner that is silent, and for lines that arrive in pieces', async () => {
		journal.write({event: 'started', version: 1, steps: []});
		const watching = collect();
		expect(await isRunning(host, folder)).toBe(true);
		const line = `${JSON.stringify({at: 'x', event: 'finished', result: 'done', message: 'größer'})}\n`;
		for (const byte of Buffer.from(line)) {
			fs.appendFileSync(file, Buffer.from([byte]));
			await new Promise(resolve => setImmediate(resolve));
		}
		expect(await watching).toEqual(['started', 'finished']);
	});

	it('passes over an end that a resumed run left behind', async () => {
		journal.write({event: 'started', version: 1, steps: []});
		journal.write({event: 'finished', result: 'failed', message: ''});
		journal.write({event: 'resumed'});
		journal.write({event: 'finished', result: 'done', message: ''});
		expect(await collect()).toEqual(['started', 'resumed', 'finished']);
	});

	it('says so when the runner is gone without an end', async () => {
		journal.write({event: 'started', version: 1, steps: []});
		const watching = collect(() => void lock.release());
		await expect(watching).rejects.toThrow(RunnerDied);
		await expect(watching).rejects.toThrow('the runner stopped before the work was done');
	});

	it('lets go when it is told to', async () => {
		const control = new AbortController();
		journal.write({event: 'started', version: 1, steps: []});
		expect(await collect(() => control.abort(), control.signal)).toEqual(['started']);
	});

	it('does not take away the lock of the runner it asks about', async () => {
		expect(await isRunning(host, folder)).toBe(true);
		await lock.release();
		expect(await isRunning(host, folder)).toBe(false);
		expect(await isRunning(host, path.join(folder, 'nothing'))).toBe(false);
	});
});
