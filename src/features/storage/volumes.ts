/** The volume groups of a host with more than one disk: HostVG with Logging and Data, AppVG with Swap2 and Data2. */
import type {Layout, LayoutProblem, MemberPart, Part} from './layout.ts';
import {planMember} from './layout.ts';
import type {StorageValues} from './settings.ts';
import {MINIMUM} from './settings.ts';
import {MIB, partSize, wholeMiB} from './size.ts';

/** LVM's own default (lvm.conf, allocation/physical_extent_size); metadata take the first MiB (default_data_alignment). */
const EXTENT_MIB = 4;
const METADATA_MIB = 1;

/** A disk that joins a group, or the boot disk whose partition 8 does. Sizes in bytes. */
export type Joining = {
	readonly path: string;
	readonly name: string;
	readonly size: number;
	readonly sectorSize: number;
};

export type Volume = {
	readonly name: 'Logging' | 'Data' | 'Swap2' | 'Data2';
	readonly extents: number;
	/** Bytes: whole extents. */
	readonly size: number;
};

export type VolumeGroup = {
	readonly name: 'HostVG' | 'AppVG';
	readonly extentSize: number;
	readonly members: ReadonlyArray<{readonly disk: Joining; readonly part: Part | MemberPart}>;
	readonly volumes: readonly Volume[];
};

export type VolumesRequest = {
	readonly values: StorageValues;
	readonly boot: Joining;
	/** Of the boot disk, planned with `lvm` when there are further disks. */
	readonly layout: Layout;
	readonly disks: readonly Joining[];
	readonly appDisks: readonly Joining[];
};

/** MiB that volumes of a group can take from one physical volume of this many MiB. */
export const memberMiB = (mib: number): number =>
	Math.max(0, Math.floor((mib - METADATA_MIB) / EXTENT_MIB) * EXTENT_MIB);

/** The groups to make, in order; none on a host with one disk. Application disks that hold nothing make no group. */
export function planVolumes({
	values,
	boot,
	layout,
	disks,
	appDisks,
}: VolumesRequest): readonly VolumeGroup[] | LayoutProblem {
	const groups: VolumeGroup[] = [];
	const own = layout.parts.find(({name}) => name === 'HOSTVG');
	if (own) {
		const members = joinAll(disks, 'HOSTVG');
		if ('problem' in members) return members;
		const group = planGroup(
			'HostVG',
			[{disk: boot, part: own}, ...members],
			[
				['Logging', values.loggingSize],
				['Data', values.dataSize],
			],
		);
		if ('problem' in group) return group;
		groups.push(group);
	}
	if (appDisks.length > 0 && (values.swap2Size !== 0 || values.data2Size !== 0)) {
		const members = joinAll(appDisks, 'APPVG');
		if ('problem' in members) return members;
		const group = planGroup('AppVG', members, [
			['Swap2', values.swap2Size],
			['Data2', values.data2Size],
		]);
		if ('problem' in group) return group;
		groups.push(group);
	}
	return groups;
}

type Members = VolumeGroup['members'];

function joinAll(disks: readonly Joining[], name: MemberPart['name']): Members | LayoutProblem {
	const members: Array<{disk: Joining; part: MemberPart}> = [];
	for (const disk of disks) {
		const part = planMember(disk, name);
		if ('problem' in part) return {...part, problem: `${disk.name}: ${part.problem}`};
		members.push({disk, part});
	}
	return members;
}

function planGroup(
	name: VolumeGroup['name'],
	members: Members,
	wishes: ReadonlyArray<readonly [Volume['name'], number]>,
): VolumeGroup | LayoutProblem {
	const setting = name === 'HostVG' ? 'storage.disks' : 'storage.appDisks';
	const mixed = mixedSectors(name, setting, members);
	if (mixed) return mixed;
	const total = members.reduce((sum, {part}) => sum + memberMiB(wholeMiB(part.size)), 0);
	const wished = wishes.map(([volume, mib]) => ({
		volume,
		rest: mib === -1,
		mib: roundUp(mib === -1 ? leastOf(volume) : mib),
	}));
	const needed = wished.reduce((sum, {mib}) => sum + mib, 0);
	if (needed > total)
		return {
			setting,
			problem: `The volumes of ${name} need ${needed} MiB and its disks have ${total} MiB for them; give smaller sizes or more disks.`,
		};
	const volumes = wished
		.map(({volume, rest, mib}) => ({volume, mib: rest ? mib + total - needed : mib}))
		.filter(({mib}) => mib > 0)
		.map(({volume, mib}) => ({name: volume, extents: mib / EXTENT_MIB, size: mib * MIB}));
	return {name, extentSize: EXTENT_MIB * MIB, members, volumes};
}

const roundUp = (mib: number) => Math.ceil(mib / EXTENT_MIB) * EXTENT_MIB;
const leastOf = (volume: Volume['name']) => (volume === 'Data2' ? MINIMUM.data2Size : MINIMUM.dataSize);

/** LVM refuses a group whose disks have different sectors (lvm.conf, devices/allow_mixed_block_sizes). */
function mixedSectors(name: string, setting: string, members: Members): LayoutProblem | undefined {
	const [first] = members;
	const other = members.find(({disk}) => disk.sectorSize !== first?.disk.sectorSize);
	if (!first || !other) return undefined;
	const sectors = [first, other].map(({disk}) => `${disk.name} has ${disk.sectorSize}-byte sectors`).join(' and ');
	return {setting, problem: `${sectors}; ${name} needs disks with sectors of one size.`};
}

/** `HostVG on sda, sdb: Logging 2 G, Data 930 G` for the confirm page. */
export function describeGroup({name, members, volumes}: VolumeGroup): string {
	const disks = members.map(({disk}) => disk.name).join(', ');
	return `${name} on ${disks}: ${volumes.map(volume => `${volume.name} ${partSize(volume.size)}`).join(', ')}`;
}
