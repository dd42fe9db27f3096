/** The one judge of disks: screen, selector and plan all ask it whether a disk can serve, and why not. */
import type {Content, Disk, Machine} from '../../probes/machine.ts';
import {holding, hostWords, isFakeRaid, listContents, signatures} from './contents.ts';
import {wholeMiB} from './size.ts';

export type Question = {
	readonly machine: Machine;
	/** storage.expect: what may be erased when nobody is asked. */
	readonly expect: 'empty' | 'ours' | 'any';
	/** Bytes the disk must have. */
	readonly needed: number;
	/** Kernel names of every disk that is given to this host, so that a volume group may go as a whole. */
	readonly chosen: readonly string[];
	readonly unattended: boolean;
	/** storage.wipeFakeraid. */
	readonly wipeFakeraid?: boolean;
	/** A disk for data only need not be bootable. */
	readonly role?: 'boot' | 'data';
};

/**
 * `ask`: a person must type the serial number or the name before the disk is erased. Reasons are whole sentences; with
 * `fits` they are notes.
 */
export type Judgement = {readonly verdict: 'fits' | 'ask' | 'refused'; readonly reasons: readonly string[]};

/** Whether this disk can serve. Refusals for being in use, too small or not erasable never yield to storage.expect. */
export function judge(disk: Disk, question: Question): Judgement {
	const away = outOfReach(disk);
	if (away !== undefined)
		return {verdict: 'refused', reasons: [`${disk.name} ${away}; take ${disk.pathOf || 'another disk'}.`]};
	const never = [...unfit(disk, question), ...inUse(disk), ...tied(disk, question), ...fakeRaid(disk, question)];
	if (never.length > 0) return {verdict: 'refused', reasons: never};
	const data = judgeData(disk, question);
	return data.verdict === 'refused' ? data : {...data, reasons: [...data.reasons, ...notes(disk, question)]};
}

/** Why a disk is no disk of its own here, as a clause about it: what we run from, or one path of a map. No selector matches it. */
export function outOfReach({pathOf, isMedium}: Disk): string | undefined {
	if (pathOf !== '') return `is a path of the multipath map ${pathOf}`;
	return isMedium ? 'is the medium this installer runs from' : undefined;
}

function* unfit(disk: Disk, {needed}: Question): Iterable<string> {
	const {name, size, sectorSize} = disk;
	if (disk.readOnly) yield `${name} is read-only; remove its write protection or take another disk.`;
	if (size === 0) yield `${name} has no medium in it; its size is 0.`;
	else if (size < needed)
		yield `${name} is too small: ${Math.ceil(needed / 2 ** 20)} MiB are needed and it has ${wholeMiB(size)} MiB.`;
	if (sectorSize !== 512 && sectorSize !== 4096)
		yield `${name} has ${sectorSize}-byte sectors; 512 or 4096 are needed, so format it anew.`;
}

function* inUse({name, uses}: Disk): Iterable<string> {
	for (const use of uses.slice(0, 3)) {
		if (use.how === 'mounted') yield `${name} is in use: ${use.where} is mounted at ${use.at}; unmount it first.`;
		else if (use.how === 'swap') yield `${name} is in use: ${use.where} is swap; switch it off with swapoff first.`;
		else yield `${name} is in use: ${use.where} is held by ${use.by}; stop that first.`;
	}
	if (uses.length > 3) yield `${name} is in use in ${uses.length - 3} more ways.`;
}

const GROUP_KINDS: Readonly<Record<string, string>> = {
	LVM2_member: 'volume group',
	zfs_member: 'pool',
	btrfs: 'file system',
};

/** Groups that reach beyond the chosen disks, and storage domains of oVirt, whose data belong to a data centre. */
function* tied(disk: Disk, {machine, chosen}: Question): Iterable<string> {
	for (const {type, group} of distinctGroups(disk)) {
		const kind = Object.hasOwn(GROUP_KINDS, type) ? GROUP_KINDS[type] : 'array';
		const domain = group.tags.find(tag => tag.toLowerCase().endsWith('storage_domain'));
		if (domain !== undefined)
			yield `${disk.name} holds the ${kind} ${group.name}, tagged ${domain}: it belongs to a data centre and is never erased here.`;
		const others = group.disks.filter(name => !isChosen(name, [disk.name, ...chosen], machine));
		if (others.length === 0) continue;
		const way = others.includes(MISSING)
			? `bring that back, or erase ${disk.name} by hand`
			: 'give all its disks or take another one';
		yield `${disk.name} is part of the ${kind} ${group.name}, which also spans ${diskNames(others)}; ${way}.`;
	}
}

function distinctGroups(disk: Disk): ReadonlyArray<{type: string; group: NonNullable<Content['group']>}> {
	const groups = new Map<string, {type: string; group: NonNullable<Content['group']>}>();
	for (const {type, group} of disk.contents) if (group) groups.set(`${type} ${group.name}`, {type, group});
	return [...groups.values()];
}

/** A group may name the paths of a map that was chosen. */
const isChosen = (name: string, chosen: readonly string[], {disks}: Machine) =>
	chosen.includes(name) || disks.some(disk => chosen.includes(disk.name) && disk.paths.includes(name));

/** What a probe writes for a member of a group that it cannot see. */
const MISSING = 'unknown';
const diskNames = (names: readonly string[]) =>
	names.map(name => (name === MISSING ? 'a disk that is missing' : name)).join(', ');

function* fakeRaid(disk: Disk, {wipeFakeraid}: Question): Iterable<string> {
	const found = disk.contents.find(isFakeRaid);
	if (found && !wipeFakeraid)
		yield `${disk.name} belongs to a BIOS RAID (${found.type}); delete it in the firmware, or give wipe_fakeraid to erase its metadata.`;
}

function judgeData(disk: Disk, question: Question): Judgement {
	const {expect, unattended} = question;
	const rest = signatures(disk).filter(content => !isFakeRaid(content));
	const whose = rest.length === 0 && !disk.host ? 'empty' : holding(disk, question.machine);
	if (whose === 'empty') {
		const raid = disk.contents.find(isFakeRaid);
		if (!raid) return {verdict: 'fits', reasons: []};
		const reason = `${disk.name} holds the metadata of a BIOS RAID (${raid.type}), which will be erased.`;
		return {verdict: unattended ? 'fits' : 'ask', reasons: [reason]};
	}
	if (whose === 'unfinished')
		return {
			verdict: 'fits',
			reasons: [`${disk.name} holds an install of ours that never finished; it is done again.`],
		};

	const holds = [hostWords(disk), whose === 'ours' && disk.host ? '' : listContents(rest)]
		.filter(Boolean)
		.join(' and ');
	if (!unattended) return {verdict: 'ask', reasons: [`${disk.name} holds ${holds}, which would be erased.`]};
	const enough = whose === 'ours' ? expect !== 'empty' : expect === 'any';
	if (enough) return {verdict: 'fits', reasons: [`${disk.name} holds ${holds}, which will be erased.`]};
	const way = whose === 'ours' ? 'storage.expect=ours' : 'storage.expect=any';
	return {verdict: 'refused', reasons: [`${disk.name} holds ${holds}; give reinstall or ${way} to erase it.`]};
}

function notes(disk: Disk, {machine, role}: Question): string[] {
	if (disk.sectorSize !== 4096 || role === 'data') return [];
	const note = `${disk.name} has 4096-byte sectors, which only UEFI can boot.`;
	return [
		machine.firmware.kind === 'bios' ? `${note} This machine started by BIOS: switch its firmware to UEFI.` : note,
	];
}
