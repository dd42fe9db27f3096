/** The words of a selector that compare disks with each other: smallest, largest, first, all. */
import type {Disk, Machine} from '../../probes/machine.ts';
import {judge} from './judge.ts';
import type {Ranking} from './selector-grammar.ts';

/** Why a disk is not the one that is ranked; undefined for the one that is. */
type Rank = (pool: readonly Disk[], machine: Machine, needed: number) => (disk: Disk) => string | undefined;

/** Whether a host that needs this many bytes could be put there once its data are given up. */
export function couldServe(disk: Disk, machine: Machine, needed: number): boolean {
	const question = {machine, expect: 'any', needed, chosen: [], unattended: true, wipeFakeraid: true} as const;
	return judge(disk, question).verdict !== 'refused';
}

export const RANKS: Readonly<Record<Ranking, Rank>> = {
	all: () => () => undefined,
	smallest: pool => bySize(pool, 'smallest', (a, b) => a - b),
	largest: pool => bySize(pool, 'largest', (a, b) => b - a),
	/** Of those that could serve; of all others when none could, so that the judge says why. */
	first(pool, machine, needed) {
		const able = pool.filter(disk => couldServe(disk, machine, needed));
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
function compareDisks(a: Disk, b: Disk): number {
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
