/** The real tty: taken at the start, given back as it was, whatever ends the program. */
import type {Input} from './key-reader.ts';

/** Exit codes as a shell reports them: 128 and the signal's number. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/**
 * Turns off echo and line editing. The first statement of a program with a screen: what is typed before is echoed. Does
 * nothing for a pipe.
 */
export function takeTty(input: Input): void {
	if (input.isTTY) input.setRawMode?.(true);
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
 * sees what happened. Returns how to stop listening.
 */
export function onSignal(restore: () => void): () => void {
	const end = (signal: NodeJS.Signals) => {
		restore();
		// Without any listener the signal ends us at once; with one left, an empty event loop would end us first, with 0.
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	};
	const stop = () => {
		for (const signal of SIGNALS) process.off(signal, end);
	};
	for (const signal of SIGNALS) process.on(signal, end);
	return stop;
}

/** A tty that hung up answers each write with an error event; nobody is there to tell. */
export function ignoreErrors(stream: NodeJS.EventEmitter): void {
	stream.on('error', () => {});
}
