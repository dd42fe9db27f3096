/** Reads a tty through the tokenizer and hands out one key at a time, so that each meets the effect of the one before. */
import {createKeyTokenizer} from './key-tokenizer.ts';
import type {Key} from './key.ts';

export type Input = NodeJS.ReadableStream & {
	isTTY?: boolean;
	setRawMode?(raw: boolean): unknown;
	ref?(): unknown;
	unref?(): unknown;
};

export type KeyReader = {
	/** Stops reading and drops what was not handed out. */
	stop(): void;
	/** Stops and starts while another program has the tty. */
	pause(): void;
	resume(): void;
};

/** Starts reading. The next key waits until `onKey` has resolved. `onEnd` is called once when the input is closed or fails. */
export function readKeys(input: Input, onKey: (key: Key) => Promise<void>, onEnd: () => void): KeyReader {
	const tokenizer = createKeyTokenizer();
	const queue: Key[] = [];
	let timer: NodeJS.Timeout | undefined;
	let last: NodeJS.Immediate | undefined;
	let busy = false;
	let stopped = false;
	let paused = false;

	const pump = () => {
		const key = busy || stopped || paused ? undefined : queue.shift();
		if (!key) return;
		busy = true;
		void onKey(key).finally(() => {
			busy = false;
			pump();
		});
	};
	const flush = () => {
		queue.push(...tokenizer.flush());
		pump();
	};
	const stopWaiting = () => {
		clearTimeout(timer);
		clearImmediate(last);
	};
	const onData = (data: Uint8Array | string) => {
		stopWaiting();
		queue.push(...tokenizer.push(typeof data === 'string' ? Buffer.from(data) : data));
		const {patience} = tokenizer;
		// While we were busy the rest may have come: it is read before the immediate.
		if (patience !== undefined) timer = setTimeout(() => (last = setImmediate(flush)), patience);
		pump();
	};
	const end = () => {
		if (stopped) return;
		stop();
		onEnd();
	};
	const stop = () => {
		stopped = true;
		stopWaiting();
		input.off('data', onData);
		input.off('end', end);
		input.off('close', end);
		input.off('error', end);
		input.pause();
	};
	input.on('data', onData);
	input.on('end', end);
	input.on('close', end);
	input.on('error', end);
	return {
		stop,
		pause() {
			paused = true;
			input.pause();
		},
		resume() {
			paused = false;
			input.resume();
			pump();
		},
	};
}
