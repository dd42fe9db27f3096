/** Which image a plan was made for: its size, and the digest of its head, where a squashfs says when it was made. */
import {createHash} from 'node:crypto';
import type {Host} from '../host/host.ts';
import type {Job} from '../plan/job.ts';

const HEAD = 4096;

/** @throws {HostFailed} when the image cannot be read */
export async function identifyImage(host: Host, path: string, size: number): Promise<Job['image']> {
	const head = await host.readAt({path, offset: 0, length: Math.min(HEAD, size)});
	return {path, size, head: createHash('sha256').update(head).digest('hex')};
}
