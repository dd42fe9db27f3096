/** What a terminal of a certain level shows of a cell: glyphs it has, attributes it has. The same cell object each time. */
import {BLANK, type Cell} from './cell.ts';
import {glyphOf} from './glyphs.ts';
import type {Look} from './levels.ts';
import {limited, onBlank} from './style.ts';

export function showerOf({glyphs, attributes}: Look): (cell: Cell) => Cell {
	const known = new WeakMap<Cell, Cell>();
	const show = ({text, style, width}: Cell): Cell => {
		const worn = limited(style, attributes);
		const glyph = width === 0 ? {text, graphics: false} : glyphOf(text, width, glyphs);
		if (glyph.text === ' ') return onBlank(worn) === '' ? BLANK : {text: ' ', style: onBlank(worn), width: 1};
		return {text: glyph.text, style: worn, width, ...(glyph.graphics ? {graphics: true} : {})};
	};
	return cell => {
		const found = known.get(cell) ?? show(cell);
		known.set(cell, found);
		return found;
	};
}
