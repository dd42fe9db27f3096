import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {JournalEntry} from '../../src/plan/journal-entry.ts';
import {openJournal, parseJournal, readJournal} from '../../src/plan/journal.ts';

const now = () => new Date('2026-11-20T12:00:00Z');
const at = '2026-11-20T12:00:00.000Z';

let folder: string;
let file: string;
beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'journal-'));
	file = path.join(folder, 'journal.jsonl');
});
afterEach(() => fs.rmSync(folder, {recursive: true}));

describe('a journal', () => {
	it('is read back as it was written, and only its owner may read it', async () => {
		const journal = openJournal(file, now);
		journal.write({event: 'started', version: 1, steps: [{id: 'a', title: 'Do a'}]});
		journal.write({event: 'step-started', step: 'a'});
		journal.progress('a', 1, 10);
		journal.progress('a', 10, 10);
		journal.write({event: 'step-done', step: 'a', found: false});
		journal.write({event: 'finished', result: 'done', message: 'everything was done'});
		const text = journal.text();
		journal.close();
		expect(await readJournal(file)).toEqual([
			{at, event: 'started', version: 1, steps: [{id: 'a', title: 'Do a'}]},
			{at, event: 'step-started', step: 'a'},
			{at, event: 'progress', step: 'a', done: 1, total: 10},
			{at, event: 'progress', step: 'a', done: 10, total: 10},
			{at, event: 'step-done', step: 'a', found: false},
			{at, event: 'finished', result: 'done', message: 'everything was done'},
		]);
		expect(text).toBe(fs.readFileSync(file, 'utf8'));
		expect(fs.statSync(file).mode & 0o777).toBe(0o600);
		expect(fs.readdirSync(folder)).toEqual(['journal.jsonl']);
	});

	it('has no entries when there is no file', async () => {
		expect(await readJournal(file)).toEqual([]);
	});

	it('says progress a few times a second however often it is told', () => {
		const journal = openJournal(file, now);
		for (let done = 1; done < 100_000; done++) journal.progress('copy', done, 100_000);
		journal.progress('copy', 100_000, 100_000);
		const lines = parseJournal(journal.text());
		journal.close();
		expect(lines.length).toBeLessThan(1000);
		expect(lines.at(-1)).toEqual({at, event: 'progress', step: 'copy', done: 100_000, total: 100_000});
	});

	it('is whole up to wherever a crash tore it, and goes on from there', async () => {
		const journal = openJournal(file, now);
		journal.write({event: 'step-started', step: 'a'});
		journal.write({event: 'said', step: 'a', line: 'zwölf "Zeilen"\nund mehr'});
		journal.write({event: 'step-done', step: 'a', found: false});
		journal.close();
		const whole = fs.readFileSync(file);
		const ends = [...whole.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1);
		expect(ends.length).toBe(3);
		for (let cut = 0; cut <= whole.length; cut++) {
			fs.writeFileSync(file, whole.subarray(0, cut));
			const kept = ends.filter(end => end <= cut).length;
			expect((await readJournal(file)).length - kept).toBeLessThanOrEqual(1);
			const next = openJournal(file, now);
			next.write({event: 'resumed'});
			next.close();
			const entries = await readJournal(file);
			expect(entries).toHaveLength(kept + 1);
			expect(entries.at(-1)).toEqual({at, event: 'resumed'});
			expect(fs.readFileSync(file, 'utf8').endsWith('\n')).toBe(true);
		}
	});

	it('is read without a word about lines of a later version, or rubbish', () => {
		fc.assert(
			fc.property(fc.array(fc.string()), rubbish => {
				const entry: JournalEntry = {at, event: 'resumed'};
				const text = [
					...rubbish,
					JSON.stringify({at, event: 'invented-later'}),
					JSON.stringify(entry),
					'',
				].join('\n');
				expect(parseJournal(text)).toContainEqual(entry);
				expect(parseJournal(text)).not.toContainEqual({at, event: 'invented-later'});
			}),
		);
	});

	it('keeps room to say at the end that there is none', () => {
		const journal = openJournal(file, now);
		journal.write({event: 'resumed'});
		expect(fs.statSync(`${file}.reserve`).size).toBeGreaterThan(4096);
		journal.write({event: 'finished', result: 'failed', message: 'the disk is full'});
		expect(fs.existsSync(`${file}.reserve`)).toBe(false);
		journal.close();
	});

	/** A file size limit of the kernel behaves as a full disk does: a short write, then an error. */
	const limited = (bytes: number) => {
		const program = `
			import {openJournal} from ${JSON.stringify(path.resolve(import.meta.dirname, '../../src/plan/journal.ts'))};
			try {
				const journal = openJournal(${JSON.stringify(file)}, () => new Date());
				for (;;) journal.write({event: 'said', step: 'a', line: 'x'.repeat(100)});
			} catch (error) { console.log(error.name + ': ' + error.message); }
		`;
		const args = [`--fsize=${bytes}`, process.execPath, '--input-type=module', '-e', program];
		return execFileSync('prlimit', args, {encoding: 'utf8'});
	};
	const sentence = () =>
		`JournalFailed: the journal ${file} could not be written (EFBIG), so the work stopped; make room and resume\n`;

	it('does not begin where there is no room for it, and leaves nothing in the way', () => {
		expect(limited(1000)).toBe(sentence());
		expect(fs.readdirSync(folder)).toEqual([]);
	});

	it('stops loudly when the disk takes no more, and keeps only whole lines', () => {
		expect(limited(20_000)).toBe(sentence());
		const text = fs.readFileSync(file, 'utf8');
		expect(text.endsWith('\n')).toBe(true);
		const lines = text.trimEnd().split('\n');
		expect(lines.length).toBeGreaterThan(50);
		expect(parseJournal(text)).toHaveLength(lines.length);
	});
});
