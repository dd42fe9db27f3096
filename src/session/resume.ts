/**
 * Which install to go on with: one whose job folder is here, or, after a power cut took /run with it, one whose copy lies on
 * the CONFIG partition of its own disk.
 */
import type {Host} from '../host/host.ts';
import {createJob, journalFileOf, jobsFolder, parseJob, type Job} from '../plan/job.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import {probeMachine} from '../probes/probe.ts';
import {findDisk} from './choose-disks.ts';
import {digestOf, ownTables, requestOf} from './job-request.ts';
import {findJobs, whenOf, type KnownJob} from './jobs.ts';

export type Unfinished = {readonly known: KnownJob} | {readonly problem: string};

/** The newest unfinished job, or the one on `disk`. A job that is found on its disk only gets a folder here again. */
export async function findUnfinished(host: Host, machine: Machine, disk: string | undefined): Promise<Unfinished> {
	const jobs = jobsFolder(machine.booted === 'live');
	const named = disk === undefined ? undefined : await findDisk(host, machine, disk);
	if (named && 'problem' in named) return named;
	for (const known of await findJobs(host, jobs)) {
		const wanted = named === undefined || known.job.target === named.disk.path;
		if (wanted && (await host.stat(known.job.target))) return {known};
	}
	const disks = named ? [named.disk] : machine.disks.filter(each => each.host?.incomplete);
	const copies = (await Promise.all(disks.map(each => readCopy(host, machine, each)))).filter(
		copy => copy !== undefined,
	);
	const [copy, ...more] = copies;
	if (more.length > 0) {
		const list = copies.map(each => `${each.disk.path} (begun ${whenOf(each.job)})`).join(', ');
		return {problem: `several disks hold an install that stopped half way: ${list}; give --disk PATH`};
	}
	if (copy) return {known: await restore(host, jobs, copy)};
	const where = named ? ` on ${named.disk.path}` : '';
	return {
		problem: `there is no unfinished install${where} to go on with: neither a job in ${jobs} nor a copy on a disk`,
	};
}

/** The same, on the machine we run on. */
export async function findUnfinishedHere(host: Host, disk: string | undefined): Promise<Unfinished> {
	return findUnfinished(host, await probeMachine(host), disk);
}

type Copy = {readonly disk: Disk; readonly job: Job; readonly answers: string; readonly journal: string | undefined};

/** Reads what the install left on CONFIG, without mounting anything (debugfs(8), which answers 0 whatever happens). */
async function readCopy(host: Host, machine: Machine, disk: Disk): Promise<Copy | undefined> {
	const config = disk.contents.find(({partLabel, type}) => partLabel === 'CONFIG' && type === 'ext4');
	if (config?.offset === undefined) return undefined;
	const device = `${disk.path}?offset=${config.offset}`;
	const cat = async (name: string) => {
		const {stdout} = await host.ask('debugfs', ['-R', `cat /hostwright/job/${name}`, device], {secret: true});
		return stdout === '' ? undefined : stdout;
	};
	const [record, answers, journal] = [await cat('job.json'), await cat('answers.yaml'), await cat('journal.jsonl')];
	const job = record === undefined ? undefined : parseJob(record);
	return job && answers !== undefined && isOwnCopy(machine, disk, job) ? {disk, job, answers, journal} : undefined;
}

/**
 * CONFIG is made when every disk of its job has the job's table. A copy on a disk that somebody brought may name any disk of
 * this machine, which nobody here agreed to erase.
 */
function isOwnCopy({disks}: Machine, disk: Disk, job: Job): boolean {
	const request = requestOf(job);
	if (!request || request.ids.disk.toLowerCase() !== disk.tableId) return false;
	const tables = ownTables(request);
	const isMade = (at: string) => disks.some(({path, tableId}) => path === at && tables.has(tableId));
	return job.identities.length === 1 || job.identities.every(({path}) => path === disk.path || isMade(path));
}

async function restore(host: Host, jobs: string, copy: Copy): Promise<KnownJob> {
	const job = await followDisk(host, copy);
	const made = await createJob(host, jobs, {job, answers: copy.answers});
	if (copy.journal !== undefined) await host.write(journalFileOf(made.folder), copy.journal, {mode: 0o600});
	return {...made, running: false};
}

/**
 * Disks may be called otherwise after a reboot. The plan is made for the new name, when for the old one it is still the
 * plan that was shown; else the runner refuses it.
 */
async function followDisk(host: Host, {job, disk, answers}: Copy): Promise<Job> {
	const request = requestOf(job);
	if (!request || job.target === disk.path || job.identities.length !== 1) return job;
	if ((await digestOf(host, {job, request, answers})) !== job.digest) return job;
	const {path, name} = disk;
	const moved = {...request, target: {...request.target, path, name}};
	return {
		...job,
		target: path,
		identities: job.identities.map(identity => ({...identity, path, name})),
		request: moved,
		digest: await digestOf(host, {job, request: moved, answers}),
	};
}
