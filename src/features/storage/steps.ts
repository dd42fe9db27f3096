/**
 * What all steps on a disk need to know. Everything is addressed by offset on the disk itself, so a plain file and a block
 * device go the same way: no loop device, no mount, no root for a file.
 */
import type {Region} from '../../host/host.ts';
import type {Part} from './layout.ts';
import type {Table} from './steps-partition.ts';

export type PartName = Part['name'];

/** Every identity an install gives out. They belong to the job, so that an install done twice gives the same disk twice. */
export type Ids = {
	/** GUID of the partition table. */
	readonly disk: string;
	/** GUIDs of the partitions. */
	readonly parts: Readonly<Record<PartName, string>>;
	/** UUIDs of file systems, swap and physical volume. */
	readonly fs: Readonly<Record<PartName, string>>;
	/** Volume ID of the ESP: eight hexadecimal digits. */
	readonly vfat: string;
};

export type Target = {
	/** The disk, or the plain file that stands for one. */
	readonly path: string;
	readonly isFile: boolean;
	/** Bytes. */
	readonly size: number;
	/** Bytes. */
	readonly sectorSize: number;
	readonly parts: readonly Part[];
	readonly ids: Ids;
	/** A private folder for what is built before it is copied in. */
	readonly work: string;
	/** Seconds since 1970 that file systems take for the present, so that two runs are equal. */
	readonly epoch: number;
	readonly jobId: string;
};

/** @throws {Error} when the layout has no such partition: a mistake of ours */
export function partOf(target: Target, name: PartName): Part {
	const part = target.parts.find(each => each.name === name);
	if (!part) throw new Error(`the layout has no ${name}`);
	return part;
}

export const hasPart = ({parts}: Target, name: PartName) => parts.some(part => part.name === name);

/** The whole stretch of a partition, or its first `length` bytes. */
export function regionOf(target: Target, name: PartName, length?: number): Region {
	const {start, size} = partOf(target, name);
	return {path: target.path, offset: start, length: length ?? size};
}

/** What e2fsprogs (E2FSPROGS_FAKE_TIME) and mtools (SOURCE_DATE_EPOCH) take for the present. */
export const frozen = ({epoch}: Target) => ({
	E2FSPROGS_FAKE_TIME: String(epoch),
	SOURCE_DATE_EPOCH: String(epoch),
	TZ: 'UTC',
});

/** The table of the disk this host starts from. */
export function tableOf({path, isFile, size, sectorSize, parts, ids}: Target): Table {
	const rows = parts.map(part => ({...part, uuid: ids.parts[part.name]}));
	return {path, isFile, size, sectorSize, id: ids.disk, rows};
}
