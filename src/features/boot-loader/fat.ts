/**
 * Where a small file lies on a FAT32 file system, for rewriting it in place: GRUB's own save_env and a power cut both want
 * grubenv never to move. Layout: Microsoft FAT specification 1.03, sections 3, 5 and 6.
 */
import type {Host} from '../../host/host.ts';

type Geometry = {readonly clusterSize: number; readonly fat: number; readonly data: number; readonly root: number};

const ENTRY = 32;
const LAST_CLUSTER = 0x0ffffff8;

/**
 * Offset on the disk of the first cluster of a file; undefined when there is no such file, or no FAT32.
 * @param at offset of the file system on the disk, bytes
 * @param names folders and the file, upper case, as short names without blanks (`GRUB`, `GRUBENV`)
 */
export async function locateInFat(
	host: Host,
	disk: string,
	at: number,
	names: readonly string[],
): Promise<number | undefined> {
	const geometry = readGeometry(Buffer.from(await host.readAt({path: disk, offset: at, length: 512})));
	if (!geometry) return undefined;
	const offsetOf = (cluster: number) => at + geometry.data + (cluster - 2) * geometry.clusterSize;
	let cluster = geometry.root;
	for (const name of names) {
		const found = await findInFolder(cluster, name);
		if (found === undefined || found < 2) return undefined;
		cluster = found;
	}
	return offsetOf(cluster);

	async function findInFolder(first: number, name: string): Promise<number | undefined> {
		if (!geometry) return undefined;
		for (let here = first; here >= 2 && here < LAST_CLUSTER; here = await next(here)) {
			const region = {path: disk, offset: offsetOf(here), length: geometry.clusterSize};
			const found = findEntry(Buffer.from(await host.readAt(region)), name);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	async function next(here: number): Promise<number> {
		const offset = at + (geometry?.fat ?? 0) + here * 4;
		const entry = Buffer.from(await host.readAt({path: disk, offset, length: 4}));
		return entry.readUInt32LE() & 0x0fffffff;
	}
}

function readGeometry(boot: Buffer): Geometry | undefined {
	if (boot.toString('latin1', 82, 87) !== 'FAT32') return undefined;
	const sector = boot.readUInt16LE(11);
	const reserved = boot.readUInt16LE(14) * sector;
	const fats = boot.readUInt8(16) * boot.readUInt32LE(36) * sector;
	return {
		clusterSize: boot.readUInt8(13) * sector,
		fat: reserved,
		data: reserved + fats,
		root: boot.readUInt32LE(44),
	};
}

/** First cluster of the entry with this short name. Deleted, long-name and label entries are passed over. */
function findEntry(folder: Buffer, name: string): number | undefined {
	for (let at = 0; at + ENTRY <= folder.length; at += ENTRY) {
		const first = folder[at];
		const attributes = folder[at + 11] ?? 0;
		if (first === 0xe5 || (attributes & 0x08) !== 0) continue;
		const base = folder.toString('latin1', at, at + 8).trimEnd();
		const extension = folder.toString('latin1', at + 8, at + 11).trimEnd();
		if ((extension ? `${base}.${extension}` : base) !== name) continue;
		return folder.readUInt16LE(at + 20) * 0x10000 + folder.readUInt16LE(at + 26);
	}
	return undefined;
}
