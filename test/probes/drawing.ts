/** Draws a machine as the tools would show it: one description of its disks becomes lsblk's, wipefs' and sfdisk's output. */
import type {Stat} from '../../src/host/host.ts';
import type {Recording} from '../../src/host/write-recording.ts';
import {lsblk} from '../../src/probes/block-tree.ts';
import {pvs} from '../../src/probes/groups.ts';
import type {DrawnChild, DrawnDisk, DrawnMachine, DrawnPart, Signature} from './drawn.ts';
import {json} from './tool-json.ts';

const MIB = 1024 * 1024;
const SECTOR = 512;

/** The whole recording of a drawn machine. */
export function draw(machine: DrawnMachine): Recording {
	const paper: Paper = {
		asks: [],
		links: new Map(),
		folders: new Map(),
		stats: new Map(),
		mounts: [...(machine.mounts ?? [])],
		numbers: new Map(),
	};
	const devices = [
		...machine.disks.map(disk => drawDisk(paper, machine, disk)),
		...(machine.loops ?? []).map(loop => drawLoop(paper, loop)),
	];
	for (const path of machine.present ?? [])
		paper.stats.set(path, {kind: 'character', size: 0, mode: 0o660, uid: 0, gid: 0});
	note(paper, [lsblk[0], ...lsblk[1]], json({blockdevices: devices}));
	if (machine.volumes) note(paper, [pvs[0], ...pvs[1]], json({report: [{pv: machine.volumes.map(drawVolume)}]}));
	for (const ask of machine.asks ?? []) paper.asks.push({stderr: '', code: 0, ...ask});
	const loopFiles = (machine.loops ?? []).map(
		({name, file}) => [`/sys/class/block/${name}/loop/backing_file`, `${file}\n`] as const,
	);
	return {
		asks: paper.asks,
		files: new Map([
			...Object.entries(machine.files ?? {}),
			...loopFiles,
			['/proc/self/mountinfo', `${paper.mounts.join('\n')}\n`],
			['/proc/swaps', swapTable(machine.swaps ?? [])],
		]),
		folders: new Map([...paper.folders, ...Object.entries(machine.folders ?? {})]),
		links: new Map([...paper.links, ...Object.entries(machine.links ?? {})]),
		stats: paper.stats,
		refused: new Map(Object.entries(machine.refused ?? {})),
	};
}

type Paper = {
	readonly asks: Array<Recording['asks'][number]>;
	readonly links: Map<string, string>;
	readonly folders: Map<string, string[]>;
	readonly stats: Map<string, Stat>;
	readonly mounts: string[];
	/** Made-up device numbers by kernel name: a device under two parents is one device. */
	readonly numbers: Map<string, string>;
};

function drawDisk(paper: Paper, machine: DrawnMachine, disk: DrawnDisk) {
	const path = `/dev/${disk.name}`;
	const sysfs = `${disk.place}/block/${disk.name}`;
	paper.links.set(`/sys/class/block/${disk.name}`, sysfs);
	link(paper, '/dev/disk/by-id', disk.byId, path);
	// udev gives the names of a LUN to the map over its paths.
	const named = disk.map ? `/dev/${disk.map.kname}` : path;
	link(paper, '/dev/disk/by-id', disk.wwn && `${disk.tran === 'nvme' ? 'nvme' : 'wwn'}-${disk.wwn}`, named);
	link(paper, '/dev/disk/by-path', disk.byPath, path);
	const own = device(paper, disk.name, disk.name, path, disk.type ?? 'disk', disk.size, disk);
	if (disk.map) return {...own, fstype: 'mpath_member', children: [drawMap(paper, machine, disk.map, disk.size)]};
	if (disk.type === 'rom') return own;

	const parts = disk.parts ?? [];
	const table =
		parts.length > 0
			? [
					{type: 'gpt', offset: SECTOR},
					{type: 'PMBR', offset: 0x1fe},
				]
			: [];
	wipefs(paper, path, [...(disk.holds ?? []), ...table]);
	const children = drawParts(paper, disk, parts);
	const child = disk.child ? [drawChild(paper, disk.child)] : [];
	if (children.length === 0) return {...own, children: child};
	const last = children.at(-1);
	return {
		...own,
		pttype: 'gpt',
		children: child.length > 0 ? [...children.slice(0, -1), {...last, children: child}] : children,
	};
}

function drawParts(paper: Paper, disk: DrawnDisk, parts: readonly DrawnPart[]) {
	if (parts.length === 0) return [];
	// nvme0n1p1, mmcblk0p1, but sda1: the kernel parts digits from digits.
	const infix = /\d$/.test(disk.name) ? 'p' : '';
	let start = MIB;
	const listed = parts.map((part, index) => {
		const name = `${disk.name}${infix}${index + 1}`;
		const from = start;
		start += part.size;
		return {part, name, from, path: `/dev/${name}`};
	});
	const partitions = listed.map(({part, path, from}) => ({
		node: path,
		start: from / SECTOR,
		size: part.size / SECTOR,
		type: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
		...(part.label ? {name: part.label} : {}),
	}));
	const id = `00000000-0000-4000-8000-${String(paper.numbers.size).padStart(12, '0')}`;
	const table = {
		label: 'gpt',
		id,
		device: `/dev/${disk.name}`,
		unit: 'sectors',
		sectorsize: SECTOR,
		partitions,
	};
	note(paper, ['sfdisk', '-J', `/dev/${disk.name}`], json({partitiontable: table}));
	const config = listed.find(({part}) => part.label === 'CONFIG');
	if (config && disk.config) drawConfig(paper, `/dev/${disk.name}?offset=${config.from}`, disk.config);
	return listed.map(({part, name, path}) => {
		wipefs(paper, path, part.holds ? [part.holds] : []);
		return device(paper, name, name, path, 'part', part.size, {
			at: part.at,
			partLabel: part.label,
			holds: part.holds && [part.holds],
		});
	});
}

