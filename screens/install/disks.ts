/** Disks as the pickers show them: rows, details and how a choice is written down. Pure. */
import type {Disk, Machine} from '../../src/probes/machine.ts';
import {diskSize} from './format.ts';

/** What the judge says about a disk, as the pickers need it. */
export type Judged = {readonly verdict: 'fits' | 'ask' | 'refused'; readonly reasons: readonly string[]};
export type DiskRow = {readonly disk: Disk; readonly judged: Judged; readonly holds: string};

/** `!` holds data and asks for a word before it is erased, `x` cannot serve. */
export const MARKS = {fits: ' ', ask: '!', refused: 'x'} as const;

/** Name, bus, size, model, serial number and contents, for the table's columns. */
export const cellsOf = ({disk, holds}: DiskRow): readonly string[] => [
	disk.name,
	disk.bus,
	diskSize(disk.size),
	disk.model,
	disk.serial,
	holds,
];

/** A disk that can serve comes before one that must be asked about; none when nothing can. */
export function firstChoice(rows: readonly DiskRow[]): DiskRow | undefined {
	return rows.find(({judged}) => judged.verdict === 'fits') ?? rows.find(({judged}) => judged.verdict === 'ask');
}

const isOnly = (machine: Machine, disk: Disk, same: (other: Disk) => boolean) =>
	machine.disks.every(other => other.name === disk.name || other.pathOf === disk.name || !same(other));

/** `+` joins conditions of a selector and `*?[` are patterns: a serial number with one of them cannot be written. */
const plain = (word: string) => word !== '' && !/[+*?[\]]/.test(word);

/**
 * The most portable selector that means this disk and no other here: wwn, else serial number, else path, else device
 * (design section 7).
 */
export function selectorOf(disk: Disk, machine: Machine): string {
	if (disk.bus === 'file') return disk.path;
	if (plain(disk.wwn) && isOnly(machine, disk, other => other.wwn === disk.wwn)) return `wwn:${disk.wwn}`;
	if (plain(disk.serial) && isOnly(machine, disk, other => other.serial === disk.serial)) return `serial:${disk.serial}`;
	if (plain(disk.byPath) && isOnly(machine, disk, other => other.byPath === disk.byPath)) return `path:${disk.byPath}`;
	return disk.path;
}

function userOf(disk: Disk): string {
	const [use] = disk.uses;
	if (!use) return 'used by nobody';
	if (use.how === 'mounted') return `${use.where} is mounted at ${use.at}`;
	return use.how === 'swap' ? `${use.where} is in use as swap` : `${use.where} is held by ${use.by}`;
}

const kindOf = ({bus, rotational}: Disk) => (bus === 'file' ? 'plain file' : rotational ? 'rotating' : 'SSD');

/** The lines about the highlighted disk; `width` columns at most for the first. */
export function detailsOf(disk: Disk, width: number): readonly string[] {
	const link = disk.links
		.filter(name => name.startsWith('/dev/disk/by-id/'))
		.sort((a, b) => Number(b.includes('/wwn-')) - Number(a.includes('/wwn-')) || a.length - b.length)
		.find(name => name.length <= width);
	const paths = disk.paths.length > 0 ? `${disk.paths.length} paths (${disk.paths.join(', ')})` : 'one path';
	const table = disk.table === '' ? 'no partition table' : `${disk.table} partition table`;
	return [
		link ?? disk.path,
		`${disk.sectorSize}-byte sectors, ${kindOf(disk)}, ${disk.removable ? 'removable' : 'not removable'}`,
		`${disk.bus === 'file' ? '' : `${paths}, `}${table}, ${userOf(disk)}`,
	];
}
