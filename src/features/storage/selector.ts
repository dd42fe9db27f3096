/** Which disks of a machine a selector means, and why it means no other. The grammar is in selector-grammar.ts. */
import type {Disk, Machine} from '../../probes/machine.ts';
import {globMatches, isGlob} from './glob.ts';
import {judge, outOfReach} from './judge.ts';
import type {Ranking, Selector, Term} from './selector-grammar.ts';
import {parseSelector, takesAll} from './selector-grammar.ts';
import {diskSize} from './size.ts';

export {parseSelector};

export type Rejected = {readonly disk: Disk; readonly why: string};
export type Match = {readonly matched: readonly Disk[]; readonly rejected: readonly Rejected[]};

/** Why a disk is not the one that is ranked; undefined for the one that is. */
type Rank = (pool: readonly Disk[], machine: Machine) => (disk: Disk) => string | undefined;

/**
 * The disks a selector text matches. The medium and the paths of a multipath map match nothing. Of disks that tie as
 * smallest or largest all are matched, so that the caller refuses them.
 * @returns no match at all when the text is not a selector; its setting has said so
 */
export function matchDisks(selectorText: string, machine: Machine): Match {
	const selector = parseSelector(selectorText);
	if ('wrong' in selector) return {matched: [], rejected: []};
	const rejected = new Map<Disk, string>();
	for (const disk of machine.disks) {
		const why = firstDifference(disk, selector.terms) ?? outOfReach(disk);
		if (why !== undefined) rejected.set(disk, why);
	}
	const pool = machine.disks.filter(disk => !rejected.has(disk));
	for (const term of selector.terms) {
		if (term.by !== 'ranking') continue;
		const beaten = RANKS[term.value](pool, machine);
		for (const disk of pool) {
			const why = beaten(disk);
			if (why !== undefined) rejected.set(disk, why);
		}
	}
	return {
		matched: pool.filter(disk => !rejected.has(disk)),
		rejected: [...rejected].map(([disk, why]) => ({disk, why})),
	};
}

/**
 * The one disk a selector means, or a problem that lists what was found. `first` alone, which bare `storage_init` means,
 * is no choice: with two disks that could serve it is refused when nobody is there to ask.
 */
export function resolveOne(
	selectorText: string,
	machine: Machine,
	{unattended}: {readonly unattended: boolean},
): {readonly disk: Disk} | {readonly problem: string} {
	const selector = parseSelector(selectorText);
	if ('wrong' in selector) return {problem: `"${selectorText}" ${selector.wrong.what}; ${selector.wrong.right}.`};
	if (takesAll(selector))
		return {problem: `"${selectorText}" would match several disks; give a selector of one disk.`};
	const {matched, rejected} = matchDisks(selectorText, machine);
	const [disk, ...more] = matched;
	if (!disk) return {problem: noMatch(selectorText, rejected)};
	if (more.length > 0) return {problem: tooMany(selectorText, selector, matched)};
	const rivals = machine.disks.filter(other => couldServe(other, machine));
	if (unattended && isBareFirst(selector) && rivals.length > 1)
		return {
			problem: `"first" alone is refused without an operator, because ${rivals.length} disks could serve: ${listed(rivals)}. Name one, such as ${mostPortable(disk, machine.disks)}.`,
		};
	return {disk};
}

/** `No disk matches "serial:X". Found: sda (480.1 GB Intel SSDSC2KB48): its serial is PHYF0123; sdb (...): it has none.` */
export function noMatch(selectorText: string, rejected: readonly Rejected[]): string {
	if (rejected.length === 0) return `No disk matches "${selectorText}". This machine has no disk.`;
	const found = rejected.map(({disk, why}) => `${disk.name} (${title(disk)}): ${why.replace(/\.$/, '')}`);
	return `No disk matches "${selectorText}". Found: ${found.join('; ')}.`;
}

function tooMany(selectorText: string, {terms}: Selector, matched: readonly Disk[]): string {
	const ranking = terms.find(term => term.by === 'ranking');
	if (ranking)
		return `"${selectorText}" is a tie between ${listed(matched)}. Add serial:, wwn: or path: to name one of them.`;
	return `"${selectorText}" matches ${matched.length} disks and must match one: ${listed(matched)}. Add serial:, wwn:, path:, smallest, largest or first.`;
}

const title = (disk: Disk) => [diskSize(disk.size), disk.model].filter(Boolean).join(' ');
const listed = (disks: readonly Disk[]) => disks.map(disk => `${disk.name} (${title(disk)})`).join(', ');

const isBareFirst = ({terms}: Selector) =>
	terms.length === 1 && terms[0]?.by === 'ranking' && terms[0].value === 'first';

/** Whether a host could be put there once its data are given up. */
function couldServe(disk: Disk, machine: Machine): boolean {
	const question = {machine, expect: 'any', needed: 1, chosen: [], unattended: true, wipeFakeraid: true} as const;
	return judge(disk, question).verdict !== 'refused';
}

const RANKS: Readonly<Record<Ranking, Rank>> = {
	all: () => () => undefined,
	smallest: pool => bySize(pool, 'smallest', (a, b) => a - b),
	largest: pool => bySize(pool, 'largest', (a, b) => b - a),
	/** Of those that could serve; of all others when none could, so that the judge says why. */
	first(pool, machine) {
		const able = pool.filter(disk => couldServe(disk, machine));
		const [winner] = [...(able.length > 0 ? able : pool)].sort(compareDisks);
		return disk =>
			disk === winner || !winner ? undefined : `it is not the first that could serve, ${winner.name} is`;
	},
};

