/**
 * The layout of the boot disk: a GPT whose names, order and numbers are a contract. Positions are bytes, aligned to 1 MiB,
 * which suits sectors of 512 and of 4096 bytes alike.
 */
import type {StorageValues} from './settings.ts';
import {MINIMUM} from './settings.ts';
import {MIB, partSize, wholeMiB} from './size.ts';

export type Part = {
	/** A number keeps its meaning when another partition is left out. */
	readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
	readonly name:
		'BIOSBOOT' | 'ESP' | 'ROOT-A' | 'ROOT-B' | 'CONFIG' | 'STATE' | 'SWAP' | 'LOGGING' | 'DATA' | 'HOSTVG';
	/** Bytes from the start of the disk. */
	readonly start: number;
	/** Bytes. */
	readonly size: number;
	/** GPT partition type GUID. */
	readonly type: string;
};

export type Layout = {
	/** Bytes of the whole disk. */
	readonly size: number;
	readonly sectorSize: number;
	readonly parts: readonly Part[];
	/** Bytes behind the last partition that nothing uses. */
	readonly free: number;
};

export type LayoutRequest = {
	/** Bytes of the disk or file. */
	readonly size: number;
	/** Bytes. */
	readonly sectorSize: number;
	/** Bytes of RAM. */
	readonly memory: number;
	readonly values: StorageValues;
	readonly isFile: boolean;
	/** Bytes of the image that a slot must hold. */
	readonly imageSize: number;
	/** LOGGING and DATA are volumes of HostVG: there are further disks. */
	readonly lvm: boolean;
};

/** `setting` is the one to change, in full; empty when another disk would help instead. */
export type LayoutProblem = {readonly problem: string; readonly setting: string};

/** A further disk: a GPT with one physical volume. */
export type MemberPart = {
	readonly number: 1;
	readonly name: 'HOSTVG' | 'APPVG';
	readonly start: number;
	readonly size: number;
	readonly type: string;
};

/**
 * Type GUIDs of the Discoverable Partitions Specification (uapi-group.org/specifications/specs/discoverable_partitions_specification)
 * and, for the BIOS boot partition, of the GRUB manual, "BIOS installation". The generic Linux type keeps systemd from
 * mounting anything by itself.
 */
const TYPE = {
	biosBoot: '21686148-6449-6E6F-744E-656564454649',
	efi: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
	root: '4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709',
	linux: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
	swap: '0657FD6D-A4AB-43C4-84E5-0933C84B4F4F',
	lvm: 'E6D6D379-F507-44C2-A23C-238F2A3DF928',
} as const;

/** The table and its alignment take the first MiB; the BIOS boot partition is 1 MiB. */
export const HEAD_MIB = 1;
export const BIOSBOOT_MIB = 1;
/** A physical volume: 1 MiB of metadata and room for one extent of 4 MiB. */
export const MEMBER_MIB = 8;

/** FAT32 needs 65,525 clusters (Microsoft FAT specification 1.03, section 3.5), which are 256 MiB of 4096-byte sectors. */
const EFI_MIB_4096 = 260;

/**
 * First byte behind the last usable sector: the backup GPT takes one sector for the header and 16 KiB for 128 entries
 * (UEFI specification 2.10, 5.3.1).
 */
export function usableEnd(size: number, sectorSize: number): number {
	return Math.max(0, (Math.floor(size / sectorSize) - 1) * sectorSize - 16 * 1024);
}

/** MiB that partitions can take, the BIOS boot partition included. */
export function usableMiB(size: number, sectorSize: number): number {
	return Math.max(0, wholeMiB(usableEnd(size, sectorSize)) - HEAD_MIB);
}

const GIB = 1024 ** 3;

/**
 * Swap in MiB when nobody gave its size: oVirt Node's rule by memory (facts/ovirt-node.md 3.1), but never more than an
 * eighth of the disk; 1024 in a plain file, whose host is another machine.
 */
export function defaultSwap({
	size,
	memory,
	values,
	isFile,
}: Pick<LayoutRequest, 'size' | 'memory' | 'values' | 'isFile'>): number {
	if (isFile) return 1024;
	const base = memory < 4 * GIB ? 2 : memory < 16 * GIB ? 4 : memory < 64 * GIB ? 8 : 16;
	const wished = wholeMiB(base * GIB + memory * values.overcommit);
	return Math.max(MINIMUM.swapSize, Math.min(wished, wholeMiB(size / 8)));
}

/** Swap in MiB; 0 makes none, as on hosts whose guests must never be swapped out. */
export const swapOf = (request: Pick<LayoutRequest, 'size' | 'memory' | 'values' | 'isFile'>): number =>
	request.values.swapSize ?? defaultSwap(request);

