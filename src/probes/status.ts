/** How a running host does, for a person who looks at it: each part asked for itself, bounded in time, and told when it is known. */
import type {Host} from '../host/host.ts';
import {printedWithin, textOf, within} from './asking.ts';
import {probeHostname, probeVirtualization} from './computer.ts';
import {probeGuests, type Guests} from './guests.ts';
import {probeLinks, type Link} from './links.ts';
import {probeLogTargets} from './log-targets.ts';
import {probeManager, type Manager} from './manager.ts';
import type {Virtualization} from './machine.ts';
import {probeRegistration, type Registration} from './registration.ts';

/** Bytes. */
export type FileSystem = {readonly at: string; readonly size: number; readonly used: number};

/** Undefined parts are not known: not yet, or because this host does not tell. */
export type Status = {
	readonly hostname?: string | undefined;
	/** Seconds since it was started. */
	readonly uptime?: number | undefined;
	/** Of 1, 5 and 15 minutes, as /proc/loadavg has them. */
	readonly load?: string | undefined;
	readonly links?: readonly Link[] | undefined;
	readonly fileSystems?: readonly FileSystem[] | undefined;
	/** Where logs go beside this host: `log.example.org:514 (tcp)`. */
	readonly logTargets?: readonly string[] | undefined;
	readonly virtualization?: Virtualization | undefined;
	readonly guests?: Guests | undefined;
	/** Whole sentences of the start, when there are any: what could not be mounted, or is lost at the next restart. */
	readonly troubles?: readonly string[] | undefined;
	/** Null: nobody but the person at the console. */
	readonly manager?: Manager | null | undefined;
	readonly registration?: Registration | undefined;
};

/** Seconds until a part that does not answer counts as unknown. */
const LIMIT = 5;

const PROBES: {readonly [Part in keyof Status]-?: (host: Host) => Promise<Status[Part]>} = {
	hostname: async host => ((await runs(host)) ? probeHostname(host) : undefined),
	uptime: probeUptime,
	load: async host => (await textOf(host, '/proc/loadavg')).match(/^\S+ \S+ \S+/)?.[0],
	links: probeLinks,
	fileSystems: probeFileSystems,
	logTargets: probeLogTargets,
	virtualization: async host => ((await runs(host)) ? probeVirtualization(host) : undefined),
	guests: probeGuests,
	manager: probeManager,
	registration: probeRegistration,
	troubles: probeTroubles,
};

/** A host in a folder has no kernel that would tell. */
const runs = async (host: Host) => (await textOf(host, '/proc/cpuinfo')) !== '';

/** @param found called with each part as soon as it is known, in any order */
export async function probeStatus(host: Host, found: (part: Status) => void): Promise<void> {
	const each = Object.entries(PROBES).map(async ([part, probe]) => {
		found({[part]: await within<unknown>(LIMIT + 2, probe(host), undefined)});
	});
	await Promise.all(each);
}

async function probeUptime(host: Host): Promise<number | undefined> {
	const seconds = Number((await textOf(host, '/proc/uptime')).split(' ')[0] || Number.NaN);
	return Number.isFinite(seconds) ? seconds : undefined;
}

/** Our initramfs writes a line for each. */
async function probeTroubles(host: Host): Promise<readonly string[] | undefined> {
	const sentences = (await textOf(host, '/run/hostwright/troubles')).split('\n').filter(Boolean);
	return sentences.length === 0 ? undefined : sentences;
}

/** What our layout keeps apart; folders of one file system are told once. */
const WATCHED = ['/', '/var/log', '/data'];

/** df(1) tells about the paths that are there, and its code about those that are not. */
async function probeFileSystems(host: Host): Promise<readonly FileSystem[] | undefined> {
	const seen = new Map<string, FileSystem>();
	for (const path of WATCHED) {
		const args = ['--block-size=1', '--output=size,used,target', path];
		const line = (await printedWithin(host, LIMIT, 'df', args))?.trim().split('\n').at(-1);
		const [, size, used, at] = /^\s*(\d+)\s+(\d+)\s+(\/.*)$/.exec(line ?? '') ?? [];
		if (at !== undefined && !seen.has(at)) seen.set(at, {at, size: Number(size), used: Number(used)});
	}
	return seen.size === 0 ? undefined : [...seen.values()];
}
