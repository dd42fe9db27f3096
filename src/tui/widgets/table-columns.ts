/** Cells in columns that fit the screen. Pure. */
import {cellWidth, fit} from '../../terminal/cell-width.ts';
import {marks} from '../theme.ts';
import type {TableRow} from './table-state.ts';

export type Column = {
	readonly title: string;
	/** Columns of the screen; as wide as its longest cell when absent. */
	readonly width?: number | undefined;
	readonly align?: 'left' | 'right' | undefined;
};

const GAP = 2;
const TAB_STOPS = 8;

/** One line of cells, each cut or filled to its column; `gaps` stand before each column, of two blanks each when absent. */
export function lineOf(
	columns: readonly Column[],
	widths: readonly number[],
	cells: readonly string[],
	gaps?: readonly number[],
): string {
	return columns
		.map(({align}, index) => {
			const gap = index === 0 ? 0 : (gaps?.[index] ?? GAP);
			return (
				' '.repeat(gap) +
				fit(cells[index] ?? '', widths[index] ?? 0, {align: align ?? 'left', more: marks.more})
			);
		})
		.join('')
		.trimEnd();
}

/**
 * Blanks before each column that let it begin on a tab stop, where there is room for them: the terminal gets there by one or two
 * bytes. The first column stands on one.
 */
export function gapsToTabs(columns: readonly Column[], widths: readonly number[], room: number): number[] {
	const gaps = columns.map((_, index): number => (index === 0 ? 0 : GAP));
	const full = () => [...widths, ...gaps].reduce((sum, width) => sum + width, 0);
	let end = widths[0] ?? 0;
	for (let index = 1; index < columns.length; index += 1) {
		const gap = Math.ceil((end + 1) / TAB_STOPS) * TAB_STOPS - end;
		if (columns[index]?.align !== 'right' && full() - GAP + gap <= room) gaps[index] = gap;
		end += (gaps[index] ?? GAP) + (widths[index] ?? 0);
	}
	return gaps;
}

/** Widths that fit into `room`: the widest column without a fixed width gives way first. */
export function columnWidths(columns: readonly Column[], rows: readonly TableRow[], room: number): number[] {
	const widths = columns.map(({title, width}, index) =>
		Math.max(cellWidth(title), width ?? Math.max(0, ...rows.map(row => cellWidth(row.cells[index] ?? '')))),
	);
	const gaps = GAP * (columns.length - 1);
	for (let over = widths.reduce((sum, width) => sum + width, gaps) - room; over > 0; over -= 1) {
		const loose = widths.map((width, index) => (columns[index]?.width === undefined ? width : 0));
		const widest = Math.max(...loose) > 4 ? loose.indexOf(Math.max(...loose)) : widths.indexOf(Math.max(...widths));
		widths[widest] = Math.max(1, (widths[widest] ?? 1) - 1);
	}
	return widths;
}
