/** Which row is highlighted, chosen and seen. Pure. */

export type TableRow = {
	readonly key: string;
	readonly cells: readonly string[];
	/** One character before the marker, such as `!`. */
	readonly mark?: string | undefined;
	/** Cannot be selected. Without a reason it is skipped; with one it can be reached, and the reason is said. */
	readonly disabled?: boolean | undefined;
	readonly reason?: string | undefined;
};

const reachable = (row: TableRow) => !row.disabled || row.reason !== undefined;

/** The row to highlight when `key` is wanted: that one, else the first that can be reached. */
export function highlightOf(rows: readonly TableRow[], key: string | undefined): TableRow | undefined {
	return rows.find(row => row.key === key && reachable(row)) ?? rows.find(reachable);
}

/** The row `by` steps away, counting only rows that can be reached; stops at the ends. Undefined when nothing moves. */
export function moved(rows: readonly TableRow[], key: string | undefined, by: number): TableRow | undefined {
	const open = rows.filter(reachable);
	const at = open.findIndex(row => row.key === key);
	const to = Math.max(0, Math.min(open.length - 1, at + by));
	return to === at ? undefined : open[to];
}

/** The next row after the highlighted one whose first cell starts with the text, going round. */
export function found(rows: readonly TableRow[], key: string | undefined, text: string): TableRow | undefined {
	const open = rows.filter(reachable);
	const at = open.findIndex(row => row.key === key);
	const wanted = text.toLowerCase();
	return [...open.slice(at + 1), ...open.slice(0, at + 1)].find(row =>
		row.cells[0]?.toLowerCase().startsWith(wanted),
	);
}

/** Chosen keys after a toggle, in the order of the rows. */
export function toggled(rows: readonly TableRow[], chosen: readonly string[], key: string): string[] {
	const next = new Set(chosen);
	if (!next.delete(key)) next.add(key);
	return rows.filter(row => next.has(row.key)).map(row => row.key);
}

/** First visible row, so that the highlighted one is seen and the view moves as little as possible. */
export function offsetFor(rowCount: number, height: number, highlighted: number, before: number): number {
	const last = Math.max(0, rowCount - height);
	const atLeast = Math.max(0, highlighted - height + 1);
	const atMost = Math.max(0, highlighted);
	return Math.min(last, Math.max(atLeast, Math.min(before, atMost)));
}
