/** The real tty: taken at the start, given back as it was, whatever ends the program. */
import {closeSync, constants, openSync, readlinkSync} from 'node:fs';
import {isatty, ReadStream, WriteStream} from 'node:tty';
import type {Input} from './key-reader.ts';
import {lineWriter} from './line-writer.ts';
import type {Output} from './tty-screen.ts';

/** Exit codes as a shell reports them: 128 and the signal's number. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
 * Turns off echo and line editing. The first statement of a program with a screen: what is typed before is echoed. Does
 * nothing for a pipe.
 */
export function takeTty(input: Input): void {
	if (!input.isTTY) return;
	input.setRawMode?.(true);
	// What was given back no longer kept the program alive.
	input.ref?.();
}

export function giveBackTty(input: Input): void {
	if (!input.isTTY) return;
	try {
		input.setRawMode?.(false);
	} catch {
		// The line hung up: there is nothing left to restore.
	}
	input.unref?.();
}

/**
 * Calls `restore` once when a signal is about to end the program, and then lets the signal end it, so that whoever waits for us
 * sees what happened. Calls `goOn` when the program was stopped and goes on. Returns how to stop listening.
 */
export function onSignal(restore: () => void, goOn: () => void): () => void {
	const end = (signal: NodeJS.Signals) => {
		restore();
		// Without any listener the signal ends us at once; with one left, an empty event loop would end us first, with 0.
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	};
	for (const signal of SIGNALS) process.on(signal, end);
	process.on('SIGCONT', goOn);
	return () => {
		for (const signal of SIGNALS) process.off(signal, end);
		process.off('SIGCONT', goOn);
	};
}

/** Stops this program and the launcher that waits for it, as Ctrl-Z does; where no shell could go on with them, nothing stops. */
export function stopHere(): void {
	process.kill(0, 'SIGTSTP');
}

/** A tty that hung up answers each write with an error event; nobody is there to tell. */
export function ignoreErrors(stream: NodeJS.EventEmitter): void {
	stream.on('error', () => {});
}

/** The writing side of a tty, its size as Node.js follows it. Without a descriptor, as of a test's tty, all is taken at once. */
export function outputOf({stdout, fd}: Pick<Tty, 'stdout' | 'fd'>): Output {
	const writer = fd === undefined ? undefined : lineWriter(fd);
	return {
		get columns() {
			return stdout.columns;
		},
		get rows() {
			return stdout.rows;
		},
		write(text, done) {
			if (writer) {
				writer.write(text, done);
			} else {
				stdout.write(text);
				done();
			}
		},
		end(text) {
			if (writer) writer.end(text);
			else stdout.write(text);
		},
	};
}

export type Tty = {
	readonly name: string;
	/** Of one that was opened here. */
	readonly path?: string | undefined;
	/** What TERM says of it. */
	readonly term: string;
	readonly stdin: Input;
	/** Tells the size; nothing is written by it where there is a descriptor. */
	readonly stdout: NodeJS.WriteStream;
	readonly fd: number | undefined;
	/**
	 * Reads no more, until what it answers with is called: then `stdin` is another one, or false is said because the tty is gone. A
	 * stream that is only paused takes what is typed next; Node.js sees to standard input itself.
	 */
	readonly rest?: () => () => boolean;
	/** Closes it, if it was opened here. */
	readonly close?: () => void;
};

const pathOf = (name: string) => (name.startsWith('/') ? name : `/dev/${name}`);

/** As systemd starts a getty: a virtual console is linux, a serial line vt220. */
const termOf = (path: string) =>
	/^\/dev\/tty\d+$/.test(path) ? 'linux' : path.startsWith('/dev/pts/') ? 'xterm-256color' : 'vt220';

function openedTty(path: string): number | undefined {
	try {
		const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
		if (isatty(fd)) return fd;
		closeSync(fd);
	} catch {
		// Not there, or not ours.
	}
	return undefined;
}

/** Whether `ttyS0` or `/dev/ttyS0` is a tty that may be read and written. */
export function isTty(name: string): boolean {
	const fd = openedTty(pathOf(name));
	if (fd !== undefined) closeSync(fd);
	return fd !== undefined;
}

/** The tty of a pair of streams; of standard input and output, unless a test gives others. */
export function ttyOf(stdin: Input, stdout: NodeJS.WriteStream): Tty {
	const fd = stdout === process.stdout ? process.stdout.fd : undefined;
	return {name: ownName(), term: process.env.TERM ?? '', stdin, stdout, fd};
}

/** The tty that standard input is, such as `tty1`. */
function ownName(): string {
	try {
		return readlinkSync('/proc/self/fd/0').replace('/dev/', '');
	} catch {
		return 'the first console';
	}
}

/** A further tty, by its name or path. @throws when it cannot be opened: ask `isTty` first */
export function openTty(name: string): Tty {
	const path = pathOf(name);
	const [reading, writing] = [openedTty(path), openedTty(path)];
	if (reading === undefined || writing === undefined) throw new Error(`${path} is no tty that can be opened`);
	const stdout = new WriteStream(writing);
	let stdin = new ReadStream(reading);
	return {
		...{name: path.replace('/dev/', ''), path, term: termOf(path), stdout, fd: writing},
		get stdin() {
			return stdin;
		},
		rest() {
			stdin.destroy();
			return () => {
				const again = openedTty(path);
				if (again !== undefined) stdin = new ReadStream(again);
				return again !== undefined;
			};
		},
		close() {
			stdin.destroy();
			stdout.destroy();
		},
	};
}
