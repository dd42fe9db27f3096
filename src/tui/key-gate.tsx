/**
 * Where keys enter React. Ink gives updates made in its input handlers the priority of a keystroke: they are committed before
 * the next turn of the event loop. So each key rings Ink's own stdin once, and is handled when Ink calls back.
 */
import {Readable} from 'node:stream';
import {useInput} from 'ink';
import type {Key} from '../terminal/key.ts';

export type KeyGate = {
	/** For Ink's `stdin` option. */
	readonly stdin: NodeJS.ReadableStream;
	/** Resolves when the key was handled and its updates are committed. */
	press(key: Key): Promise<void>;
	/** Stands somewhere in the tree for as long as keys are to be heard. */
	Listener(): null;
};

export function createKeyGate(handle: (key: Key) => void): KeyGate {
	const bell = new Readable({read() {}});
	let waiting: {key: Key; done: () => void} | undefined;
	return {
		stdin: Object.assign(bell, {isTTY: true as const, setRawMode() {}, ref() {}, unref() {}}),
		press: async key =>
			new Promise(resolve => {
				waiting = {key, done: resolve};
				bell.push('.');
			}),
		Listener() {
			useInput(() => {
				const now = waiting;
				if (!now) return;
				waiting = undefined;
				try {
					handle(now.key);
				} finally {
					setImmediate(now.done);
				}
			});
			return null;
		},
	};
}
