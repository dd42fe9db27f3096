/** Practice disks: sparse files of our own in a folder, in the place of this machine's disks, which are never looked at. */
import path from 'node:path';
import type {Host} from '../host/host.ts';
import {jobsFolder} from '../plan/job.ts';
import {probeConsoles, probeFirmware, probeHostname, probeMemory, probeVirtualization} from '../probes/computer.ts';
import {probeLayouts} from '../probes/layouts.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import {probeNics} from '../probes/nics.ts';
import {probeFile} from '../probes/plain-file.ts';
import {makeEarlierHost, makeForeignData} from './practice-contents.ts';

const GB = 1_000_000_000;

type PracticeDisk = {
	readonly file: string;
	/** Bytes, as the label of such a disk would have them. */
	readonly size: number;
	readonly fill?: (host: Host, file: string, folder: string) => Promise<void>;
};

const DISKS: readonly PracticeDisk[] = [
	{file: 'blank.img', size: 40 * GB},
	{file: 'earlier.img', size: 20 * GB, fill: makeEarlierHost},
	{file: 'small.img', size: 2 * GB},
	{file: 'foreign.img', size: 16 * GB, fill: makeForeignData},
];

/** `$XDG_STATE_HOME/hostwright/practice`: beside the jobs. */
export const practiceFolder = (): string => path.join(path.dirname(jobsFolder(false)), 'practice');

/**
 * Makes the practice disks that are missing; those that are there keep what was practised on them.
 * @param fresh makes all of them anew
 */
export async function makePracticeDisks(host: Host, folder: string, {fresh = false} = {}): Promise<void> {
	await host.makeDirectory(folder, 0o700);
	for (const {file, size, fill} of DISKS) {
		const disk = path.join(folder, file);
		if (!fresh && (await host.stat(disk))) continue;
		// Filled under another name: half a practice disk would be offered for good.
		const draft = `${disk}.new`;
		for (const old of [draft, disk]) await host.remove(old);
		await host.makeSparse(draft, size);
		await fill?.(host, draft, folder);
		await host.run('mv', ['--no-clobber', draft, disk]);
	}
}

/** This machine, with the practice disks of the folder as its only disks. */
export async function practiceMachine(host: Host, folder: string): Promise<Machine> {
	const files = DISKS.map(({file}) => path.join(folder, file));
	const [disks, nics, firmware, memory, virtualization, hostname, consoles, layouts] = await Promise.all([
		Promise.all(files.map((file, index) => practiceDisk(host, file, index + 1))),
		probeNics(host),
		probeFirmware(host),
		probeMemory(host),
		probeVirtualization(host),
		probeHostname(host),
		probeConsoles(host),
		probeLayouts(host),
	]);
	const found = disks.filter(disk => disk !== undefined);
	return {disks: found, nics, firmware, memory, virtualization, hostname, consoles, booted: 'other', layouts};
}

async function practiceDisk(host: Host, file: string, number: number): Promise<Disk | undefined> {
	if (!(await host.stat(file))) return undefined;
	return {...(await probeFile(host, file)), model: 'Practice disk', serial: `PRACTICE-${number}`};
}
