/**
 * The journal of a job: a file of JSON lines that only its runner appends to. Every change of state is on the medium
 * before the runner goes on; progress is written now and then and never synced. Watchers read it and nothing else.
 */
import fs from 'node:fs';
import {readFile} from 'node:fs/promises';
import type {JournalEntry} from './journal-entry.ts';

type WithoutTime<E> = E extends JournalEntry ? Omit<E, 'at'> : never;

/** An entry before the journal stamps it. */
export type News = WithoutTime<JournalEntry>;

export type Journal = {
	/** Appends a change of state and syncs it. @throws {JournalFailed} leaving only whole lines behind */
	write(news: News): void;
	/** Appends progress, a few times a second at most; its failure is left to the next `write`. */
	progress(step: string, done: number, total: number): void;
	/** Everything written so far, earlier runs included. */
	text(): string;
	close(): void;
};

/** The journal could not be written, so nobody would know what the runner does next: it must stop. */
export class JournalFailed extends Error {
	override name = 'JournalFailed';
	readonly code: string;
	constructor(file: string, cause: unknown) {
		const code = errno(cause);
		super(`the journal ${file} could not be written (${code}), so the work stopped; make room and resume`, {cause});
		this.code = code;
	}
}

const errno = (error: unknown) =>
	error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

/** Milliseconds between two lines of progress: enough for a bar, little for a serial line. */
const PROGRESS_EVERY = 250;

/** Bytes kept beside the journal so that a full disk still leaves room to say that it is full. */
const RESERVE = 16 * 1024;

/**
 * Opens or continues a journal. A last line that a crash tore is cut off: it was never whole, so nothing relied on it.
 * @throws {JournalFailed} when the file cannot be opened for appending
 */
export function openJournal(file: string, now: () => Date): Journal {
	const reserve = `${file}.reserve`;
	const descriptor = attempt(file, () => {
		keepRoom(reserve);
		return openWhole(file);
	});
	const lastProgress = new Map<string, number>();

	const append = (news: News) => appendLine(descriptor, `${JSON.stringify({at: now().toISOString(), ...news})}\n`);
	return {
		write(news) {
			if (news.event === 'finished') fs.rmSync(reserve, {force: true});
			attempt(file, () => {
				append(news);
				fs.fsyncSync(descriptor);
			});
			if (news.event === 'step-started') lastProgress.delete(news.step);
		},
		progress(step, done, total) {
			const time = performance.now();
			if (time - (lastProgress.get(step) ?? Number.NEGATIVE_INFINITY) < PROGRESS_EVERY && done !== total) return;
			lastProgress.set(step, time);
			try {
				append({event: 'progress', step, done, total});
			} catch {
				// The line was cut off again; the next change of state meets the same trouble and says so.
			}
		},
		text: () => fs.readFileSync(file, 'utf8'),
		close: () => {
			fs.rmSync(reserve, {force: true});
			fs.closeSync(descriptor);
		},
	};
}

/** What a full disk took of it is given back, so that at least somebody else can say so. */
function keepRoom(reserve: string): void {
	try {
		fs.writeFileSync(reserve, Buffer.alloc(RESERVE), {mode: 0o600});
	} catch (error) {
		fs.rmSync(reserve, {force: true});
		throw error;
	}
}

function attempt<T>(file: string, act: () => T): T {
	try {
		return act();
	} catch (error) {
		throw new JournalFailed(file, error);
	}
}

/** Opens for appending, without the torn line of a crash. */
function openWhole(file: string): number {
	const descriptor = fs.openSync(file, 'a+', 0o600);
	const before = fs.readFileSync(descriptor);
	const whole = before.lastIndexOf(0x0a) + 1;
	if (whole < before.length) fs.ftruncateSync(descriptor, whole);
	return descriptor;
}

/** All of the line or none of it: what a full disk took of it is cut off again. */
function appendLine(descriptor: number, line: string): void {
	const bytes = Buffer.from(line);
	const {size} = fs.fstatSync(descriptor);
	try {
		let written = 0;
		while (written < bytes.length) written += fs.writeSync(descriptor, bytes, written);
	} catch (error) {
		fs.ftruncateSync(descriptor, size);
		throw error;
	}
}

const EVENTS: readonly string[] = [
	'started',
	'resumed',
	'step-started',
	'progress',
	'step-done',
	'said',
	'step-failed',
	'finished',
] satisfies ReadonlyArray<JournalEntry['event']>;

function isEntry(value: unknown): value is JournalEntry {
	return (
		typeof value === 'object' &&
		value !== null &&
		'event' in value &&
		typeof value.event === 'string' &&
		EVENTS.includes(value.event)
	);
}

/** One line as an entry; undefined for a torn line, and for an event of a later version. */
export function parseEntry(line: string): JournalEntry | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return isEntry(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** The entries of a journal's text; a torn last line is not there yet. */
export function parseJournal(text: string): readonly JournalEntry[] {
	return text
		.split('\n')
		.map(parseEntry)
		.filter(entry => entry !== undefined);
}

/** The entries of a journal; none when there is no such file. */
export async function readJournal(file: string): Promise<readonly JournalEntry[]> {
	try {
		return parseJournal(await readFile(file, 'utf8'));
	} catch (error) {
		if (errno(error) === 'ENOENT') return [];
		throw error;
	}
}
