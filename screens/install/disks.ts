/** Disks as the pickers show them: judged rows, details, and which ones the answers mean. Pure. */
import {judge, type Judgement} from '../../src/features/storage/judge.ts';
import {neededBytes} from '../../src/features/storage/layout.ts';
import {matchDisks, resolveOne} from '../../src/features/storage/selector.ts';
import {diskSize} from '../../src/features/storage/size.ts';
import type {Disk, Machine} from '../../src/probes/machine.ts';
import type {Snapshot} from '../../src/session/installer-state.ts';
import type {TableRow} from '../../src/tui/index.ts';

export type DiskRow = {
	readonly disk: Disk;
	readonly judged: Judgement;
	readonly holds: string;
	/** In place of the mark for its verdict. */
	readonly mark?: string;
};

/** In a few words, what keeps a disk from serving that is not what it holds; `needed` is in bytes. */
function hindrance({size, readOnly, uses}: Disk, needed: number): string | undefined {
	if (readOnly) return 'read-only';
	if (size < needed) return size === 0 ? 'no medium in it' : 'too small';
	const [use] = uses;
	if (use?.how === 'mounted') return `in use: ${use.at}`;
	return use?.how === 'swap' ? 'in use: swap' : undefined;
}

type Known = Pick<Snapshot, 'machine' | 'disk' | 'storage'>;

/** `!` holds data and asks for a word before it is erased, `x` cannot serve. */
const MARKS = {fits: '', ask: '!', refused: 'x'} as const;

export const DISK_COLUMNS = [
	{title: 'Name'},
	{title: 'Bus'},
	{title: 'Size', align: 'right'},
	{title: 'Model'},
	{title: 'Serial'},
	{title: 'Contents'},
] as const;

/** A row of the table; one that cannot serve can be reached, and says why. */
export const tableRow = ({disk, judged: {verdict, reasons}, holds, mark = MARKS[verdict]}: DiskRow): TableRow => ({
	key: disk.path,
	cells: [disk.name, disk.bus, diskSize(disk.size), disk.model, disk.serial, holds],
	mark,
	disabled: verdict === 'refused',
	reason: verdict === 'refused' ? reasons.join(' ') : undefined,
});

/** The disk that will boot: what was chosen by path, else what storage.bootDisk means here. */
export function bootDiskOf({machine, disk, storage}: Known): Disk | undefined {
	if (!machine) return undefined;
	if (disk !== '') return machine.disks.find(({path, links}) => path === disk || links.includes(disk));
	if (storage.bootDisk === undefined) return undefined;
	const found = resolveOne(storage.bootDisk, machine, {unattended: false});
	return 'disk' in found ? found.disk : undefined;
}

/** Why storage.bootDisk means no disk here; undefined when it means one, or nobody gave it. */
export function bootDiskProblem({machine, disk, storage}: Known): string | undefined {
	if (!machine || disk !== '' || storage.bootDisk === undefined) return undefined;
	const found = resolveOne(storage.bootDisk, machine, {unattended: false});
	return 'problem' in found ? found.problem : undefined;
}

/** Disks a list of selectors means, without the boot disk, each once. */
export function disksOf(selectors: readonly string[], machine: Machine, boot: Disk | undefined): readonly Disk[] {
	const names = new Set(selectors.flatMap(text => matchDisks(text, machine).matched).map(({name}) => name));
	return machine.disks.filter(({name}) => names.has(name) && name !== boot?.name);
}

/** Names of every disk that is given to this host. */
function givenTo(snapshot: Known, machine: Machine): readonly string[] {
	const {disks, appDisks} = snapshot.storage;
	return disksOf([...disks, ...appDisks], machine, undefined).map(({name}) => name);
}

/** Every disk, judged as the one to boot from. */
export function bootRows(snapshot: Known, imageSize: number, describe: (disk: Disk) => string): readonly DiskRow[] {
	const {machine, storage} = snapshot;
	if (!machine) return [];
	return machine.disks.map(disk => {
		const isFile = disk.bus === 'file';
		const lvm = !isFile && storage.disks.length > 0;
		const {size, sectorSize} = disk;
		const needed = neededBytes({size, sectorSize, memory: machine.memory, values: storage, isFile, lvm});
		const chosen = [disk.name, ...givenTo(snapshot, machine)];
		const question = {
			machine,
			expect: storage.expect,
			needed: Math.max(needed, imageSize),
			chosen,
			unattended: false,
		};
		const judged = judge(disk, {...question, role: 'boot', wipeFakeraid: storage.wipeFakeraid});
		return {disk, judged, holds: saidOf(disk, judged, question.needed, describe)};
	});
}

