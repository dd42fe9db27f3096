/** Who uses a disk now. */
import {standingOn, type BlockNode, type BlockTree} from './block-tree.ts';
import {isMap} from './candidates.ts';
import type {Content, Use} from './machine.ts';
import type {Mount} from './mounts.ts';

export type InUse = {readonly tree: BlockTree; readonly mounts: readonly Mount[]; readonly swaps: readonly string[]};

/** Mounts, swap and holders of the disk itself and of everything that stands on it. */
export function usesOf({tree, mounts, swaps}: InUse, disk: BlockNode, contents: readonly Content[]): readonly Use[] {
	const nodes = standingOn(tree, disk.kname);
	const mounted = nodes.flatMap(node =>
		mounts.filter(mount => isOn(mount, node)).map(({at}) => ({how: 'mounted', at, where: node.name}) as const),
	);
	const swapped = nodes
		.filter(({path, kname}) => swaps.includes(path) || swaps.includes(`/dev/${kname}`))
		.map(({name}) => ({how: 'swap', where: name}) as const);
	const held = nodes.flatMap(node =>
		holders(tree, node).map(({name}) => ({how: 'held', by: name, where: node.name}) as const),
	);
	return [...mounted, ...swapped, ...held, ...pools(mounts, contents)];
}

/** By number, or by path for file systems that make their number up. */
export function isOn({number, source}: Mount, {number: own, path, kname}: BlockNode): boolean {
	return number === own || source === path || source === `/dev/${kname}`;
}

/** Volumes, arrays and encrypted mappings. Partitions are no holders, and neither is the map of a path. */
function holders(tree: BlockTree, node: BlockNode): readonly BlockNode[] {
	return [...node.children]
		.flatMap(kname => tree.get(kname) ?? [])
		.filter(child => child.type !== 'part' && !isMap(child));
}

/** ZFS mounts data sets, not devices: `tank/home` uses every disk of the pool `tank`. */
function pools(mounts: readonly Mount[], contents: readonly Content[]): readonly Use[] {
	const members = contents.filter(({type, label}) => type === 'zfs_member' && label !== '');
	return members.flatMap(({label, where}) =>
		mounts
			.filter(({type, source}) => type === 'zfs' && source.split('/')[0] === label)
			.map(({at}) => ({how: 'mounted', at, where}) as const),
	);
}
