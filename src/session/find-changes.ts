/** Looks again at everything a plan rests on: the disks, the image, and the plan itself. */
import {HostFailed, type Host} from '../host/host.ts';
import type {Job, JobImage} from '../plan/job.ts';
import type {DiskIdentity} from '../plan/step.ts';
import {identityOf, probeDisk, probeDisks, probeFile} from '../probes/probe.ts';
import type {Disk, Use} from '../probes/machine.ts';
import {changesOfWhat, changesOfWho, couldBeOurs} from './disk-changes.ts';
import {fileOf, headOf} from './check-image.ts';
import {digestOf, ownTables, type JobRequest} from './job-request.ts';

/** What differs from what was consented to, a sentence each; none when the job may run. */
export async function findChanges(
	host: Host,
	whole: {readonly job: Job; readonly request: JobRequest; readonly answers: string},
	resume: boolean,
): Promise<readonly string[]> {
	const {job, request} = whole;
	const now = await probeAgain(host, request);
	const disks: string[] = [];
	for (const then of job.identities) {
		const disk = now.find(({path}) => path === then.path);
		if (disk) disks.push(...(await changesOf(host, then, disk, resume ? request : undefined)));
		else disks.push(`${then.name} (${then.path}) is gone`);
	}
	if (!resume && request.targetIsFile && now[0] && now[0].inode !== request.target.inode)
		disks.push(`${request.target.name} (${request.target.path}) is another file than the one that was shown`);
	const image = await imageChange(host, job.image, resume);
	if (image !== undefined) return [...disks, image];
	const digest = await digestOf(host, whole);
	return digest === job.digest
		? disks
		: [...disks, 'the plan is not the one that was shown: this program or the machine changed in between'];
}

/** @param begun the request of a job that is resumed: what it left on the disk is no change */
async function changesOf(host: Host, then: DiskIdentity, disk: Disk, begun?: JobRequest): Promise<readonly string[]> {
	const was = begun && [begun.target, ...begun.moreDisks, ...begun.appDisks].find(({path}) => path === then.path);
	const tables = begun ? ownTables(begun) : new Set<string>();
	const left = was !== undefined && couldBeOurs(was, disk, tables);
	// An interrupted run may have left its own volumes active; it deactivates them itself.
	const ours = tables.has(disk.tableId) && disk.uses.length > 0 && disk.uses.every(({how}) => how === 'held');
	const uses = ours ? [] : disk.uses;
	const busy = disk.uses.length === 0 && !(await host.isFree(disk.path));
	return [
		...changesOfWho(then, identityOf(disk)),
		...uses.map(use => usedNow(disk, use)),
		...(busy ? [`${disk.name} (${disk.path}) is in use by another program`] : []),
		...(left ? [] : changesOfWhat(then, identityOf(disk))),
	];
}

/** Nobody used it when the plan was made: the judge would have said so. */
function usedNow({name, path}: Disk, use: Use): string {
	const how = use.how === 'mounted' ? `mounted at ${use.at}` : use.how === 'swap' ? 'swap' : `held by ${use.by}`;
	return `${name} (${path}): ${use.where} is ${how} now`;
}

async function probeAgain(host: Host, {target, targetIsFile}: JobRequest): Promise<readonly Disk[]> {
	if (targetIsFile) return (await host.stat(target.path)) ? [await probeFile(host, target.path)] : [];
	const disks = await probeDisks(host);
	if (disks.some(({path}) => path === target.path)) return disks;
	const named = await probeDisk(host, target.path);
	return named ? [...disks, named] : disks;
}

/** After a reboot the same file may have other numbers; a slot that holds other bytes than the image is then written again. */
async function imageChange(host: Host, then: JobImage, resume: boolean): Promise<string | undefined> {
	try {
		const now = await host.stat(then.path);
		if (!now) return `the image ${then.path} is gone; put it back`;
		if (now.size !== then.size || (await headOf(host, then.path, now.size)) !== then.head)
			return `the image ${then.path} is not the one that was shown: ${then.size} bytes then, ${now.size} now`;
		if (resume || fileOf(now) === then.file) return undefined;
		return `the image ${then.path} was written to after the plan was shown; let nobody change it, and look at the plan again`;
	} catch (error) {
		if (error instanceof HostFailed) return `the image cannot be read: ${error.message}`;
		throw error;
	}
}
