/** The disks of this machine: what they are called, what is on them, who uses them. */
import type {Host} from '../host/host.ts';
import {mapWide, realPath, textOf} from './asking.ts';
import {readBlockTree, standingOn, type BlockTree} from './block-tree.ts';
import {candidateFor, findCandidates, type Candidate} from './candidates.ts';
import {busOf, linksTo, modelOf, pathName, readLinks, serialOf, wwnOf, type Links} from './disk-names.ts';
import {findEarlierHost} from './earlier-host.ts';
import {readPhysicalVolumes, withGroups} from './groups.ts';
import type {Disk} from './machine.ts';
import {findMedium, isNamedBy} from './medium.ts';
import {readMounts, readSwaps} from './mounts.ts';
import {readContents} from './signatures.ts';
import {usesOf, type InUse} from './uses.ts';

type Around = InUse & {
	readonly host: Host;
	readonly links: Links;
	/** Kernel names. */
	readonly medium: ReadonlySet<string>;
};

/** All disks an operator could choose or would miss, in the kernel's order. */
export async function probeDisks(host: Host): Promise<readonly Disk[]> {
	const around = await lookAround(host);
	const candidates = await findCandidates(host, around.tree);
	return finish(around, await mapWide(candidates, candidate => probeCandidate(around, candidate)));
}

/**
 * One block device that somebody named, also one that is never offered (a loop device). Undefined when there is no such
 * device.
 */
export async function probeDisk(host: Host, path: string): Promise<Disk | undefined> {
	const around = await lookAround(host);
	const real = (await realPath(host, path)) ?? path;
	const node = [...around.tree.values()].find(
		({path: own, kname}) => own === path || own === real || `/dev/${kname}` === real,
	);
	if (!node) return undefined;
	const candidates = await findCandidates(host, around.tree);
	const others = candidates.filter(candidate => candidate.node !== node);
	const named = await candidateFor(host, around.tree, node);
	// Its volume group or array may span disks that nobody named.
	const disks = await finish(
		around,
		await mapWide([...others, named], candidate => probeCandidate(around, candidate)),
	);
	return disks.find(({name}) => name === node.name);
}

async function lookAround(host: Host): Promise<Around> {
	const [tree, mounts, swaps, links] = await Promise.all([
		readBlockTree(host),
		readMounts(host),
		readSwaps(host),
		readLinks(host),
	]);
	return {host, tree, mounts, swaps, links, medium: await findMedium(host, tree, mounts)};
}

async function probeCandidate(around: Around, candidate: Candidate): Promise<Disk> {
	const {host, tree, links, medium} = around;
	const {node, map, paths} = candidate;
	// A map has no serial of its own: it is called as its first path is.
	const [first] = paths;
	const source = first ? await candidateFor(host, tree, first) : candidate;
	const own = linksTo(links, node);
	const bus = busOf(source.node);
	const [model, serial, wwn, held] = await Promise.all([
		modelOf(host, source),
		serialOf(host, source),
		wwnOf(host, source),
		map ? undefined : readContents(host, readable(tree, candidate)),
	]);
	const contents = held?.contents ?? [];
	return {
		...{name: node.name, path: node.path, size: node.size, bus, model, serial, wwn},
		byPath: pathName(linksTo(links, source.node), source.sysfs, bus),
		links: own,
		sectorSize: node.sectorSize,
		rotational: node.rotational,
		removable: source.node.removable,
		readOnly: node.readOnly,
		isMedium: standingOn(tree, node.kname).some(({kname}) => medium.has(kname)),
		paths: paths.map(({name}) => name),
		pathOf: map?.name ?? '',
		table: held?.table.kind ?? '',
		tableId: held?.table.id ?? '',
		contents,
		uses: map ? [] : usesOf(around, node, contents),
		host: held ? await findEarlierHost(host, node.path, held.table) : undefined,
	};
}

function readable(tree: BlockTree, {node}: Candidate) {
	const nodes = standingOn(tree, node.kname).filter(({type}) => type === 'part');
	return {name: node.name, path: node.path, sectorSize: node.sectorSize, node, nodes};
}

/** What can be said only when all disks are known. */
async function finish({host, medium}: Around, disks: readonly Disk[]): Promise<readonly Disk[]> {
	const members = disks.some(({contents}) => contents.some(({type}) => type === 'LVM2_member'));
	const grouped = await withGroups(host, disks, members ? await readPhysicalVolumes(host) : []);
	if (medium.size > 0) return grouped;
	const kernelLine = await textOf(host, '/proc/cmdline');
	return grouped.map(disk => ({...disk, isMedium: isNamedBy(kernelLine, disk.path, disk.contents)}));
}
