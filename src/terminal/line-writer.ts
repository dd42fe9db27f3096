/**
 * Writes to a tty without ever waiting for it. Node.js writes to ttys synchronously: a serial line that is slower than we are, or
 * stopped by Ctrl-S, would stop the whole program. So the tty is opened once more, to refuse what it cannot take at once.
 */
import {closeSync, constants, openSync, write, writeSync} from 'node:fs';

/** How often a line that took nothing is tried again, in milliseconds: 20 characters at 9600 baud. */
const AGAIN = 20;

export type LineWriter = {
	/** Sends bytes; `done` is called when the line has taken all of them, or is gone. One at a time. */
	readonly write: (text: string, done: () => void) => void;
	/** The last words: what the line takes at once of what is left and of these. */
	readonly end: (text: string) => void;
};

const isBusy = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EAGAIN';

/** For the tty behind a file descriptor. Where it may not be opened anew, a thread waits for the line in our place. */
export function lineWriter(fd: number): LineWriter {
	let own: number | undefined;
	try {
		own = openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
	} catch {
		// Another user's tty, after su.
	}
	const to = own ?? fd;
	let left = Buffer.alloc(0);
	let timer: NodeJS.Timeout | undefined;
	let ended = false;

	const took = (error: unknown, written: number, done: () => void): void => {
		if (ended) return;
		left = left.subarray(written);
		if (isBusy(error) || (!error && left.length > 0)) timer = setTimeout(send, AGAIN, done);
		else done();
	};
	const send = (done: () => void): void => {
		if (ended) return;
		if (own === undefined) {
			write(to, left, (error, written) => took(error, written, done));
			return;
		}
		let written = 0;
		let failure: unknown;
		try {
			written = writeSync(own, left);
		} catch (error) {
			failure = error;
		}
		took(failure, written, done);
	};
	return {
		write(text, done) {
			left = Buffer.from(text);
			send(done);
		},
		end(text) {
			if (ended) return;
			ended = true;
			clearTimeout(timer);
			try {
				writeSync(to, Buffer.concat([left, Buffer.from(text)]));
			} catch {
				// The line is stuck or gone.
			}
			if (own !== undefined) closeSync(own);
		},
	};
}
