/** The kernel's block devices as lsblk(8) tells them, with who stands on whom. */
import type {Host} from '../host/host.ts';
import {printedBy} from './asking.ts';
import {flagAt, numberAt, parseLoose, recordsAt, textAt, type Loose} from './loose-json.ts';

export type BlockNode = {
	/** `sda1`; for device-mapper the map's name, `vg_data-lv`. */
	readonly name: string;
	/** The kernel's own name: `dm-3`. */
	readonly kname: string;
	readonly path: string;
	/** `8:1`, only ever compared with what /proc/self/mountinfo says. */
	readonly number: string;
	/** lsblk's word: disk part lvm crypt mpath raid1 loop rom ... */
	readonly type: string;
	readonly size: number;
	readonly readOnly: boolean;
	readonly removable: boolean;
	readonly rotational: boolean;
	readonly sectorSize: number;
	/** The buses it hangs on, outermost last: `['block', 'virtio', 'pci']`. */
	readonly subsystems: readonly string[];
	readonly transport: string;
	readonly vendor: string;
	readonly model: string;
	readonly serial: string;
	readonly wwn: string;
	/** From the udev database, so empty where there is none. */
	readonly udev: {
		readonly type: string;
		readonly label: string;
		readonly uuid: string;
		readonly partLabel: string;
		readonly table: string;
		readonly tableId: string;
	};
	/** Kernel names of what it stands on. */
	readonly parents: ReadonlySet<string>;
	/** Kernel names of what stands on it. */
	readonly children: ReadonlySet<string>;
};

/** By kernel name, in lsblk's order. */
export type BlockTree = ReadonlyMap<string, BlockNode>;

const columns =
	'NAME,KNAME,PATH,MAJ:MIN,TYPE,SIZE,RO,RM,HOTPLUG,TRAN,VENDOR,MODEL,SERIAL,WWN,FSTYPE,LABEL,UUID,PARTLABEL,' +
	'MOUNTPOINTS,PKNAME,ROTA,LOG-SEC,PHY-SEC,PTTYPE,PTUUID,SUBSYSTEMS';

/** What recordings are made from. Named columns only: `-O` differs from version to version. */
export const lsblk: readonly [string, readonly string[]] = ['lsblk', ['-J', '-b', '-o', columns]];

export async function readBlockTree(host: Host): Promise<BlockTree> {
	const printed = parseLoose((await printedBy(host, ...lsblk)) ?? '');
	const tree = new Map<string, Building>();
	for (const record of recordsAt(printed, 'blockdevices')) addNode(tree, record, undefined);
	return tree;
}

type Building = BlockNode & {parents: Set<string>; children: Set<string>};

/** A device with two parents is printed under each. */
function addNode(tree: Map<string, Building>, record: Loose, parent: Building | undefined): void {
	const kname = textAt(record, 'kname') || textAt(record, 'name');
	const node = tree.get(kname) ?? nodeFrom(record, kname);
	tree.set(kname, node);
	if (parent) {
		node.parents.add(parent.kname);
		parent.children.add(kname);
	}
	for (const child of recordsAt(record, 'children')) addNode(tree, child, node);
}

function nodeFrom(record: Loose, kname: string): Building {
	const name = textAt(record, 'name') || kname;
	return {
		name,
		kname,
		path: textAt(record, 'path') || `/dev/${name}`,
		number: textAt(record, 'maj:min'),
		type: textAt(record, 'type'),
		size: numberAt(record, 'size'),
		readOnly: flagAt(record, 'ro'),
		removable: flagAt(record, 'rm') || flagAt(record, 'hotplug'),
		rotational: flagAt(record, 'rota'),
		sectorSize: numberAt(record, 'log-sec') || 512,
		subsystems: textAt(record, 'subsystems').split(':').filter(Boolean),
		transport: textAt(record, 'tran'),
		vendor: textAt(record, 'vendor'),
		model: textAt(record, 'model'),
		serial: textAt(record, 'serial'),
		wwn: textAt(record, 'wwn'),
		udev: {
			type: textAt(record, 'fstype'),
			label: textAt(record, 'label'),
			uuid: textAt(record, 'uuid'),
			partLabel: textAt(record, 'partlabel'),
			table: textAt(record, 'pttype'),
			tableId: textAt(record, 'ptuuid').toLowerCase(),
		},
		parents: new Set(),
		children: new Set(),
	};
}

/** The node itself and all that stands on it, directly or not. */
export function standingOn(tree: BlockTree, kname: string): readonly BlockNode[] {
	return reach(tree, kname, node => node.children);
}

/** The node itself and all it stands on, down to the disks. */
export function standsOn(tree: BlockTree, kname: string): readonly BlockNode[] {
	return reach(tree, kname, node => node.parents);
}

function reach(tree: BlockTree, from: string, next: (node: BlockNode) => ReadonlySet<string>): readonly BlockNode[] {
	const found = new Set<BlockNode>();
	const visit = (kname: string) => {
		const node = tree.get(kname);
		if (!node || found.has(node)) return;
		found.add(node);
		for (const other of next(node)) visit(other);
	};
	visit(from);
	return [...found];
}
