/**
 * Lines that have only moved up or down, because something above them came or went, are moved by the terminal: a scroll region
 * (DECSTBM), which every VT100 has.
 */
import {blankRow, lengthOf, same, type Row} from './cell.ts';

/** Lines `top` to `bottom` move up by `by`, or down when negative; the lines that come in are blank. */
export type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

/** About what a scroll costs, in bytes: the region, the cursor, the lines, the region again. */
const COST = 22;
const FURTHEST = 8;
/** Beginning a line costs about this, and so does erasing its rest. */
const LINE = 3;

export function scrolled(rows: readonly Row[], {top, bottom, by}: Scroll): Row[] {
	return rows.map((row, y) => {
		if (y < top || y > bottom) return row;
		const from = y + by;
		return from < top || from > bottom ? blankRow(row.length) : (rows[from] ?? row);
	});
}

/** About the bytes that turn one line into another. */
function estimate(before: Row | undefined, after: Row): number {
	const [old, end] = [before ? lengthOf(before) : 0, lengthOf(after)];
	let cells = 0;
	for (let x = 0; x < end; x += 1) if (!same(after[x], before?.[x])) cells += 1;
	if (cells === 0 && old <= end) return 0;
	return cells + LINE + (old > end ? LINE : 0);
}

/** Sums of the first n values, so that the sum of any stretch is one subtraction. */
function sums(values: readonly number[]): number[] {
	const all = [0];
	for (const value of values) all.push((all.at(-1) ?? 0) + value);
	return all;
}

const between = (all: readonly number[], from: number, to: number) => (all[to + 1] ?? 0) - (all[from] ?? 0);

/** The scroll that saves the most, if any saves something. */
export function bestScroll(before: readonly Row[], after: readonly Row[]): Scroll | undefined {
	const as = after.map((row, y) => estimate(before[y], row));
	const changed = as.flatMap((cost, y) => (cost > 0 ? [y] : []));
	const [first, last] = [changed[0], changed.at(-1)];
	if (first === undefined || last === undefined || between(sums(as), first, last) <= COST) return undefined;
	const [now, blank] = [sums(as), sums(after.map(row => estimate(undefined, row)))];
	let best: Scroll | undefined;
	let most = 0;
	for (let by = -FURTHEST; by <= FURTHEST; by += 1) {
		if (by === 0) continue;
		const moved = sums(after.map((row, y) => estimate(before[y + by], row)));
		for (let top = first; top <= last; top += 1) {
			for (let bottom = top + Math.abs(by); bottom <= last; bottom += 1) {
				const [from, to] = by > 0 ? [top, bottom - by] : [top - by, bottom];
				const then = between(moved, from, to) + between(blank, top, bottom) - between(blank, from, to);
				const saved = between(now, top, bottom) - then - COST - Math.abs(by);
				if (saved > most) [best, most] = [{top, bottom, by}, saved];
			}
		}
	}
	return best;
}