function bySize(pool: readonly Disk[], word: string, compare: (a: number, b: number) => number) {
	const [winner] = pool.filter(({size}) => size > 0).sort((a, b) => compare(a.size, b.size));
	return (disk: Disk) =>
		disk.size === winner?.size ? undefined : `it is not the ${word}${winner ? `, ${winner.name} is` : ''}`;
}

/** By by-path name, then by kernel name; disks without a by-path come last. */
export function compareDisks(a: Disk, b: Disk): number {
	if ((a.byPath === '') !== (b.byPath === '')) return a.byPath === '' ? 1 : -1;
	return comparePaths(a.byPath, b.byPath) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
}

/** Numbers in a path compare as numbers, hexadecimal as in a PCI address, and come before words. */
function comparePaths(a: string, b: string): number {
	const [left, right] = [a.split(/[-:.]/), b.split(/[-:.]/)];
	for (const [at, token] of left.entries()) {
		const other = right[at];
		if (other === undefined) return 1;
		const [mine, theirs] = [numberOf(token), numberOf(other)];
		if (mine !== theirs) return mine - theirs;
		if (token !== other) return token < other ? -1 : 1;
	}
	return left.length - right.length;
}

const WORD = Number.MAX_SAFE_INTEGER;
const numberOf = (token: string) => (/^[0-9a-f]{1,12}$/.test(token) ? Number.parseInt(token, 16) : WORD);

/** The first term that does not hold, as a clause about the disk. */
function firstDifference(disk: Disk, terms: readonly Term[]): string | undefined {
	for (const term of terms) {
		const why = difference(disk, term);
		if (why !== undefined) return why;
	}
	return undefined;
}

function difference(disk: Disk, term: Term): string | undefined {
	switch (term.by) {
		case 'device':
			return devices(disk).some(path => fits(term.value, path)) ? undefined : otherDevice(disk, term.value);
		case 'serial':
			return serials(disk).has(term.value) ? undefined : butIs('serial', disk.serial);
		case 'wwn':
			return disk.wwn !== '' && plainWwn(disk.wwn) === plainWwn(term.value) ? undefined : butIs('wwn', disk.wwn);
		case 'model':
			return globMatches(term.value.toLowerCase(), disk.model.toLowerCase())
				? undefined
				: butIs('model', disk.model);
		case 'path':
			return disk.byPath !== '' && fits(term.value.replace(/^\/dev\/disk\/by-path\//, ''), disk.byPath)
				? undefined
				: butIs('path', disk.byPath);
		case 'bus':
			return busNames(disk).includes(term.value) ? undefined : butIs('bus', disk.bus);
		case 'ranking':
			return undefined;
	}
}

const butIs = (what: string, value: string) => (value === '' ? `it has no ${what}` : `its ${what} is ${value}`);
const fits = (pattern: string, text: string) => (isGlob(pattern) ? globMatches(pattern, text) : pattern === text);
const devices = ({path, name, links}: Disk) => [path, `/dev/${name}`, ...links];

function otherDevice(disk: Disk, value: string): string {
	const part = disk.contents.find(({where}) => value === `/dev/${where}` && where !== disk.name);
	return part ? `${part.where} is only a partition of it; give ${disk.path}` : `it is ${disk.path}`;
}

/**
 * The serial itself, and the spellings that udev gives ID_SERIAL, which oVirt Node compared: the model before it for ATA
 * and USB, a type digit before the WWN for SCSI. They are the tails of the links under /dev/disk/by-id.
 */
function serials({serial, model, wwn, links}: Disk): ReadonlySet<string> {
	const names = links.flatMap(link => /^\/dev\/disk\/by-id\/[a-z]+-(.+)$/.exec(link)?.[1] ?? []);
	if (serial !== '') names.push(serial, `${model.trim().replaceAll(/\s+/g, '_')}_${serial}`);
	if (wwn.startsWith('0x')) names.push(`3${wwn.slice(2)}`);
	return new Set(names);
}

/** One spelling of a WWN: `wwn-0x5000...`, `naa.5000...`, `5000...` and `nvme-eui.0025...`, `eui.0025...` are the same. */
const plainWwn = (wwn: string) =>
	wwn
		.toLowerCase()
		.replace(/^(?:wwn-|nvme-)/, '')
		.replace(/^(?:0x|naa\.)/, '');

const busNames = ({bus}: Disk): readonly string[] => (bus === 'fc' || bus === 'iscsi' ? ['scsi'] : [bus]);

/**
 * The selector a picker writes for this disk: wwn, else serial, else path, else the device. An identity that another disk
 * of `all` shares, or that does not read back as itself, is passed over.
 */
export function mostPortable(disk: Disk, all: readonly Disk[] = [disk]): string {
	const spellings = [`wwn:${disk.wwn}`, `serial:${disk.serial}`, `path:${disk.byPath}`].filter(
		text => !text.endsWith(':'),
	);
	return spellings.find(text => isOnly(text, disk, all)) ?? disk.path;
}

function isOnly(text: string, disk: Disk, all: readonly Disk[]): boolean {
	const selector = parseSelector(text);
	if ('wrong' in selector || selector.terms.length !== 1) return false;
	return all.every(other => {
		const matches = firstDifference(other, selector.terms) === undefined;
		return other === disk ? matches : !matches || outOfReach(other) !== undefined;
	});
}
