/** Which part of a long line is seen in a short field. Pure. */
import {cellWidth} from '../../terminal/cell-width.ts';
import {characters, type Line} from './edit-line.ts';

export type Seen = {readonly before: string; readonly at: string; readonly after: string};

/**
 * The characters round the cursor that fit into `width` columns, with one column always left for the cursor itself, which
 * is a blank at the end of the line.
 */
export function seen(line: Line, width: number): Seen {
	const all = characters(line.text);
	const at = Math.min(line.cursor, all.length);
	const under = all[at] ?? ' ';
	let room = Math.max(width, 1) - cellWidth(under);
	let start = at;
	while (start > 0 && room >= cellWidth(all[start - 1] ?? '')) {
		start -= 1;
		room -= cellWidth(all[start] ?? '');
	}
	let end = at + 1;
	while (end < all.length && room >= cellWidth(all[end] ?? '')) {
		room -= cellWidth(all[end] ?? '');
		end += 1;
	}
	return {before: all.slice(start, at).join(''), at: under, after: all.slice(at + 1, end).join('')};
}