function drawConfig(paper: Paper, where: string, {about, names}: NonNullable<DrawnDisk['config']>) {
	const listing = (names ?? []).map((name, index) => `/${20 + index}/100644/0/0/${name}/${index + 1}/\n`).join('');
	note(paper, ['debugfs', '-R', 'cat /hostwright/host.json', where], about ?? '');
	note(paper, ['debugfs', '-R', 'ls -p /hostwright', where], listing);
}

function drawMap(paper: Paper, machine: DrawnMachine, {name, kname}: NonNullable<DrawnDisk['map']>, size: number) {
	const path = `/dev/mapper/${name}`;
	const map = machine.maps?.find(other => other.name === name);
	paper.links.set(`/sys/class/block/${kname}`, `/sys/devices/virtual/block/${kname}`);
	const known = paper.asks.some(({command}) => command.join(' ') === `wipefs -J ${path}`);
	if (!known) {
		link(paper, '/dev/mapper', name, `/dev/${kname}`);
		wipefs(paper, path, map?.holds ?? []);
	}
	return device(paper, name, kname, path, 'mpath', size, {chain: 'block', ...(map ? {holds: map.holds} : {})});
}

function drawChild(paper: Paper, {name, kname, type, size, at}: DrawnChild) {
	const path = kname === name ? `/dev/${name}` : `/dev/mapper/${name}`;
	return device(paper, name, kname, path, type, size, {chain: 'block', at});
}

function drawLoop(paper: Paper, {name, size, at}: NonNullable<DrawnMachine['loops']>[number]) {
	return device(paper, name, name, `/dev/${name}`, 'loop', size, {chain: 'block', at, readOnly: true});
}

type Details = Partial<Omit<DrawnDisk, 'at' | 'holds'>> & {
	readonly at?: string | undefined;
	readonly partLabel?: string | undefined;
	readonly holds?: readonly Signature[] | undefined;
};

/** One entry of lsblk, with the udev database at hand. */
function device(paper: Paper, name: string, kname: string, path: string, type: string, size: number, details: Details) {
	const {at, holds, partLabel, chain = 'block', tran = null} = details;
	const isNew = !paper.numbers.has(kname);
	const number = paper.numbers.get(kname) ?? `259:${paper.numbers.size}`;
	paper.numbers.set(kname, number);
	const fileSystem = holds?.[0]?.type ?? 'ext4';
	if (at && isNew)
		paper.mounts.push(`${100 + paper.mounts.length} 20 ${number} / ${at} rw - ${fileSystem} ${path} rw`);
	paper.stats.set(path, {kind: 'block', size, mode: 0o660, uid: 0, gid: 6});
	const [first] = holds ?? [];
	return {
		...{name, kname, path, 'maj:min': number, type, size, tran},
		...{ro: details.readOnly ?? false, rm: details.removable ?? false, hotplug: details.removable ?? false},
		...{
			vendor: details.vendor ?? null,
			model: details.model ?? null,
			serial: details.serial ?? null,
			wwn: details.wwn ?? null,
		},
		...{
			fstype: first?.type ?? null,
			label: first?.label ?? null,
			uuid: first?.uuid ?? null,
			partlabel: partLabel ?? null,
		},
		...{mountpoints: [at ?? null], rota: details.rota ?? false, 'log-sec': SECTOR, 'phy-sec': SECTOR},
		...{pttype: null as string | null, subsystems: chain, children: [] as unknown[]},
	};
}

function drawVolume({name, uuid, group, tags}: NonNullable<DrawnMachine['volumes']>[number]) {
	return {pv_name: name, pv_uuid: uuid, vg_name: group, vg_uuid: `${group}-uuid`, vg_tags: tags ?? ''};
}

function wipefs(paper: Paper, path: string, signatures: readonly Signature[]) {
	const short = path.slice('/dev/'.length);
	const listed = signatures.map(({type, label, uuid, offset}) => ({
		...{
			device: short,
			offset: `0x${(offset ?? 0x438).toString(16)}`,
			type,
			uuid: uuid ?? null,
			label: label ?? null,
		},
	}));
	note(paper, ['wipefs', '-J', path], json({signatures: listed}));
}

function link(paper: Paper, folder: string, name: string | undefined, target: string) {
	if (!name || paper.links.has(`${folder}/${name}`)) return;
	paper.links.set(`${folder}/${name}`, target);
	paper.folders.set(folder, [...(paper.folders.get(folder) ?? []), name].sort());
}

function swapTable(paths: readonly string[]): string {
	const rows = paths.map(path => `${path.padEnd(40)}partition\t8388604\t\t0\t\t-2\n`);
	return `Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n${rows.join('')}`;
}

function note(paper: Paper, command: readonly string[], stdout: string) {
	paper.asks.push({command, code: 0, stdout, stderr: ''});
}
