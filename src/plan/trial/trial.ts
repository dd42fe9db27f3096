/**
 * A change of the network that is being tried: what lies on CONFIG from before the first file changes until somebody keeps it or it
 * has gone back. Whoever finds it, the guard, another console or the next boot, can take the change back from this alone.
 */
import type {Host} from '../../host/host.ts';
import type {Given} from '../../settings/answers.ts';
import type {FileChange} from '../apply/files.ts';
import type {SectionRecord} from '../apply/record.ts';
import type {ServiceAct} from '../apply/services.ts';
import type {By} from '../history.ts';
import type {OwnedFiles, WantedCommand} from '../wanted.ts';

/** How the host was, and what makes it so again. */
export type WayBack = {
	readonly files: readonly FileChange[];
	/** What the section's record said. */
	readonly record: SectionRecord;
	/** Names that were there; what else begins with the prefix was not. */
	readonly owned: ReadonlyArray<OwnedFiles & {readonly names: readonly string[]}>;
	/** What was done to services, to be undone. */
	readonly services: readonly ServiceAct[];
	/** What makes the old files act. */
	readonly commands: readonly WantedCommand[];
	/** What undoes on the running host what the absence of files does not. */
	readonly undoing: readonly WantedCommand[];
};

export type Trial = {
	readonly id: string;
	/** The section whose change it is. */
	readonly section: string;
	/** `kept`: somebody said so, and from here on it is finished and never taken back. */
	readonly state: 'trying' | 'kept';
	/** Of the kernel that runs it: no trial outlives a boot. */
	readonly boot: string;
	/** Seconds since that boot at which it goes back. The clock may be set meanwhile, by the very network that is tried. */
	readonly until: number;
	/** NetworkManager's own checkpoint; empty when it has none. */
	readonly checkpoint: string;
	readonly back: WayBack;
	readonly by: By;
	/** What is saved when it is kept. */
	readonly saves: readonly Given[];
	/** Sections that are applied after it is kept. */
	readonly sections: readonly string[];
};

const FILE = '/etc/hostwright/trial.json';
const VERSION = 1;

/** Undefined when nothing is tried; so does a file that cannot be read, since the next apply makes the host as its store says. */
export async function readTrial(host: Pick<Host, 'read'>): Promise<Trial | undefined> {
	const text = await host.read(FILE);
	if (text === undefined) return undefined;
	try {
		const {version, ...trial} = JSON.parse(text) as Trial & {readonly version: number};
		return version === VERSION ? trial : undefined;
	} catch {
		return undefined;
	}
}

/** Old files and what is to be saved may be secrets. @throws {HostFailed} */
export async function writeTrial(host: Host, trial: Trial): Promise<void> {
	await host.write(FILE, `${JSON.stringify({version: VERSION, ...trial}, undefined, 2)}\n`, {
		mode: 0o600,
		secret: true,
	});
}

/** @throws {HostFailed} */
export const removeTrial = async (host: Host): Promise<void> => host.remove(FILE);

/** Which run of the kernel this is, and for how many seconds; neither minds the clock (proc(5)). */
export async function bootTime(host: Pick<Host, 'read'>): Promise<{readonly boot: string; readonly uptime: number}> {
	const [boot = '', uptime = ''] = await Promise.all([
		host.read('/proc/sys/kernel/random/boot_id'),
		host.read('/proc/uptime'),
	]);
	return {boot: boot.trim(), uptime: Number(uptime.split(' ')[0])};
}

/** Seconds until it goes back; 0 when it should have by now, or belongs to an earlier boot. */
export async function secondsLeft(host: Pick<Host, 'read'>, {boot, until}: Trial): Promise<number> {
	const now = await bootTime(host);
	return now.boot === boot ? Math.max(0, until - now.uptime) : 0;
}
