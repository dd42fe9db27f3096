/** What the tests of installing share: a small image, fixed identities, and looks inside a disk by the usual tools. */
import {execFileSync, type ExecFileSyncOptions} from 'node:child_process';
import {mkdir, mkdtemp, rm, truncate, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type {Host} from '../../src/host/host.ts';
import type {Disk, Machine} from '../../src/probes/machine.ts';
import {probeDisk, probeFile} from '../../src/probes/probe.ts';
import {
	checkImage,
	planInstall,
	type Ids,
	type InstallPlan,
	type InstallRequest,
} from '../../src/session/install-plan.ts';
import {merge} from '../../src/settings/answers.ts';

export const GIB = 1024 ** 3;
export const MIB = 1024 ** 2;
export const isRoot = process.getuid?.() === 0;
export const root = path.resolve(import.meta.dirname, '../..');

/** Debian keeps these tools where an ordinary user's PATH does not look. */
const env = {...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin`, LC_ALL: 'C', MTOOLS_SKIP_CHECK: '1'};

/** Output of a tool. @throws when it ends with another code than 0 */
export function tool(command: string, args: readonly string[], options: ExecFileSyncOptions = {}): string {
	return execFileSync(command, args, {env, stdio: ['ignore', 'pipe', 'pipe'], ...options}).toString();
}

export async function makeFolder(): Promise<string> {
	return mkdtemp(path.join(os.tmpdir(), 'hostwright-install-'));
}

export const removeFolder = (folder: string) => rm(folder, {recursive: true, force: true});

/** Does not compress, and is the same each time. */
function noise(length: number): Buffer {
	const bytes = Buffer.alloc(length);
	let state = 1;
	for (let at = 0; at < length; at++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		bytes[at] = state >>> 24;
	}
	return bytes;
}

export const KERNEL = noise(3_000_001);
export const INITRD = noise(2_500_000);

/** An image with a kernel and an initramfs, not a multiple of 4 MiB long. */
export async function makeImage(
	folder: string,
	files: Readonly<Record<string, Buffer | string>> = {},
): Promise<string> {
	const tree = path.join(folder, 'tree');
	const all = {
		'boot/vmlinuz': KERNEL,
		'boot/initrd': INITRD,
		'etc/os-release': 'ID=test\nIMAGE_VERSION="1.0 (test)"\n',
		...files,
	};
	for (const [name, content] of Object.entries(all)) {
		await mkdir(path.join(tree, path.dirname(name)), {recursive: true});
		await writeFile(path.join(tree, name), content);
	}
	const image = path.join(folder, 'image.squashfs');
	tool('mksquashfs', [tree, image, '-noappend', '-quiet', '-no-progress', '-all-root']);
	await rm(tree, {recursive: true});
	return image;
}

export async function makeDisk(folder: string, name = 'disk.img', size = 8 * GIB): Promise<string> {
	const disk = path.join(folder, name);
	await writeFile(disk, '');
	await truncate(disk, size);
	return disk;
}

const uuid = (group: number) => (number: number) =>
	`5e5e5e5e-000${group}-4000-8000-${number.toString().padStart(12, '0')}`;

function named(make: (number: number) => string) {
	const [a, b, c, d, e, f, g, h, i, j] = Array.from({length: 10}, (_, number) => make(number + 1));
	const all = {
		BIOSBOOT: a,
		ESP: b,
		'ROOT-A': c,
		'ROOT-B': d,
		CONFIG: e,
		STATE: f,
		SWAP: g,
		LOGGING: h,
		DATA: i,
		HOSTVG: j,
	};
	return all as Readonly<Record<keyof Ids['parts'], string>>;
}

/** The same in every test, so that installs can be compared. */
export const IDS: Ids = {disk: uuid(0)(0), parts: named(uuid(1)), fs: named(uuid(2)), vfat: '5e5e5e5e'};

export const OTHER_IDS: Ids = {disk: uuid(7)(0), parts: named(uuid(8)), fs: named(uuid(9)), vfat: '7a7a7a7a'};

export const HASH = `$6$saltsalt$${'x'.repeat(86)}`;

export const ANSWERS: Readonly<Record<string, string>> = {
	'network.hostname': 'h1.example.org',
	'network.vlan': '20',
	'access.adminPassword': HASH,
	'boot.console': 'tty0,ttyS0%2C115200n8',
	'boot.arguments': 'intel_iommu=on note="a b" audit=0',
	'storage.dataSize': '512',
};

export const answersOf = (texts: Readonly<Record<string, string>>) =>
	merge(
		Object.entries(texts).map(([setting, text]) => ({
			setting,
			text,
			source: {rank: 'kernel', name: `kernel argument hostwright.${setting}=`} as const,
		})),
	);

export const machineWith = (disks: readonly Disk[]): Machine => ({
	...{disks, nics: [], layouts: [], consoles: ['tty0'], hostname: 'here', memory: 8 * GIB},
	firmware: {kind: 'bios', secureBoot: false},
	...{virtualization: 'ready', booted: 'other'},
});

export const JOB_FILES = [
	{name: 'job.json', text: '{"version":1}\n'},
	{name: 'answers.yaml', text: `access:\n  adminPassword: ${HASH}\n`},
	{name: 'journal.jsonl', text: '{"event":"started"}\n'},
];

async function imageOf(host: Host, image: string): Promise<Omit<InstallRequest['image'], 'path'>> {
	const checked = await checkImage(host, image);
	if ('problem' in checked) throw new Error(checked.problem);
	return checked;
}

/** The request of a test; `image` and `work` lie beside the disk unless said. */
export async function requestFor(
	host: Host,
	file: string,
	image: string,
	change: Partial<InstallRequest> = {},
): Promise<InstallRequest> {
	const isFile = !file.startsWith('/dev/');
	const target = isFile ? await probeFile(host, file) : await probeDisk(host, file);
	if (!target) throw new Error(`${file} is no disk`);
	return {
		...{machine: machineWith([target]), answers: answersOf(ANSWERS)},
		...{target, targetIsFile: isFile, moreDisks: [], appDisks: []},
		image: {path: image, ...(await imageOf(host, image))},
		...{ids: IDS, jobId: 'job-1', createdAt: '2026-11-20T10:00:00.000Z', jobFiles: () => JOB_FILES},
		work: path.join(path.dirname(image), `work-${path.basename(file)}`),
		...change,
	};
}

export async function runSteps(host: Host, plan: InstallPlan): Promise<void> {
	for (const step of plan.steps) await step.run(host, () => undefined);
}

export const install = async (host: Host, request: InstallRequest) => runSteps(host, planInstall(request));

export type Where = {readonly start: number; readonly size: number};

type SfdiskJson = {
	partitiontable: {sectorsize: number; partitions: ReadonlyArray<{name: string; start: number; size: number}>};
};

/** Partitions by name, in bytes. */
export function partitionsOf(disk: string): ReadonlyMap<string, Where> {
	const {partitiontable: table} = JSON.parse(tool('sfdisk', ['--json', disk])) as SfdiskJson;
	const rows = table.partitions;
	return new Map(
		rows.map(({name, start, size}) => [name, {start: start * table.sectorsize, size: size * table.sectorsize}]),
	);
}

export function whereIs(disk: string, name: string): Where {
	const found = partitionsOf(disk).get(name);
	if (!found) throw new Error(`${disk} has no ${name}`);
	return found;
}

export const configFile = (disk: string, name: string) =>
	tool('debugfs', ['-R', `cat ${name}`, `${disk}?offset=${whereIs(disk, 'CONFIG').start}`]);

export const espFile = (disk: string, name: string) =>
	tool('mtype', ['-i', `${disk}@@${whereIs(disk, 'ESP').start}`, name]);

export type Inode = {readonly path: string; readonly mode: string; readonly owner: string; readonly size: string};

/** Everything on CONFIG, by `ls -p` of debugfs: `/inode/mode/uid/gid/name/size/`. */
export function walkConfig(disk: string, folder = '/'): readonly Inode[] {
	const device = `${disk}?offset=${whereIs(disk, 'CONFIG').start}`;
	const rows = tool('debugfs', ['-R', `ls -p ${folder}`, device])
		.split('\n')
		.map(line => line.split('/'));
	return rows.flatMap(([, inode = '', mode = '', uid = '', gid = '', name = '', size = '']) => {
		if (inode === '' || inode === '0' || name === '..' || (name === '.' && folder !== '/')) return [];
		const found = {path: path.posix.join(folder, name), mode, owner: `${uid}:${gid}`, size};
		const isFolder = mode.startsWith('04') && name !== '.';
		return [found, ...(isFolder ? walkConfig(disk, found.path) : [])];
	});
}

/** Is a stretch of one the same as a stretch of the other? Says where not. */
export const compareStretch = (host: Host, a: string, b: string, {start, size}: Where, startOfB = start) =>
	host.compare({path: a, offset: start, length: size}, {path: b, offset: startOfB, length: size});
