/** Looks again at everything a plan rests on: the disks, the image, and the plan itself. */
import {HostFailed, type Host} from '../host/host.ts';
import type {Job} from '../plan/job.ts';
import {identityOf, probeDisk, probeDisks, probeFile} from '../probes/probe.ts';
import type {Disk} from '../probes/machine.ts';
import {changesOfWhat, changesOfWho, couldBeOurs} from './disk-changes.ts';
import {identifyImage} from './image-identity.ts';
import {digestOf, type JobRequest} from './job-request.ts';

/** What differs from what was consented to, a sentence each; none when the job may run. */
export async function findChanges(
	host: Host,
	whole: {readonly job: Job; readonly request: JobRequest; readonly answers: string},
	resume: boolean,
): Promise<readonly string[]> {
	const {job, request} = whole;
	const before = [request.target, ...request.moreDisks, ...request.appDisks];
	const now = await probeAgain(host, request);
	const disks = job.identities.flatMap(then => {
		const disk = now.find(({path}) => path === then.path);
		if (!disk) return [`${then.name} (${then.path}) is gone`];
		const what = changesOfWhat(then, identityOf(disk));
		const was = before.find(({path}) => path === then.path);
		const ours = resume && was !== undefined && couldBeOurs(was, disk, request.ids.disk);
		return [...changesOfWho(then, identityOf(disk)), ...usesNow(disk), ...(ours ? [] : what)];
	});
	const image = await imageChange(host, job.image);
	if (image !== undefined) return [...disks, image];
	const digest = await digestOf(host, whole);
	return digest === job.digest
		? disks
		: [...disks, 'the plan is not the one that was shown: this program or the machine changed in between'];
}

/** Nobody used it when the plan was made: the judge would have said so. */
function usesNow({name, path, uses}: Disk): readonly string[] {
	return uses.map(use => {
		const how = use.how === 'mounted' ? `mounted at ${use.at}` : use.how === 'swap' ? 'swap' : `held by ${use.by}`;
		return `${name} (${path}): ${use.where} is ${how} now`;
	});
}

async function probeAgain(host: Host, {target, targetIsFile}: JobRequest): Promise<readonly Disk[]> {
	if (targetIsFile) return (await host.stat(target.path)) ? [await probeFile(host, target.path)] : [];
	const disks = await probeDisks(host);
	if (disks.some(({path}) => path === target.path)) return disks;
	const named = await probeDisk(host, target.path);
	return named ? [...disks, named] : disks;
}

async function imageChange(host: Host, then: Job['image']): Promise<string | undefined> {
	try {
		const size = (await host.stat(then.path))?.size ?? 0;
		const now = await identifyImage(host, then.path, size);
		if (now.size === then.size && now.head === then.head) return undefined;
		return `the image ${then.path} is not the one that was shown: ${then.size} bytes then, ${now.size} now`;
	} catch (error) {
		if (error instanceof HostFailed) return `the image cannot be read: ${error.message}`;
		throw error;
	}
}
