/** What has to be sent so that a screen that shows `before` shows `after`. Both have the same size. */
import {BLANK, blankRow, same, type Row} from './cell.ts';
import {LinePlan, type Line, type Step} from './line-plan.ts';
import {shifted, shiftsFor, type Shift} from './line-shift.ts';
import {motion, sequence, type Place} from './motion.ts';
import type {Pen} from './pen.ts';
import {bestScroll, scrolled} from './scrolling.ts';

/** Cells that need no change may be written on the way to the first that does: so many columns back is where one looks. */
const LOOK_BACK = 8;
/** More scrolls than this never paid. */
const SCROLLS = 2;

type Start = {readonly cost: number; readonly x: number; readonly plan: LinePlan; readonly shift: Shift | undefined};

/** The cheapest column to begin a line at, from where the pen is. */
function startOf(pen: Pen, y: number, line: Line, shift: Shift | undefined): Start | undefined {
	const first = line.after.findIndex((cell, x) => x < line.end && !same(cell, line.before[x]));
	const plan = new LinePlan(line);
	if (first === -1) return undefined;
	const columns = line.after.length;
	const here = pen.place?.y === y ? [pen.place.x] : [];
	const tries = [0, ...here, ...Array.from({length: LOOK_BACK + 1}, (_, back) => first - back)];
	const starts = tries
		.filter(x => x >= 0 && x <= first && line.after[x]?.width !== 0)
		.map(x => {
			const way = motion(pen.place, {x, y}, columns, pen.abilities).length;
			const moving = x === pen.place?.x && y === pen.place.y ? 0 : way;
			return {cost: moving + plan.costFrom(x, pen.style), x, plan, shift};
		});
	return starts.reduce((best, start) => (start.cost < best.cost ? start : best));
}

/** As it is, or after the line was shifted: whatever is cheaper. */
function bestStart(pen: Pen, y: number, line: Line): Start | undefined {
	const plain = startOf(pen, y, line, undefined);
	if (!plain || !pen.abilities.insert) return plain;
	const columns = line.after.length;
	let best = plain;
	for (const shift of shiftsFor(line.before, line.after)) {
		const way = motion(pen.place, {x: shift.at, y}, columns, pen.abilities).length;
		const moving = way + sequence(Math.abs(shift.by), '@').length;
		const plan = new LinePlan({...line, before: shifted(line.before, shift)});
		const cost = moving + plan.costFrom(shift.at, '');
		if (cost < best.cost) best = {cost, x: shift.at, plan, shift};
	}
	return best;
}

function drawRow(pen: Pen, y: number, line: Line): void {
	const start = bestStart(pen, y, line);
	if (!start) return;
	const columns = line.after.length;
	let {x} = start;
	pen.move(x, y, columns);
	if (start.shift) pen.shift(start.shift);
	for (let erased = false; ;) {
		const step = start.plan.stepAt(x, pen.style, erased);
		if (step.kind === 'done') return;
		if (step.kind === 'erase-line') {
			pen.move(x, y, columns);
			pen.eraseLine();
			erased = true;
		} else {
			x = drawStep(pen, {x, y}, step, line);
		}
	}
}

/** Does one step of a plan; the column where the next one is to be looked up. */
function drawStep(pen: Pen, {x, y}: Place, step: Step, line: Line): number {
	const columns = line.after.length;
	if (step.kind === 'step') return step.to;
	pen.move(x, y, columns);
	if (step.kind === 'erase') {
		pen.erase(step.to - x);
		return step.to;
	}
	const cell = line.after[x] ?? BLANK;
	pen.write(cell, columns);
	return x + cell.width;
}

/** Draws what differs. @returns what the screen then shows: all of it but the bottom right cell, where some terminals scroll */
export function drawChanges(pen: Pen, before: readonly Row[], after: readonly Row[]): Row[] {
	let now = before;
	for (let scrolls = 0; scrolls < SCROLLS; scrolls += 1) {
		const scroll = bestScroll(now, after, pen.abilities);
		if (!scroll) break;
		pen.scroll(scroll);
		now = scrolled(now, scroll);
	}
	return after.map((row, y) => {
		const old = now[y] ?? blankRow(row.length);
		if (row === old) return row;
		const isLast = y === after.length - 1;
		const end = isLast ? row.length - 1 : row.length;
		if (row.every((cell, x) => x >= end || same(cell, old[x]))) return old;
		drawRow(pen, y, {before: old, after: row, end, abilities: pen.abilities});
		return isLast ? [...row.slice(0, -1), BLANK] : row;
	});
}
