/** What is mounted and what is swapped to, as the kernel tells it. */
import type {Host} from '../host/host.ts';
import {textOf} from './asking.ts';

export type Mount = {
	readonly at: string;
	/** `8:1`; made up by the kernel for btrfs, overlay and the like. */
	readonly number: string;
	readonly type: string;
	/** A device path, or a word such as `overlay` or `tank/home`. */
	readonly source: string;
	readonly options: string;
};

/** /proc/PID/mountinfo, proc_pid_mountinfo(5): optional fields end with a lone hyphen. */
export async function readMounts(host: Host): Promise<readonly Mount[]> {
	const lines = (await textOf(host, '/proc/self/mountinfo')).split('\n').filter(Boolean);
	return lines.map(line => {
		const [before = '', after = ''] = line.split(' - ');
		const [, , number = '', , at = ''] = before.split(' ');
		const [type = '', source = '', options = ''] = after.split(' ');
		return {at: plain(at), number, type, source: plain(source), options: plain(options)};
	});
}

/** Paths of the devices and files in /proc/swaps. */
export async function readSwaps(host: Host): Promise<readonly string[]> {
	const [, ...lines] = (await textOf(host, '/proc/swaps')).split('\n');
	return lines.map(line => plain(line.split(/\s/)[0] ?? '')).filter(Boolean);
}

/** The mount that holds a path: the last of those whose place is the longest. */
export function mountHolding(mounts: readonly Mount[], path: string): Mount | undefined {
	const holds = (at: string) => at === '/' || path === at || path.startsWith(`${at}/`);
	return mounts.reduce<Mount | undefined>(
		(best, mount) => (holds(mount.at) && mount.at.length >= (best?.at.length ?? 0) ? mount : best),
		undefined,
	);
}

/** The kernel writes blanks, tabs, line ends and backslashes as three octal digits. */
function plain(text: string): string {
	return text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
