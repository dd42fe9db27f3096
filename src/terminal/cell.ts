/** What one place of the screen shows. */

/** SGR parameters in a fixed order, such as `1;7`; empty for plain text. */
export type Style = string;

export type Cell = {
	/** One character as a person sees it, with its combining marks; empty for the right half of a wide one. */
	readonly text: string;
	readonly style: Style;
	readonly width: 0 | 1 | 2;
	/** The text is a code of the DEC special graphics set. */
	readonly graphics?: boolean;
};

export type Row = Cell[];

export const BLANK: Cell = {text: ' ', style: '', width: 1};

export function blankRow(columns: number): Row {
	return new Array<Cell>(columns).fill(BLANK);
}

export function same(a: Cell | undefined, b: Cell | undefined): boolean {
	if (a === b) return true;
	return a?.text === b?.text && a?.style === b?.style && a?.width === b?.width && a?.graphics === b?.graphics;
}

export function isBlank(cell: Cell | undefined): boolean {
	return same(cell, BLANK);
}

/** Columns up to the last one that is not blank. */
export function lengthOf(row: readonly Cell[]): number {
	let end = row.length;
	while (end > 0 && isBlank(row[end - 1])) end -= 1;
	return end;
}

export function textOf(row: Row): string {
	return row.map(cell => cell.text).join('');
}
