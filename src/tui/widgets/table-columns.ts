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

/** One line of cells, each cut or filled to its column. */
export function lineOf(columns: readonly Column[], widths: readonly number[], cells: readonly string[]): string {
	return columns
		.map(({align}, index) =>
			fit(cells[index] ?? '', widths[index] ?? 0, {align: align ?? 'left', more: marks.more}),
		)
		.join('  ')
		.trimEnd();
}

/** Widths that fit into `room`: the widest column without a fixed width gives way first. */
export function columnWidths(columns: readonly Column[], rows: readonly TableRow[], room: number): number[] {
	const widths = columns.map(({title, width}, index) =>
		Math.max(cellWidth(title), width ?? Math.max(0, ...rows.map(row => cellWidth(row.cells[index] ?? '')))),
	);
	const gaps = 2 * (columns.length - 1);
	for (let over = widths.reduce((sum, width) => sum + width, gaps) - room; over > 0; over -= 1) {
		const loose = widths.map((width, index) => (columns[index]?.width === undefined ? width : 0));
		const widest = Math.max(...loose) > 4 ? loose.indexOf(Math.max(...loose)) : widths.indexOf(Math.max(...widths));
		widths[widest] = Math.max(1, (widths[widest] ?? 1) - 1);
	}
	return widths;
}
