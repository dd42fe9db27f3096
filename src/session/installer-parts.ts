/** The walk-through's parts on a real machine, a recorded one, or practice disks. */
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import {followJournal} from '../plan/follow-journal.ts';
import {journalFileOf, jobsFolder} from '../plan/job.ts';
import type {Machine} from '../probes/machine.ts';
import {describeDisk, probeMachine} from '../probes/probe.ts';
import {openStore} from '../sources/store.ts';
import {gather, type GatherInput} from './answers.ts';
import {findDisk} from './choose-disks.ts';
import {endingOf} from './ending.ts';
import type {Hash} from './hash.ts';
import {prepareInstall, type InstallWish} from './install.ts';
import type {Found, InstallerParts} from './installer-state.ts';
import {jobOn, type KnownJob} from './jobs.ts';
import {tellEndOf, toldLine} from './notify.ts';
import {planText, rehearse} from './rehearse.ts';
import {findUnfinished} from './resume.ts';
import {resumeRunner, startRunner} from './start-runner.ts';

export type InstallerInput = Pick<GatherInput, 'cmdline' | 'configs'> & {
	/** Where things are written and tools run. */
	readonly host: Host;
	/** A recorded machine to look at instead; nothing can be written then. */
	readonly recorded?: Host | undefined;
	/** How to look at the machine when it is not by all probes: practice disks. */
	readonly look?: (() => Promise<Machine>) | undefined;
	/** Does not stop the screen. */
	readonly hash: Hash;
	/** `--image`. */
	readonly image?: string | undefined;
};

/** Reads the store of this machine, unless the answers are for another one. */
export function installerParts(input: InstallerInput): InstallerParts {
	const {host, recorded, cmdline, configs, image} = input;
	const probed = recorded ?? host;
	const look = input.look ?? (async () => probeMachine(probed));
	const store = recorded || input.look ? undefined : openStore(features);
	return {
		gather(typed, about) {
			const gathered = gather({features, cmdline, configs, store: store?.givens, typed, ...about});
			return {...gathered, problems: [...(store?.problems ?? []), ...gathered.problems]};
		},
		look,
		facts: async () => (input.look ? undefined : probed.facts()),
		find: async (path, machine) => (input.look ? findHere(probed, machine, path) : findDisk(probed, machine, path)),
		async prepare({disk, ...wish}) {
			const wished: InstallWish = {...wish, image, disk: disk === '' ? undefined : disk, unattended: false};
			const prepared = await prepareInstall(probed, {...wished, toolsHost: host});
			if (!prepared.ready) return prepared;
			const steps = await rehearse(host, prepared.plan, wish.answers);
			return {...prepared, lines: planText(prepared.plan, steps).trimEnd().split('\n')};
		},
		async start(draft) {
			if (recorded) throw new Error('This machine is a recording: nothing can be installed on it');
			return {...(await startRunner(host, draft)), running: true};
		},
		resume: async job => ({...(await resumeRunner(host, job)), running: true}),
		jobs: async machine => (recorded ? [] : jobsOn(host, machine)),
		follow: ({folder}, signal) => followJournal(journalFileOf(folder), {host, signal}),
		ending: async job => endingOf(host, job),
		tellEnd: async (job, end) =>
			(await tellEndOf(host, job, end)).filter(({problem}) => problem !== '').map(told => `${toldLine(told)}.`),
		async useLayout(layout, machine) {
			if (machine.booted === 'live' && !recorded) await host.run('loadkeys', [layout]);
		},
		describe: describeDisk,
		hash: input.hash,
	};
}

/** Practice writes to its own disks, and to nothing else: a disk of this machine must not be one typed path away. */
async function findHere(host: Host, {disks}: Machine, named: string): Promise<Found> {
	const real = await host.resolve(named);
	const disk = disks.find(({path}) => path === real);
	return disk
		? {disk}
		: {
				problem: `"${named}" is no practice disk, and practice touches nothing else; to install on it: hostwright install`,
			};
}

/** Work that was begun on a disk of this machine. Jobs on disks that are not here are none of ours. */
async function jobsOn(host: Host, machine: Machine): Promise<readonly KnownJob[]> {
	const folder = jobsFolder(machine.booted === 'live');
	const found = await Promise.all(
		machine.disks.map(async disk => {
			const known = await jobOn(host, folder, disk);
			if (known || !disk.host?.incomplete) return known;
			// A power cut took the folder with it; the disk has a copy.
			const copy = await findUnfinished(host, machine, disk.path);
			return 'known' in copy ? copy.known : undefined;
		}),
	);
	return found.filter(job => job !== undefined);
}
