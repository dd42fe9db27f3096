/** What has to be sent so that a screen that shows `before` shows `after`. */
import {lengthOf, same, type Row} from './cell.ts';
import type {Pen} from './pen.ts';

/** Erasing to the end of the line is three bytes, so fewer blanks than that are written. */
const WORTH_ERASING = 3;

function drawRow(pen: Pen, y: number, before: Row, after: Row, isLast: boolean): void {
	const [oldEnd, newEnd] = [lengthOf(before), lengthOf(after)];
	// The bottom right cell is never written: some terminals would scroll.
	const columns = isLast ? after.length - 1 : after.length;
	// What stands on the line while we draw it: new cells up to here, old ones behind.
	const now = [...before];
	for (let x = 0; x < columns; x += 1) {
		const cell = after[x];
		if (
			!cell ||
			cell.width === 0 ||
			(same(cell, before[x]) && (cell.width === 1 || same(after[x + 1], before[x + 1])))
		)
			continue;
		if (x >= newEnd && oldEnd - x > WORTH_ERASING) {
			if (!pen.isAt(newEnd, y)) pen.move(x, y, now);
			pen.eraseLine();
			return;
		}
		pen.move(x, y, now);
		pen.write(cell, after.length);
		now[x] = cell;
	}
}

/** Draws what differs. Both screens have the same size. */
export function drawChanges(pen: Pen, before: readonly Row[], after: readonly Row[]): void {
	for (const [y, row] of after.entries()) {
		const old = before[y];
		if (old && row.some((cell, x) => !same(cell, old[x]))) drawRow(pen, y, old, row, y === after.length - 1);
	}
}
