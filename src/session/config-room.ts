/** Is there room on CONFIG for what is to be written there? Asked before anything is: a full one keeps nothing any more. */
import {dirname} from 'node:path';
import {diskSize} from '../features/storage/size.ts';
import type {Host} from '../host/host.ts';
import {keptFolder} from '../plan/history.ts';
import type {SectionPlan} from './apply.ts';

/** Bytes that stay free for what the host writes by itself: leases, passwords, the record of what was written. */
const RESERVE = 2 * 1024 * 1024;

const BLOCK = 4096;
/** What a file takes beside its text: the end of its last block, its name, and the copy that is made before the rename. */
const taken = (characters: number) => Math.ceil(characters / BLOCK) * BLOCK + BLOCK;

/** Of the file system that a path lies in, or would lie in; without end where nobody can tell, as on a recorded host. */
async function roomAt(host: Host, path: string): Promise<number> {
	const room = await host.room(path);
	return room ?? (path === '/' ? Number.POSITIVE_INFINITY : roomAt(host, dirname(path)));
}

/** Bytes that may still be written where the host keeps what it was told; below 0 when its reserve is touched already. */
export async function roomLeft(host: Host): Promise<number> {
	const folder = await keptFolder(host);
	return Math.min(await roomAt(host, folder), await roomAt(host, '/etc')) - RESERVE;
}

/** Bytes that a change writes: its files, and both states of them in the history beside what is saved. */
function needed(plans: readonly SectionPlan[]): number {
	const texts = plans.flatMap(({changes}) => changes.files.flatMap(({before, after}) => [before, after]));
	const lengths = texts.map(state => (state.kind === 'file' ? state.text.length : 0));
	const written = lengths.map(taken).reduce((sum, each) => sum + each, 0);
	return written + taken(lengths.reduce((sum, each) => sum + each, 0)) + 16 * BLOCK;
}

/** A whole sentence with the figures when a change would fill CONFIG. @throws {HostFailed} */
export async function tooFull(host: Host, plans: readonly SectionPlan[]): Promise<string | undefined> {
	if (plans.every(({changes}) => changes.files.length === 0)) return undefined;
	const [left, size] = [await roomLeft(host), needed(plans)];
	if (size <= left) return undefined;
	const free = diskSize(left + RESERVE);
	return `This takes up to ${diskSize(size)} where ${free} are free, and ${diskSize(RESERVE)} of those stay for the host itself; make room there first (hostwright persisted lists what is kept).`;
}
