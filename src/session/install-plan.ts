/** From answers to the steps of an install. Pure: the same request gives the same plan, wherever and whenever. */
import {createHash, randomBytes, randomUUID} from 'node:crypto';
import path from 'node:path';
import {
	clearGrubMark,
	installBootLoadersStep,
	isGrubMarkClear,
	type BootTarget,
} from '../features/boot-loader/steps.ts';
import {storage} from '../features/storage/index.ts';
import {planLayout} from '../features/storage/layout.ts';
import {makeFileSystemsStep} from '../features/storage/steps-file-systems.ts';
import {partitionStep} from '../features/storage/steps-partition.ts';
import {
	completeConfig,
	freshConfig,
	isConfigComplete,
	writeSettingsStep,
	type JobFile,
} from '../features/storage/steps-settings.ts';
import {makeVolumes, memberTables, requireLvm} from '../features/storage/steps-volumes.ts';
import {finishSlotStep, writeSlotStep, type Image} from '../features/storage/steps-slot.ts';
import {frozen, regionOf, tableOf, type Ids, type Target} from '../features/storage/steps.ts';
import {planVolumes, type VolumeGroup} from '../features/storage/volumes.ts';
import type {Host} from '../host/host.ts';
import {rehearsalHost} from '../host/rehearsal-host.ts';
import {jobsFolder, type JobImage} from '../plan/job.ts';
import type {Plan, Step} from '../plan/step.ts';
import {identityOf} from '../probes/identity.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import {bootWordsOf} from './boot-words.ts';
import {configFiles} from './config-files.ts';
import {factsOf} from './plan-facts.ts';

export type {Ids} from '../features/storage/steps.ts';

export type InstallRequest = {
	readonly machine: Machine;
	readonly answers: Answers;
	readonly target: Disk;
	readonly targetIsFile: boolean;
	readonly moreDisks: readonly Disk[];
	readonly appDisks: readonly Disk[];
	readonly image: Image & Pick<JobImage, 'sums' | 'version'>;
	readonly ids: Ids;
	readonly jobId: string;
	/** ISO 8601. */
	readonly createdAt: string;
	/** The job as it is at that moment: job.json, answers.yaml, journal.jsonl. */
	jobFiles(): readonly JobFile[];
	/** Where things are built before they are copied in; `work` in the folder of the job unless given. */
	readonly work?: string;
};

/** Something about the answers and this disk that no plan can be made for. A whole sentence (law 6). */
export class NoPlan extends Error {
	override name = 'NoPlan';
}

export type InstallPlan = Plan & {
	/** The disk that is written, and the folder things are built in. */
	readonly path: string;
	readonly work: string;
};

/** Fresh identities for one install. They are drawn once and kept in the job. */
export function newIds(): Ids {
	const each = () => ({
		...{BIOSBOOT: randomUUID(), ESP: randomUUID(), 'ROOT-A': randomUUID(), 'ROOT-B': randomUUID()},
		...{CONFIG: randomUUID(), STATE: randomUUID(), SWAP: randomUUID()},
		...{LOGGING: randomUUID(), DATA: randomUUID(), HOSTVG: randomUUID()},
	});
	return {disk: randomUUID(), parts: each(), fs: each(), vfat: randomBytes(4).toString('hex')};
}

/** @throws {NoPlan} */
export function planInstall(request: InstallRequest): InstallPlan {
	const {machine, image} = request;
	const {target, groups} = layOut(request);
	const boot = bootTargetOf(request, target);
	const tables = [tableOf(target), ...memberTables(target, groups)];
	const isErased = ({path: disk}: Disk) => tables.some(table => table.path === disk);
	const erased = [request.target, ...request.moreDisks, ...request.appDisks].filter(isErased);
	const steps: readonly Step[] = [
		partitionStep(target.work, erased.map(({name}) => name).join(', '), tables, host => requireLvm(host, groups)),
		makeFileSystemsStep(target, {
			config: () => freshConfig(target, request.jobFiles()),
			elsewhere: host => makeVolumes(host, target, groups),
		}),
		writeSlotStep(target, image, 'A'),
		writeSettingsStep(target, () => configFiles(request)),
		finishSlotStep(target, image, 'A'),
		installBootLoadersStep(boot),
		markCompleteStep(target, boot, request),
	];
	return {
		erases: erased.map(identityOf),
		keeps: machine.disks.filter(disk => !disk.pathOf && !isErased(disk)).map(identityOf),
		facts: factsOf(request, target, groups),
		steps,
		path: target.path,
		work: target.work,
	};
}

type LaidOut = {readonly target: Target; readonly groups: readonly VolumeGroup[]};

function layOut(request: InstallRequest): LaidOut {
	const {target: disk, targetIsFile: isFile, moreDisks, appDisks, machine, answers, image, ids, jobId} = request;
	const values = valuesOf(storage, answers);
	const {path: diskPath, size, sectorSize} = disk;
	const lvm = moreDisks.length > 0;
	const layout = planLayout({size, sectorSize, memory: machine.memory, values, isFile, imageSize: image.size, lvm});
	if ('problem' in layout) throw new NoPlan(layout.problem);
	const groups = planVolumes({values, boot: disk, layout, disks: moreDisks, appDisks});
	if ('problem' in groups) throw new NoPlan(groups.problem);
	const work = request.work ?? path.join(jobsFolder(machine.booted === 'live'), jobId, 'work');
	const epoch = Math.floor(Date.parse(request.createdAt) / 1000);
	return {target: {path: diskPath, isFile, size, sectorSize, parts: layout.parts, ids, work, epoch, jobId}, groups};
}

function bootTargetOf(request: InstallRequest, target: Target): BootTarget {
	const boot = bootWordsOf(request);
	if ('problem' in boot) throw new NoPlan(boot.problem);
	return {
		path: target.path,
		sectorSize: target.sectorSize,
		esp: regionOf(target, 'ESP'),
		biosBoot: regionOf(target, 'BIOSBOOT'),
		image: request.image,
		work: target.work,
		env: frozen(target),
		boot,
	};
}

/** The first mark lets the disk start, the second ends the install; a cut between them leaves one that can be resumed. */
function markCompleteStep(target: Target, boot: BootTarget, request: InstallRequest): Step {
	return {
		id: 'mark-complete',
		title: 'Mark as complete',
		async run(host) {
			await clearGrubMark(host, boot);
			await completeConfig(host, target, request.jobFiles());
			if (!target.isFile) await host.run('blockdev', ['--flushbufs', target.path]);
			await host.remove(target.work);
		},
		done: async host => (await isGrubMarkClear(host, boot)) && (await isConfigComplete(host, target)),
	};
}

/**
 * SHA-256 of everything the plan would do to this disk were it blank: what is on it does not count, so that a resumed
 * job has the digest it began with; nor do the copies of the job, one of which holds the digest.
 */
export async function planDigest(plan: Plan & Partial<InstallPlan>, host: Host): Promise<string> {
	const blank: Host = {
		...host,
		readAt: region =>
			region.path === plan.path ? Promise.resolve(new Uint8Array(region.length)) : host.readAt(region),
	};
	const rehearsal = rehearsalHost(blank, {secrets: []});
	for (const step of plan.steps) await step.run(rehearsal, () => undefined);
	const sum = createHash('sha256');
	for (const {kind, text, content = ''} of rehearsal.transcript()) {
		if (kind === 'write' && text.includes('/config/hostwright/job/')) continue;
		for (const part of [kind, text, content]) sum.update(part).update('\0');
	}
	return sum.digest('hex');
}

export {checkImage, type CheckedImage} from './check-image.ts';
