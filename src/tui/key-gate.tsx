/**
 * Where events enter React. Ink gives updates made in its input handlers the priority of a keystroke: they are committed before
 * the next turn of the event loop. So each of our keys rings Ink's own stdin once, and is handled when Ink calls back.
 */
import {Readable} from 'node:stream';
import {useInput} from 'ink';

export type KeyGate = {
	/** For Ink's `stdin` option. */
	readonly stdin: NodeJS.ReadableStream;
	/** Resolves when `act` was called and its updates are committed. Those that come meanwhile wait. */
	readonly pass: (act: () => void) => Promise<void>;
	/** Stands somewhere in the tree for as long as events are to be heard. */
	readonly Listener: () => null;
};

export function createKeyGate(): KeyGate {
	const bell = new Readable({read() {}});
	let waiting: {act: () => void; done: () => void} | undefined;
	let last = Promise.resolve();
	const ring = async (act: () => void) =>
		new Promise<void>(resolve => {
			waiting = {act, done: resolve};
			bell.push('.');
		});
	return {
		stdin: Object.assign(bell, {isTTY: true as const, setRawMode() {}, ref() {}, unref() {}}),
		pass: async act => (last = last.then(async () => ring(act))),
		Listener() {
			useInput(() => {
				const now = waiting;
				if (!now) return;
				waiting = undefined;
				try {
					now.act();
				} finally {
					// One turn for React's passive effects, one for what they changed.
					setImmediate(() => setImmediate(now.done));
				}
			});
			return null;
		},
	};
}
