/** Looking until something is so: links, addresses and routers take their time to come. */
import {setTimeout as sleep} from 'node:timers/promises';

/** Milliseconds between two looks. */
const LOOK_EVERY = 300;

/** The first look that satisfies, or the last one within so many seconds. */
export async function patiently<T>(seconds: number, look: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> {
	const until = performance.now() + seconds * 1000;
	for (;;) {
		const found = await look();
		if (isSo(found) || performance.now() >= until) return found;
		await sleep(LOOK_EVERY);
	}
}
