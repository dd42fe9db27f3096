/** Which disks of a machine a selector means, and why it means no other. The grammar is in selector-grammar.ts. */
import type {Disk, Machine} from '../../probes/machine.ts';
import {outOfReach} from './judge.ts';
import type {Selector} from './selector-grammar.ts';
import {parseSelector, takesAll} from './selector-grammar.ts';
import {couldServe, RANKS} from './selector-ranks.ts';
import {firstDifference} from './selector-terms.ts';
import {diskSize} from './size.ts';

export {parseSelector};

export type Rejected = {readonly disk: Disk; readonly why: string};
export type Match = {readonly matched: readonly Disk[]; readonly rejected: readonly Rejected[]};

/**
 * The disks a selector text matches. The medium and the paths of a multipath map match nothing. Of disks that tie as
 * smallest or largest all are matched, so that the caller refuses them.
 * @returns no match at all when the text is not a selector; its setting has said so
 */
export function matchDisks(selectorText: string, machine: Machine, needed = 1): Match {
	const selector = parseSelector(selectorText);
	if ('wrong' in selector) return {matched: [], rejected: []};
	const rejected = new Map<Disk, string>();
	for (const disk of machine.disks) {
		const why = firstDifference(disk, selector.terms) ?? away(disk);
		if (why !== undefined) rejected.set(disk, why);
	}
	const pool = machine.disks.filter(disk => !rejected.has(disk));
	for (const term of selector.terms) {
		if (term.by !== 'ranking') continue;
		const beaten = RANKS[term.value](pool, machine, needed);
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
 * is no choice: with two disks that could serve it is refused when nobody is there to ask. Disks below `needed` bytes could not.
 */
export function resolveOne(
	selectorText: string,
	machine: Machine,
	{unattended, needed = 1}: {readonly unattended: boolean; readonly needed?: number},
): {readonly disk: Disk} | {readonly problem: string} {
	const selector = parseSelector(selectorText);
	if ('wrong' in selector) return {problem: `"${selectorText}" ${selector.wrong.what}; ${selector.wrong.right}.`};
	if (takesAll(selector))
		return {problem: `"${selectorText}" would match several disks; give a selector of one disk.`};
	const {matched, rejected} = matchDisks(selectorText, machine, needed);
	const [disk, ...more] = matched;
	if (!disk) return {problem: noMatch(selectorText, rejected)};
	if (more.length > 0) return {problem: tooMany(selectorText, selector, matched)};
	const rivals = machine.disks.filter(other => couldServe(other, machine, needed));
	if (unattended && isBareFirst(selector) && rivals.length > 1)
		return {
			problem: `"first" alone is refused without an operator, because ${rivals.length} disks could serve: ${listed(rivals)}. Name one, such as ${mostPortable(disk, machine.disks)}.`,
		};
	return {disk};
}

/** `No disk matches "serial:X". Found: sda (480.1 GB Intel SSDSC2KB48): its serial is PHYF0123; sdb (...): it has none.` */
export function noMatch(selectorText: string, rejected: readonly Rejected[]): string {
	if (rejected.length === 0) return `No disk matches "${selectorText}". This machine has no disk.`;
	// A map speaks for its paths, unless one of them was meant.
	const worth = rejected.filter(({disk, why}) => disk.pathOf === '' || why === away(disk));
	const found = worth.map(({disk, why}) => `${disk.name} (${title(disk)}): ${why}`);
	return `No disk matches "${selectorText}". Found: ${found.join('; ')}.`;
}

function tooMany(selectorText: string, {terms}: Selector, matched: readonly Disk[]): string {
	const ranking = terms.find(term => term.by === 'ranking');
	if (ranking)
		return `"${selectorText}" is a tie between ${listed(matched)}. Add serial:, wwn: or path: to name one of them.`;
	return `"${selectorText}" matches ${matched.length} disks and must match one: ${listed(matched)}. Add serial:, wwn:, path:, smallest, largest or first.`;
}

function away(disk: Disk): string | undefined {
	const clause = outOfReach(disk);
	return clause === undefined ? undefined : `it ${clause}`;
}

const title = (disk: Disk) => [diskSize(disk.size), disk.model].filter(Boolean).join(' ');
const listed = (disks: readonly Disk[]) => disks.map(disk => `${disk.name} (${title(disk)})`).join(', ');

const isBareFirst = ({terms}: Selector) =>
	terms.length === 1 && terms[0]?.by === 'ranking' && terms[0].value === 'first';

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
