/** A line whose rest has only moved aside, such as a text that was typed into, is shifted by ICH or DCH instead of written anew. */
import {BLANK, isBlank, same, type Row} from './cell.ts';

/** From column `at` on, `by` columns to the right, or to the left when negative. */
export type Shift = {readonly at: number; readonly by: number};

/** Further than this nothing moves on our pages. */
const FURTHEST = 20;
/** Fewer cells than this are as quickly written. */
const WORTH_SHIFTING = 6;

export function shifted(row: Row, {at, by}: Shift): Row {
	const blanks = Array.from({length: Math.abs(by)}, () => BLANK);
	if (by > 0) return [...row.slice(0, at), ...blanks, ...row.slice(at)].slice(0, row.length);
	return [...row.slice(0, at), ...row.slice(at - by), ...blanks].slice(0, row.length);
}

/** Text cells that would stand right after a shift, above those that stand right now. */
function gain(before: Row, after: Row, {at, by}: Shift): number {
	let sum = 0;
	for (let x = at; x < after.length; x += 1) {
		const cell = after[x];
		if (isBlank(cell)) continue;
		const from = by > 0 && x < at + by ? undefined : before[x - by];
		sum += (same(cell, from) ? 1 : 0) - (same(cell, before[x]) ? 1 : 0);
	}
	return sum;
}

/** Shifts worth trying, the best first; none when a wide character could be torn. */
export function shiftsFor(before: Row, after: Row): Shift[] {
	if ([...before, ...after].some(({width}) => width !== 1)) return [];
	const at = after.findIndex((cell, x) => !same(cell, before[x]));
	if (at === -1) return [];
	const tries = Array.from({length: FURTHEST}, (_, index) => [index + 1, -index - 1])
		.flat()
		.map(by => ({shift: {at, by}, gain: gain(before, after, {at, by})}))
		.filter(({gain: cells}) => cells >= WORTH_SHIFTING)
		.sort((a, b) => b.gain - a.gain);
	return tries.slice(0, 2).map(({shift}) => shift);
}
