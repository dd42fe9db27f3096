/** The medium we run from: whatever holds our root file system, looked for through overlays, loop devices and maps. */
import type {Host} from '../host/host.ts';
import {textOf} from './asking.ts';
import {standsOn, type BlockNode, type BlockTree} from './block-tree.ts';
import type {Content} from './machine.ts';
import {mountHolding, type Mount} from './mounts.ts';
import {isOn} from './uses.ts';

/** Where live systems keep the medium they were started from. */
const places = [
	...['/run/hostwright/medium', '/run/initramfs/live', '/run/initramfs/isoscan', '/run/initramfs/livedev'],
	...['/run/live/medium', '/lib/live/mount/medium', '/cdrom', '/run/archiso/bootmnt'],
];

/** Kernel names of everything that holds what we run from. */
export async function findMedium(host: Host, tree: BlockTree, mounts: readonly Mount[]): Promise<ReadonlySet<string>> {
	const found = new Set<string>();
	const seen = new Set<Mount>();
	const queue = mounts.filter(({at}) => at === '/' || places.includes(at));
	for (const mount of queue) {
		if (seen.has(mount)) continue;
		seen.add(mount);
		for (const folder of layersBelow(mount)) enqueue(mountHolding(mounts, folder));
		const node = [...tree.values()].find(candidate => isOn(mount, candidate));
		for (const below of node ? standsOn(tree, node.kname) : []) {
			found.add(below.kname);
			const file = below.type === 'loop' ? await backingFile(host, below) : '';
			if (file) enqueue(mountHolding(mounts, file));
		}
	}
	return found;

	function enqueue(mount: Mount | undefined): void {
		if (mount) queue.push(mount);
	}
}

async function backingFile(host: Host, {kname}: BlockNode): Promise<string> {
	return textOf(host, `/sys/class/block/${kname}/loop/backing_file`);
}

function layersBelow({type, options}: Mount): readonly string[] {
	if (type !== 'overlay') return [];
	const lower = options.split(',').find(option => option.startsWith('lowerdir='));
	return lower ? lower.slice('lowerdir='.length).split(':').filter(Boolean) : [];
}

/**
 * For a root in memory whose medium is mounted nowhere any more: the kernel line says which label or UUID it was loaded from.
 * Never partition names: every host of ours has the same.
 */
export function isNamedBy(kernelLine: string, path: string, contents: readonly Content[]): boolean {
	const words = kernelLine.split(/\s+/).filter(word => /^(root|hostwright\.image)=/.test(word));
	return words.some(word => {
		const value = word.slice(word.indexOf('=') + 1).replace(/^live:/, '');
		const [, key = '', wanted = ''] = /^(?:CD)?(LABEL|UUID)=([^:]+)/.exec(value) ?? [];
		if (key === 'LABEL') return contents.some(({label}) => label === wanted);
		if (key === 'UUID') return contents.some(({uuid}) => uuid === wanted);
		const device = value.split(':')[0] ?? '';
		return (
			device.startsWith('/dev/') && (device === path || contents.some(({where}) => `/dev/${where}` === device))
		);
	});
}
