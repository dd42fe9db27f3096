/** Volume groups, arrays and pools: which disks belong together, and which of them are missing. */
import type {Host} from '../host/host.ts';
import {mapWide, printedBy} from './asking.ts';
import {parseLoose, recordsAt, textAt} from './loose-json.ts';
import type {Content} from './machine.ts';

type Group = NonNullable<Content['group']>;

/** A disk under way: its name and what is on it. */
export type Named = {readonly name: string; readonly contents: readonly Content[]};

/** Stands for a member that nobody can see. */
const MISSING = 'unknown';

export type PhysicalVolume = {
	/** `/dev/sdb`, or `[unknown]` for one that is missing. */
	readonly device: string;
	readonly uuid: string;
	readonly group: string;
	readonly groupId: string;
	readonly tags: readonly string[];
};

const fields = 'pv_name,pv_uuid,vg_name,vg_uuid,vg_tags';

/** What recordings are made from. EL's devices file would hide the disks of others. */
export const pvs: readonly [string, readonly string[]] = [
	'pvs',
	['--reportformat', 'json', '--config', 'devices{use_devicesfile=0}', '-o', fields],
];

/** Physical volumes of all disks; empty when LVM's tools are missing or refuse to answer. */
export async function readPhysicalVolumes(host: Host): Promise<readonly PhysicalVolume[]> {
	const [report] = recordsAt(parseLoose((await printedBy(host, ...pvs)) ?? ''), 'report');
	return (report ? recordsAt(report, 'pv') : []).map(record => ({
		device: textAt(record, 'pv_name'),
		uuid: textAt(record, 'pv_uuid'),
		group: textAt(record, 'vg_name'),
		groupId: textAt(record, 'vg_uuid'),
		tags: textAt(record, 'vg_tags').split(',').filter(Boolean),
	}));
}

/** The same disks, each content with the group it belongs to. */
export async function withGroups<D extends Named>(
	host: Host,
	disks: readonly D[],
	volumes: readonly PhysicalVolume[],
): Promise<readonly D[]> {
	const everything = disks.flatMap(disk => disk.contents.map(content => ({disk: disk.name, content})));
	const arrays = await arraySizes(
		host,
		everything.map(({content}) => content),
	);
	const groupOf = (disk: string, content: Content): Group | undefined => {
		if (content.type === 'LVM2_member') return volumeGroup({disk, content}, volumes, everything);
		if (!sharing.has(content.type) || content.uuid === '') return undefined;
		const members = everything.filter(({content: {type, uuid}}) => type === content.type && uuid === content.uuid);
		// One file system on one disk is no group.
		if (content.type === 'btrfs' && members.length < 2) return undefined;
		const missing = (arrays.get(content.uuid) ?? 0) > members.length;
		return {name: content.label, tags: [], disks: names(members, missing)};
	};
	return disks.map(disk => ({
		...disk,
		contents: disk.contents.map(content => {
			const group = groupOf(disk.name, content);
			return group ? {...content, group} : content;
		}),
	}));
}

/** Signatures whose members share one UUID. */
const sharing = new Set(['linux_raid_member', 'zfs_member', 'btrfs']);

type Found = {readonly disk: string; readonly content: Content};

/** LVM may not know a volume (no tools, a filter): then nobody can say how far its group reaches. */
const unheardOf = 'whose name is unknown';

function volumeGroup(
	{disk, content}: Found,
	volumes: readonly PhysicalVolume[],
	everything: readonly Found[],
): Group | undefined {
	const own = volumes.find(({uuid}) => uuid === content.uuid);
	if (!own) return {name: unheardOf, tags: [], disks: [disk, MISSING]};
	if (own.group === '') return undefined;
	const members = volumes.filter(({groupId}) => groupId === own.groupId);
	const disks = members.map(({uuid, device}) => {
		const found = everything.find(other => other.content.type === 'LVM2_member' && other.content.uuid === uuid);
		return found?.disk ?? (device.startsWith('/dev/') ? (device.split('/').at(-1) ?? MISSING) : MISSING);
	});
	return {name: own.group, tags: own.tags, disks: [...new Set(disks)].sort()};
}

function names(members: readonly Found[], missing: boolean): readonly string[] {
	return [...new Set(members.map(({disk}) => disk)), ...(missing ? [MISSING] : [])].sort();
}

/** How many members each Linux array has by its own superblock, by UUID; empty without mdadm(8). */
async function arraySizes(host: Host, contents: readonly Content[]): Promise<ReadonlyMap<string, number>> {
	const members = contents.filter(({type}) => type === 'linux_raid_member');
	const sizes = await mapWide(members, async ({uuid, where}) => {
		const printed = (await printedBy(host, 'mdadm', ['--examine', '--export', `/dev/${where}`])) ?? '';
		return [uuid, Number(/^MD_DEVICES=(\d+)$/m.exec(printed)?.[1] ?? 0)] as const;
	});
	return new Map(sizes);
}
