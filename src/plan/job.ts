/**
 * A job: a 0700 folder outside the target that holds everything needed to make the same plan again, and its journal.
 * `job.json` has no secrets; `answers.yaml` (0600) is an answer file that has them.
 */
import {randomBytes} from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import type {Host} from '../host/host.ts';
import type {DiskIdentity} from './step.ts';

export type JobImage = {
	readonly path: string;
	/** Bytes. */
	readonly size: number;
	/** sha256 of the first 4 KiB, where a squashfs keeps its superblock. */
	readonly head: string;
	/** Of a plain file: which one, and when it was last changed; empty for a device. Good until the next boot. */
	readonly file: string;
	/** Of its kernel and initramfs, as sha256sum writes them. */
	readonly sums: string;
	/** What it calls itself; empty when it does not say. */
	readonly version: string;
};

export type JobHead = {
	/** Sorts by time: `2026-11-20T12-00-00-3f9c`. */
	readonly id: string;
	/** ISO 8601. */
	readonly createdAt: string;
};

export type Job = JobHead & {
	readonly version: 1;
	readonly action: 'install';
	/** Path of the disk, or of the plain file, that will be written. */
	readonly target: string;
	readonly image: JobImage;
	/** Every disk that will be written, as it was when the plan was shown. */
	readonly identities: readonly DiskIdentity[];
	/** sha256 of what the plan that was shown will do. */
	readonly digest: string;
	/** What else the plan was made from, secrets apart; opaque to this floor. */
	readonly request: unknown;
};

/** Two at once still differ. */
export function newJobHead(now: Date): JobHead {
	const createdAt = now.toISOString();
	return {id: `${createdAt.slice(0, 19).replaceAll(':', '-')}-${randomBytes(2).toString('hex')}`, createdAt};
}

/** A job on its way: the record and the answer file beside it. */
export type JobDraft = {readonly job: Job; readonly answers: string};

/** A job folder that exists. */
export type JobFolder = {readonly job: Job; readonly folder: string};

export const journalFileOf = (folder: string) => path.join(folder, 'journal.jsonl');
/** What the runner printed: its own last words when it died. */
export const runnerLogOf = (folder: string) => path.join(folder, 'runner.log');
/** The file whose flock a runner holds for as long as it lives. */
export const lockFileOf = (folder: string) => path.join(folder, 'lock');
export const answersFileOf = (folder: string) => path.join(folder, 'answers.yaml');
const jobFileOf = (folder: string) => path.join(folder, 'job.json');

/**
 * Where jobs live: on the medium /run, which the target cannot hold; for everybody else the XDG state folder.
 * (XDG Base Directory Specification: a relative XDG_STATE_HOME counts as unset.)
 */
export function jobsFolder(live: boolean, env: NodeJS.ProcessEnv = process.env): string {
	if (live && os.userInfo().uid === 0) return '/run/hostwright/jobs';
	const given = env['XDG_STATE_HOME'];
	const state = given && path.isAbsolute(given) ? given : path.join(os.homedir(), '.local/state');
	return path.join(state, 'hostwright/jobs');
}

export const jobText = (job: Job) => `${JSON.stringify(job, null, '\t')}\n`;

/** Writes the folder of a new job, the record last: a folder without one is no job. */
export async function createJob(host: Host, jobs: string, {job, answers}: JobDraft): Promise<JobFolder> {
	const folder = path.join(jobs, job.id);
	await host.makeDirectory(folder, 0o700);
	await host.write(lockFileOf(folder), '', {mode: 0o600});
	await host.write(answersFileOf(folder), answers, {mode: 0o600, secret: true});
	await host.write(jobFileOf(folder), jobText(job), {mode: 0o600});
	return {job, folder};
}

/** The job of a folder; undefined when there is none, or it is of a version we do not know. */
export async function readJob(host: Host, folder: string): Promise<Job | undefined> {
	const text = await host.read(jobFileOf(folder));
	return text === undefined ? undefined : parseJob(text);
}

/** A record read back; undefined when it is torn, or of another version. */
export function parseJob(text: string): Job | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isJob(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isJob(value: unknown): value is Job {
	if (typeof value !== 'object' || value === null) return false;
	const record = new Map(Object.entries(value));
	const isText = (name: string) => typeof record.get(name) === 'string';
	return (
		record.get('version') === 1 &&
		record.get('action') === 'install' &&
		// It names a folder, and the record may come from a disk that anybody wrote.
		/^[\w-]{1,64}$/.test(String(record.get('id'))) &&
		['id', 'createdAt', 'target', 'digest'].every(isText) &&
		Array.isArray(record.get('identities')) &&
		['image', 'request'].every(name => typeof record.get(name) === 'object')
	);
}