/** What a row says of a disk in its last column: why it cannot serve, if it is no matter of what is on it; else what is on it. */
function saidOf(disk: Disk, {verdict}: Judgement, needed: number, describe: (disk: Disk) => string): string {
	const isOurs = disk.pathOf === '' && !disk.isMedium;
	return (verdict === 'refused' && isOurs ? hindrance(disk, needed) : undefined) ?? describe(disk);
}

/**
 * Every other disk, judged as one for data. Disks that share a group may be chosen one after the other: only the whole
 * choice is asked whether the group goes with it.
 */
export function dataRows(snapshot: Known, describe: (disk: Disk) => string): readonly DiskRow[] {
	const {machine, storage} = snapshot;
	if (!machine) return [];
	const boot = bootDiskOf(snapshot);
	const others = machine.disks.filter(({pathOf, isMedium}) => pathOf === '' && !isMedium).map(({name}) => name);
	return machine.disks.map(disk => {
		const judged = judgeData(disk, machine, others, storage);
		const isBoot = disk.name === boot?.name;
		const fixed: Judgement = {
			verdict: 'refused',
			reasons: [`${disk.name} is the boot disk; it is always part of it.`],
		};
		if (isBoot) return {disk, judged: fixed, holds: 'boot disk', mark: ''};
		return {disk, judged, holds: saidOf(disk, judged, 1, describe)};
	});
}

function judgeData(disk: Disk, machine: Machine, chosen: readonly string[], storage: Known['storage']): Judgement {
	const question = {machine, expect: storage.expect, needed: 1, chosen, unattended: false};
	return judge(disk, {...question, role: 'data', wipeFakeraid: storage.wipeFakeraid});
}

/** What speaks against the disks as they are chosen now, all together. */
export function dataProblem(snapshot: Known): string | undefined {
	const {machine, storage} = snapshot;
	if (!machine) return undefined;
	const boot = bootDiskOf(snapshot);
	const chosen = [...(boot ? [boot.name] : []), ...givenTo(snapshot, machine)];
	const judged = disksOf(storage.disks, machine, boot).map(disk => judgeData(disk, machine, chosen, storage));
	return judged.find(({verdict}) => verdict === 'refused')?.reasons[0];
}

/** A disk that can serve comes before one that must be asked about; none when nothing can. */
export function firstChoice(rows: readonly DiskRow[]): DiskRow | undefined {
	return rows.find(({judged}) => judged.verdict === 'fits') ?? rows.find(({judged}) => judged.verdict === 'ask');
}

function userOf(disk: Disk): string {
	const [use] = disk.uses;
	if (!use) return 'used by nobody';
	if (use.how === 'mounted') return `${use.where} is mounted at ${use.at}`;
	return use.how === 'swap' ? `${use.where} is in use as swap` : `${use.where} is held by ${use.by}`;
}

const kindOf = ({bus, rotational}: Disk) => (bus === 'file' ? 'plain file' : rotational ? 'rotating' : 'SSD');

/** The most telling of its other names: what a person finds on a label, and no longer than fits. */
function linkOf({links, path}: Disk, width: number): string {
	const byId = links.filter(name => name.startsWith('/dev/disk/by-id/') && name.length <= width);
	return byId.find(name => /\/(wwn|nvme-eui|scsi-3)/.test(name)) ?? byId[0] ?? path;
}

/**
 * The lines about the highlighted disk; `width` columns at most for the first. Of a disk that cannot serve only its name
 * is worth a line: the room is for the reasons.
 */
export function detailsOf({disk, judged}: DiskRow, width: number): readonly string[] {
	const paths = disk.paths.length > 0 ? `${disk.paths.length} paths (${disk.paths.join(', ')})` : 'one path';
	const table = disk.table === '' ? 'no partition table' : `partition table ${disk.table}`;
	const isFile = disk.bus === 'file';
	if (judged.verdict === 'refused') return [linkOf(disk, width)];
	return [
		linkOf(disk, width),
		`${disk.sectorSize}-byte sectors, ${kindOf(disk)}${isFile ? '' : disk.removable ? ', removable' : ', not removable'}`,
		`${isFile ? '' : `${paths}, `}${table}, ${userOf(disk)}`,
	];
}
