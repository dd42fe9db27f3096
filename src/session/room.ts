/** Is there room for what an install writes outside of disks? Asked before anything is erased. */
import path from 'node:path';
import {diskSize, MIB} from '../features/storage/size.ts';
import type {Host} from '../host/host.ts';
import type {Problem} from '../settings/answers.ts';
import type {Choice} from './choose-disks.ts';

/** What a plain file takes up beside the image: journals, tables and loaders (measured: 113 MiB of 16 GiB). */
const BESIDE_IMAGE = 160 * MIB;

/** The job, its journal, and what is built before it is copied in (measured: 6 MiB, 16 MiB with sectors of 4096 bytes). */
const JOB = 32 * MIB;

/** @param jobs the folder of the jobs, which may not be there yet */
export async function roomProblems(
	host: Host,
	{target, targetIsFile}: Choice,
	{imageSize, jobs}: {readonly imageSize: number; readonly jobs: string},
): Promise<readonly Problem[]> {
	const wanted = [
		{text: jobs, needed: JOB, what: 'what is built before it is copied in'},
		...(targetIsFile ? [{text: target.path, needed: await growthOf(host, target, imageSize), what: 'it'}] : []),
	];
	const problems = await Promise.all(
		wanted.map(async ({text, needed, what}): Promise<readonly Problem[]> => {
			const room = await roomFor(host, text);
			if (room >= needed) return [];
			const message = `${text} lies where ${diskSize(room)} are free, and ${what} takes up to ${diskSize(needed)} more; make room there first`;
			return [{setting: '', text, source: '', level: 'error', message}];
		}),
	);
	return problems.flat();
}

/** Bytes; a sparse file takes up no more than what is in it. */
async function growthOf(host: Host, {path: file, size}: Choice['target'], imageSize: number): Promise<number> {
	const taken = (await host.stat(file))?.taken ?? 0;
	return Math.max(0, Math.min(size, imageSize + BESIDE_IMAGE) - taken);
}

async function roomFor(host: Host, file: string): Promise<number> {
	const room = await host.room(file);
	return room ?? (file === path.dirname(file) ? 0 : roomFor(host, path.dirname(file)));
}
