/** Sizes in words. Disks are sold in powers of ten, partitions are made in powers of two; both are shown as people know them. */

/** Bytes in a MiB. */
export const MIB = 1024 * 1024;

/** Whole MiB in this many bytes. */
export const wholeMiB = (bytes: number): number => Math.floor(bytes / MIB);

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** `480.1 GB`: the size of a disk in bytes as its label says it. */
export function diskSize(bytes: number): string {
	let value = bytes;
	let unit = 0;
	while (value >= 999.95 && unit < DECIMAL.length - 1) {
		value /= 1000;
		unit++;
	}
	return `${unit === 0 ? value : value.toFixed(1)} ${DECIMAL[unit]}`;
}

/** `512 M`, `1 G`, `425 G`: the size of a partition in bytes, rounded down once the rest no longer matters. */
export function partSize(bytes: number): string {
	const mib = wholeMiB(bytes);
	const gib = mib / 1024;
	if (gib >= 10 * 1024) return `${Math.floor(gib / 1024)} T`;
	return Number.isInteger(gib) || gib >= 10 ? `${Math.floor(gib)} G` : `${mib} M`;
}
