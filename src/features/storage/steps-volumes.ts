/**
 * Volume groups over several disks. LVM needs partition nodes, so this works on block devices only; it is told its devices
 * each time, so that a group of the same name on an old disk beside them is neither seen nor touched.
 */
import {createHash} from 'node:crypto';
import type {Host} from '../../host/host.ts';
import {MIB} from './size.ts';
import {ext4Shape} from './steps-ext4.ts';
import type {Table} from './steps-partition.ts';
import {frozen, type Target} from './steps.ts';
import type {VolumeGroup} from './volumes.ts';

/** What each volume holds, under which label, in the shape of which partition. */
const CONTENTS = {
	Logging: {label: 'LOGGING', like: 'LOGGING'},
	Data: {label: 'DATA', like: 'DATA'},
	Data2: {label: 'DATA2', like: 'DATA'},
	Swap2: {label: 'SWAP2', like: undefined},
} as const;

/** Node of a partition: `/dev/sda8`, `/dev/nvme0n1p8`, `/dev/mapper/mpatha-part8`. */
export function partitionNode(disk: string, number: number): string {
	if (disk.startsWith('/dev/mapper/')) return `${disk}-part${number}`;
	return /\d$/.test(disk) ? `${disk}p${number}` : `${disk}${number}`;
}

/** An identity that belongs to the job, for what `Ids` has no name for. The form is a UUID of version 8 (RFC 9562, 5.8). */
export function derivedUuid({disk}: {readonly disk: string}, name: string): string {
	const bytes = createHash('sha256').update(`${disk}/${name}`).digest().subarray(0, 16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The tables of further disks: one physical volume each. The boot disk has a table of its own. */
export function memberTables(target: Target, groups: readonly VolumeGroup[]): readonly Table[] {
	const members = groups.flatMap(group => group.members).filter(({disk}) => disk.path !== target.path);
	return members.map(({disk: {path, size, sectorSize}, part}, index) => ({
		...{path, isFile: false, size, sectorSize, id: derivedUuid(target.ids, `table-${index}`)},
		rows: [{...part, uuid: derivedUuid(target.ids, `part-${index}`)}],
	}));
}

/** @throws {CommandFailed} when there is no LVM to make them with: better before the disks are erased than after */
export async function requireLvm(host: Host, groups: readonly VolumeGroup[]): Promise<void> {
	if (groups.length > 0) await host.run('lvm', ['version']);
}

export async function makeVolumes(host: Host, target: Target, groups: readonly VolumeGroup[]): Promise<void> {
	for (const group of groups) await makeGroup(host, target, group);
}

async function makeGroup(host: Host, target: Target, {name, members, volumes, extentSize}: VolumeGroup): Promise<void> {
	const nodes = members.map(({disk, part}) => partitionNode(disk.path, part.number));
	const devices = ['--devices', nodes.join(',')];
	const lvm = (command: string, args: readonly string[], accept: readonly number[] = [0]) =>
		host.run(command, ['--yes', ...devices, ...args], {accept});
	for (const node of nodes) await host.run('udevadm', ['settle', '--timeout=30', `--exit-if-exists=${node}`]);

	// What an interrupted attempt left: LVM has no such group the first time, and ends with 5.
	await lvm('vgchange', ['--activate', 'n', name], [0, 5]);
	for (const {disk, part} of members) {
		await host.zero({path: disk.path, offset: part.start, length: MIB});
		await host.flush(disk.path);
	}

	await lvm('pvcreate', nodes);
	await lvm('vgcreate', ['--physicalextentsize', `${extentSize}b`, name, ...nodes]);
	for (const volume of volumes) {
		await lvm('lvcreate', [
			'--wipesignatures',
			'y',
			'--extents',
			String(volume.extents),
			'--name',
			volume.name,
			name,
		]);
		await fill(host, target, `/dev/mapper/${name}-${volume.name}`, volume);
	}
	await lvm('vgchange', ['--activate', 'n', name]);
}

async function fill(
	host: Host,
	target: Target,
	node: string,
	{name, size}: VolumeGroup['volumes'][number],
): Promise<void> {
	const {label, like} = CONTENTS[name];
	const uuid = label === 'LOGGING' || label === 'DATA' ? target.ids.fs[label] : derivedUuid(target.ids, label);
	if (like === undefined) {
		await host.run('mkswap', ['--pagesize', '4096', '--label', label, '--uuid', uuid, node]);
		return;
	}
	const extended = ['-E', `hash_seed=${uuid},root_owner=0:0,nodiscard`];
	await host.run('mke2fs', [...ext4Shape(like, size), '-L', label, '-U', uuid, ...extended, node], {
		env: frozen(target),
	});
	await host.flush(node);
}
