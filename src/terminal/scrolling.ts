/**
 * Lines that have only moved up or down, because something above them came or went, are moved by the terminal: by deleting and
 * inserting lines (DL, IL), or in a scroll region (DECSTBM), which every VT100 has. Lines that all change are cleared this way.
 */
import {blankRow, lengthOf, same, type Row} from './cell.ts';
import {sequence, type Abilities} from './motion.ts';

/**
 * Lines `top` to `bottom` move up by `by`, or down when negative; the lines that come in are blank. All of them do when `by` is
 * as many as there are.
 */
export type Scroll = {readonly top: number; readonly bottom: number; readonly by: number};

const CSI = '\u001B[';
/** About what the cheapest scroll costs, in bytes. */
const COST = 12;
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

/** Deletes lines at one end of the stretch, which the lines below it follow, and inserts as many at the other end. */
function byLines({top, bottom, by}: Scroll): string {
	const count = Math.abs(by);
	const [first, last] = [`${CSI}${top + 1}H`, `${CSI}${bottom - count + 2}H`];
	if (by === bottom - top + 1) return `${first}${sequence(by, 'M')}${sequence(by, 'L')}`;
	const [from, to] = by > 0 ? [first, last] : [last, first];
	return `${from}${sequence(count, 'M')}${to}${sequence(count, 'L')}`;
}

/** Line feeds at the bottom of a region, or reverse ones at its top. The region is the whole screen again afterwards. */
function byRegion({top, bottom, by}: Scroll): string {
	const region = `${CSI}${top + 1};${bottom + 1}r`;
	const feeds = by > 0 ? `${CSI}${bottom + 1}H${'\v'.repeat(by)}` : `${CSI}${top + 1}H${'\u001BM'.repeat(-by)}`;
	return `${region}${feeds}${CSI}r`;
}

/** What is sent to scroll, from wherever the cursor is; it is at home, or at the beginning of one of the lines, afterwards. */
export function scrollSequence(scroll: Scroll, {insert}: Abilities): {readonly text: string; readonly y: number} {
	const region = byRegion(scroll);
	const lines = insert ? byLines(scroll) : region;
	if (region.length <= lines.length) return {text: region, y: 0};
	return {text: lines, y: scroll.by > 0 ? scroll.bottom - scroll.by + 1 : scroll.top};
}

/** About the bytes that turn one line into another. */
function estimate(before: Row | undefined, after: Row): number {
	if (before === after) return 0;
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

type Estimates = {
	/** Sums over the lines as they are, by how far they scroll, and over blank ones. */
	readonly now: readonly number[];
	readonly moved: readonly number[];
	readonly blank: readonly number[];
};

/** Bytes that a scroll saves, as far as can be told without drawing. */
function savedBy({top, bottom, by}: Scroll, {now, moved, blank}: Estimates, abilities: Abilities): number {
	const [from, to] = by > 0 ? [top, bottom - by] : [top - by, bottom];
	const stays = between(moved, from, to) + between(blank, top, bottom) - between(blank, from, to);
	return between(now, top, bottom) - stays - scrollSequence({top, bottom, by}, abilities).text.length;
}

/** The scroll that saves the most, if any saves something. */
export function bestScroll(before: readonly Row[], after: readonly Row[], abilities: Abilities): Scroll | undefined {
	const as = after.map((row, y) => estimate(before[y], row));
	const [first, last] = [as.findIndex(cost => cost > 0), as.findLastIndex(cost => cost > 0)];
	const now = sums(as);
	if (first === -1 || between(now, first, last) <= COST) return undefined;
	const blank = sums(after.map(row => estimate(undefined, row)));
	let best: Scroll | undefined;
	let most = 0;
	const look = (scroll: Scroll, moved: readonly number[]) => {
		const saved = savedBy(scroll, {now, moved, blank}, abilities);
		if (saved > most) [best, most] = [scroll, saved];
	};
	for (let by = -FURTHEST; by <= FURTHEST; by += 1) {
		if (by === 0) continue;
		const moved = sums(after.map((row, y) => estimate(before[y + by], row)));
		for (let top = first; top <= last; top += 1) {
			for (let bottom = top + Math.abs(by); bottom <= last; bottom += 1) look({top, bottom, by}, moved);
		}
	}
	for (let top = first; top <= last; top += 1) {
		for (let bottom = top; bottom <= last; bottom += 1) look({top, bottom, by: bottom - top + 1}, blank);
	}
	return best;
}