/** Bytes a disk must have for these values: what the judge calls too small. */
export function neededBytes(request: Omit<LayoutRequest, 'imageSize'>): number {
	const sum = sizesOf(request).reduce((total, [, , mib]) => total + mib, 0);
	return (HEAD_MIB + sum + 1) * MIB;
}

type Sized = readonly [number: Part['number'], name: Part['name'], mib: number, type: string];

/** Every partition with its least size in MiB: DATA and HOSTVG grow into the rest. */
function sizesOf(request: Omit<LayoutRequest, 'imageSize'>): readonly Sized[] {
	const {values, lvm} = request;
	const swap = swapOf(request);
	const data = values.dataSize === -1 ? MINIMUM.dataSize : values.dataSize;
	const all: readonly Sized[] = [
		[1, 'BIOSBOOT', BIOSBOOT_MIB, TYPE.biosBoot],
		[2, 'ESP', values.efiSize, TYPE.efi],
		[3, 'ROOT-A', values.rootSize, TYPE.root],
		[4, 'ROOT-B', values.rootSize, TYPE.root],
		[5, 'CONFIG', values.configSize, TYPE.linux],
		[6, 'STATE', values.stateSize, TYPE.linux],
		[7, 'SWAP', swap, TYPE.swap],
		...(lvm
			? ([[8, 'HOSTVG', MEMBER_MIB, TYPE.lvm]] as const)
			: ([
					[8, 'LOGGING', values.loggingSize, TYPE.linux],
					[9, 'DATA', data, TYPE.linux],
				] as const)),
	];
	return all.filter(([, , mib]) => mib > 0);
}

/** Where each partition of the boot disk lies, or the one thing that stands in the way. */
export function planLayout(request: LayoutRequest): Layout | LayoutProblem {
	const {size, sectorSize, values} = request;
	const problem = unsuitable(request) ?? tooSmall(request);
	if (problem) return problem;
	const usable = usableMiB(size, sectorSize);
	const parts: Part[] = [];
	let at = HEAD_MIB;
	for (const [number, name, least, type] of sizesOf(request)) {
		const grows = name === 'HOSTVG' || (name === 'DATA' && values.dataSize === -1);
		const mib = grows ? HEAD_MIB + usable - at : least;
		parts.push({number, name, start: at * MIB, size: mib * MIB, type});
		at += mib;
	}
	return {size, sectorSize, parts, free: (HEAD_MIB + usable - at) * MIB};
}

function unsuitable({sectorSize, values, imageSize, isFile, lvm}: LayoutRequest): LayoutProblem | undefined {
	const imageMiB = Math.ceil(imageSize / MIB);
	if (imageMiB > values.rootSize)
		return {
			setting: 'storage.rootSize',
			problem: `The image needs ${imageMiB} MiB and storage.rootSize is ${values.rootSize} MiB; give at least ${imageMiB}.`,
		};
	if (sectorSize === 4096 && values.efiSize < EFI_MIB_4096)
		return {
			setting: 'storage.efiSize',
			problem: `storage.efiSize is ${values.efiSize} MiB and FAT32 with 4096-byte sectors needs ${EFI_MIB_4096}; give at least that.`,
		};
	if (isFile && lvm)
		return {
			setting: 'storage.disks',
			problem: 'A plain file cannot be joined by further disks; leave storage.disks out.',
		};
	return undefined;
}

function tooSmall(request: LayoutRequest): LayoutProblem | undefined {
	const {size, sectorSize} = request;
	const sizes = sizesOf(request);
	const sum = sizes.reduce((total, [, , mib]) => total + mib, 0);
	if (sum <= usableMiB(size, sectorSize)) return undefined;
	const needed = HEAD_MIB + sum + 1;
	return {
		setting: '',
		problem: `The partitions need ${needed} MiB and the disk has ${wholeMiB(size)} MiB; give smaller sizes or take a larger disk.`,
	};
}

/** The one partition of a further disk. */
export function planMember(
	{size, sectorSize}: {size: number; sectorSize: number},
	name: MemberPart['name'],
): MemberPart | LayoutProblem {
	const mib = usableMiB(size, sectorSize);
	if (mib >= MEMBER_MIB) return {number: 1, name, start: HEAD_MIB * MIB, size: mib * MIB, type: TYPE.lvm};
	const setting = name === 'HOSTVG' ? 'storage.disks' : 'storage.appDisks';
	return {
		setting,
		problem: `A disk of ${wholeMiB(size)} MiB cannot join a volume group; take one of at least ${MEMBER_MIB + 2} MiB.`,
	};
}

/** `BIOSBOOT 1 M, ESP 512 M, ROOT-A 1 G, ...` for the confirm page. */
export function describeLayout({parts}: Pick<Layout, 'parts'>): string {
	return parts.map(({name, size}) => `${name} ${partSize(size)}`).join(', ');
}
