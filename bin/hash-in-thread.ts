/** Hashes a password without stopping the screen. */
import {once} from 'node:events';
import {Worker} from 'node:worker_threads';

/** The crypt hash of a typed password. @throws {Error} when the thread cannot be started */
export async function hashInThread(password: string): Promise<string> {
	// The bundle has it as a file of its own beside every chunk.
	const worker = new Worker(new URL('./hash-worker.mjs', import.meta.url));
	try {
		worker.postMessage(password);
		const [hash] = (await once(worker, 'message')) as [string];
		return hash;
	} finally {
		await worker.terminate();
	}
}
