/** ext4 by offset on the disk itself: made by mke2fs, filled and read by debugfs; a file system is never mounted. */
import type {Host} from '../../host/host.ts';
import {frozen, partOf, type PartName, type Target} from './steps.ts';

/**
 * Said in full, from `none` up: the mke2fs.conf of the machine that installs must not decide which features the image's
 * kernel and e2fsck have to know.
 */
const FEATURES = [
	...['none', 'has_journal', 'ext_attr', 'resize_inode', 'dir_index', 'filetype', 'extent', '64bit', 'flex_bg'],
	...['sparse_super', 'large_file', 'huge_file', 'dir_nlink', 'extra_isize', 'metadata_csum'],
].join(',');

/**
 * Bytes per inode: CONFIG and STATE hold many small files, DATA few large ones. The journal, in MiB, is said too: mke2fs
 * would reserve a quarter of a GiB on a large disk.
 */
const SHAPES = {
	CONFIG: {bytesPerInode: 4096, journal: 8},
	STATE: {bytesPerInode: 8192, journal: 16},
	LOGGING: {bytesPerInode: 16_384, journal: 16},
	DATA: {bytesPerInode: 65_536, journal: 64},
} as const;

export type Ext4Name = keyof typeof SHAPES;

/** How e2fsprogs name a file system inside a disk. */
export const ext4Device = (target: Target, name: PartName) => `${target.path}?offset=${partOf(target, name).start}`;

/** Options of mke2fs(8) that depend neither on where the file system lies nor on who it is. A small one (bytes) gets a small journal. */
export function ext4Shape(name: Ext4Name, size: number): readonly string[] {
	const {bytesPerInode, journal: wished} = SHAPES[name];
	const journal = Math.min(wished, Math.max(4, Math.floor(size / 8 / 2 ** 20)));
	return [
		...['-q', '-F', '-t', 'ext4', '-O', FEATURES, '-b', '4096', '-I', '256', '-m', '0'],
		...['-i', String(bytesPerInode), '-J', `size=${journal}`],
	];
}

/**
 * One `-F` only: it silences the question about a whole disk, not the check for mounted ones. No discard: older mke2fs
 * discards without minding the offset.
 */
export async function makeExt4(host: Host, target: Target, name: Ext4Name): Promise<void> {
	const {start, size} = partOf(target, name);
	const extended = `offset=${start},hash_seed=${target.ids.fs[name]},root_owner=0:0,nodiscard`;
	const who = ['-L', name, '-U', target.ids.fs[name]];
	const args = [...ext4Shape(name, size), ...who, '-E', extended, target.path, `${Math.floor(size / 1024)}k`];
	await host.run('mke2fs', args, {env: frozen(target)});
}

/** Makes such a file system whole and of this job: e2fsck finds nothing to say and the UUID is the job's. */
export async function isOurExt4(host: Host, target: Target, name: PartName): Promise<boolean> {
	const device = ext4Device(target, name);
	const stats = await host.ask('debugfs', ['-R', 'stats -h', device]);
	if (!stats.stdout.toLowerCase().includes(target.ids.fs[name].toLowerCase())) return false;
	return (await host.ask('e2fsck', ['-f', '-n', device])).code === 0;
}

/** Text of a file; undefined when there is none. */
export async function readExt4(host: Host, target: Target, name: PartName, path: string): Promise<string | undefined> {
	const {stdout, stderr} = await host.ask('debugfs', ['-R', `cat ${quoted(path)}`, ext4Device(target, name)]);
	return complaints(stderr).length === 0 ? stdout : undefined;
}

/** A word of a debugfs script: its parser takes double quotes, and two of them for one inside. */
export const quoted = (word: string) => `"${word.replaceAll('"', '""')}"`;

/** debugfs answers 0 whatever happens; what it says besides its banner is a complaint. */
export function complaints(stderr: string): readonly string[] {
	return stderr.split('\n').filter(line => line.trim() !== '' && !/^(debugfs \d|rm: File not found)/.test(line));
}
