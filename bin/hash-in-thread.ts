/** Hashes a password without stopping the screen. */
import {once} from 'node:events';
import {Worker} from 'node:worker_threads';
import type {Hash} from '../src/session/hash.ts';

/** @throws {Error} when the thread cannot be started */
export const hashInThread: Hash = async (password, kind) => {
	// The bundle has it as a file of its own beside every chunk.
	const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url));
	try {
		worker.postMessage([password, kind]);
		const [hash] = (await once(worker, 'message')) as [string];
		return hash;
	} finally {
		await worker.terminate();
	}
};
