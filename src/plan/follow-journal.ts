/** Watching a job from outside: a screen, a log, a second console. Any number may, and any may die. */
import {watch} from 'node:fs';
import {open} from 'node:fs/promises';
import path from 'node:path';
import type {Host} from '../host/host.ts';
import type {JournalEntry} from './journal-entry.ts';
import {lockFileOf, runnerLogOf} from './job.ts';
import {parseEntry} from './journal.ts';

/** The runner let go of its job without finishing: killed, or the machine ran out of memory. */
export class RunnerDied extends Error {
	override name = 'RunnerDied';
	constructor(folder: string) {
		super(
			`the runner stopped before the work was done; what it still said, if anything, is in ${runnerLogOf(folder)}; --resume goes on`,
		);
	}
}

/** Milliseconds of silence after which the watcher asks whether the runner still lives. */
const SILENCE = 1000;

/** Is a runner at work in this job folder? */
export async function isRunning(host: Host, folder: string): Promise<boolean> {
	const file = lockFileOf(folder);
	if (!(await host.stat(file))) return false;
	const lock = await host.lock(file);
	await lock?.release();
	return lock === undefined;
}

/**
 * Yields the journal from its beginning, then what comes, as it comes. A `finished` is the last word: one that a resumed
 * run left behind is passed over. Ends early when the signal aborts.
 * @throws {RunnerDied} when nobody is left to finish it
 */
export async function* followJournal(
	file: string,
	{host, signal}: {readonly host: Host; readonly signal?: AbortSignal},
): AsyncGenerator<JournalEntry, void> {
	const folder = path.dirname(file);
	const tail = tailOf(file);
	const bell = ringOnChange(folder, signal);
	try {
		let alive = true;
		while (!signal?.aborted) {
			bell.quiet();
			const entries = await tail.next();
			yield* entries.filter((entry, index) => entry.event !== 'finished' || index === entries.length - 1);
			if (entries.at(-1)?.event === 'finished') return;
			if (entries.length > 0 || (alive && (await bell.rings(SILENCE)))) continue;
			if (!alive) throw new RunnerDied(folder);
			// It may have written its last words between our reading and our asking: one more look, then we know.
			alive = await isRunning(host, folder);
		}
	} finally {
		bell.stop();
	}
}

/** Reads what was appended since the last time, whole lines only. */
function tailOf(file: string): {next(): Promise<readonly JournalEntry[]>} {
	let offset = 0;
	let rest = Buffer.alloc(0);
	return {
		async next() {
			const more = await readFrom(file, offset);
			offset += more.length;
			rest = Buffer.concat([rest, more]);
			const whole = rest.lastIndexOf(0x0a) + 1;
			const lines = rest.subarray(0, whole).toString('utf8').split('\n');
			rest = rest.subarray(whole);
			return lines.map(parseEntry).filter(entry => entry !== undefined);
		},
	};
}

async function readFrom(file: string, offset: number): Promise<Buffer> {
	const handle = await open(file, 'r').catch((error: unknown) => {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (!handle) return Buffer.alloc(0);
	try {
		const {size} = await handle.stat();
		const bytes = Buffer.alloc(Math.max(0, size - offset));
		const {bytesRead} = await handle.read(bytes, 0, bytes.length, offset);
		return bytes.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

type Bell = {
	/** Forgets earlier changes. */
	quiet(): void;
	/** True at the next change (or one since `quiet`), false after so many milliseconds without. */
	rings(within: number): Promise<boolean>;
	stop(): void;
};

function ringOnChange(folder: string, signal: AbortSignal | undefined): Bell {
	let rung = false;
	let wake = () => {};
	const ring = () => {
		rung = true;
		wake();
	};
	const watcher = watch(folder, ring);
	signal?.addEventListener('abort', ring);
	return {
		quiet: () => (rung = false),
		rings: within =>
			new Promise(resolve => {
				const timer = setTimeout(() => {
					wake = () => {};
					resolve(false);
				}, within);
				wake = () => {
					clearTimeout(timer);
					wake = () => {};
					resolve(true);
				};
				if (rung) wake();
			}),
		stop() {
			watcher.close();
			signal?.removeEventListener('abort', ring);
		},
	};
}
