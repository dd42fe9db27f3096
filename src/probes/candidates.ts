/** Which block devices an operator calls a disk. */
import type {Host} from '../host/host.ts';
import {mapWide, realPath} from './asking.ts';
import type {BlockNode, BlockTree} from './block-tree.ts';

/** A disk, or a map that stands for one, with where sysfs keeps it. */
export type Candidate = {
	readonly node: BlockNode;
	/** `/sys/devices/pci0000:00/.../block/sda`; empty when unknown. */
	readonly sysfs: string;
	/** The paths of a multipath map. */
	readonly paths: readonly BlockNode[];
	/** The multipath map this is a path of. */
	readonly map: BlockNode | undefined;
};

/**
 * Everything that holds sectors of its own: no RAM, loop, network block or optical devices, no eMMC boot areas, no empty card
 * readers, no arrays and volumes made of disks. Told apart by what sysfs says they stand on, never by device numbers or by
 * the shape of a name.
 */
export async function findCandidates(host: Host, tree: BlockTree): Promise<readonly Candidate[]> {
	const present = [...tree.values()].filter(({size}) => size > 0);
	const maps = present.filter(node => isMap(node) || isFirmwareRaid(tree, node));
	const nodes = [...present.filter(isDisk), ...maps];
	const all = await mapWide(nodes, node => candidateFor(host, tree, node));
	const places = new Set(all.map(({sysfs}) => sysfs));
	return all.filter(({sysfs}) => !sysfs.includes('/platform/floppy') && !insideAnother(sysfs, places));
}

/** Also for a device that is no candidate but was named: a loop device, for instance. */
export async function candidateFor(host: Host, tree: BlockTree, node: BlockNode): Promise<Candidate> {
	const neighbours = (names: ReadonlySet<string>) => [...names].flatMap(name => tree.get(name) ?? []);
	return {
		node,
		sysfs: (await realPath(host, `/sys/class/block/${node.kname.replaceAll('/', '!')}`)) ?? '',
		paths: isMap(node) ? neighbours(node.parents) : [],
		map: neighbours(node.children).find(isMap),
	};
}

/** RAM disks, zram and nbd hang on no bus: their chain of subsystems is `block` alone. */
function isDisk({type, subsystems}: BlockNode): boolean {
	return type === 'disk' && subsystems.some(name => name !== 'block');
}

export function isMap({type}: BlockNode): boolean {
	return type === 'mpath';
}

/** An array that the firmware made (dmraid, or md over members of a firmware format) is a disk to the firmware, so to us. */
function isFirmwareRaid(tree: BlockTree, {type, parents}: BlockNode): boolean {
	if (type === 'dmraid') return true;
	if (!type.startsWith('raid')) return false;
	const members = [...parents].map(name => tree.get(name)?.udev.type ?? '');
	return members.some(member => member.endsWith('_raid_member') && member !== 'linux_raid_member');
}

/** mmcblk0boot0 lives in sysfs below mmcblk0. */
function insideAnother(sysfs: string, places: ReadonlySet<string>): boolean {
	return [...places].some(place => place !== '' && sysfs.startsWith(`${place}/`));
}
