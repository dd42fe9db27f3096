/**
 * The screen as Ink believes it to be: the bytes Ink writes, played onto a grid of cells. Knows the sequences that Ink 8 sends
 * (cursor, erase, SGR, modes) and behaves as xterm does, deferred wrap at the last column included.
 */
import {BLANK, blankRow, type Cell, type Row, type Style} from './cell.ts';
import {cellWidth} from './cell-width.ts';
import {onBlank, withSgr} from './style.ts';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

export class VirtualScreen {
	rows: Row[];
	columns: number;
	x = 0;
	y = 0;
	#wrapNext = false;
	#style: Style = '';
	#rest = '';
	/** One cell object per look, so that most comparisons are by identity. */
	readonly #known = new Map<string, Cell>();

	constructor(columns: number, rows: number) {
		this.columns = columns;
		this.rows = Array.from({length: rows}, () => blankRow(columns));
	}

	/** Whether what is written next has no style, and nothing waits for its rest. */
	isPlain(): boolean {
		return this.#style === '' && this.#rest === '';
	}

	/** Starts anew in another size: blank, cursor at home, in plain style. */
	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = Array.from({length: rows}, () => blankRow(columns));
		this.x = 0;
		this.y = 0;
		this.#wrapNext = false;
		this.#style = '';
		this.#rest = '';
	}

	/** Plays bytes. A sequence cut at the end waits for the next call. */
	feed(text: string): void {
		const all = this.#rest + text;
		this.#rest = '';
		let at = 0;
		while (at < all.length) {
			const code = all.charCodeAt(at);
			if (code === 0x1b) {
				const end = this.#escape(all, at);
				if (end === undefined) {
					this.#rest = all.slice(at);
					return;
				}
				at = end;
			} else if (code < 0x20 || code === 0x7f) {
				this.#control(code);
				at += 1;
			} else {
				at = this.#text(all, at);
			}
		}
	}

	/** Plays one escape sequence; where it ends, or undefined when it is cut off. */
	#escape(all: string, at: number): number | undefined {
		const match = /^\u001B(?:\[([?>=<]?)([\d;]*)[ -/]*([@-~])|[^[])/.exec(all.slice(at, at + 64));
		if (!match) return all.length - at < 64 ? undefined : at + 1;
		const [whole, mode, parameters = '', final = ''] = match;
		if (final !== '' && mode === '') this.#csi(final, parameters);
		return at + whole.length;
	}

	#control(code: number): void {
		// The tty turns LF into CR LF (ONLCR).
		if (code === 0x0a) this.#lineFeed();
		if (code === 0x0a || code === 0x0d) this.x = 0;
		if (code === 0x08) this.x = Math.max(0, this.x - 1);
		this.#wrapNext = false;
	}

	#lineFeed(): void {
		if (this.y < this.rows.length - 1) {
			this.y += 1;
			return;
		}
		this.rows.shift();
		this.rows.push(blankRow(this.columns));
	}

	/** Writes the run of text at `at`; where it ends. */
	#text(all: string, at: number): number {
		let end = at + 1;
		let plain = all.charCodeAt(at) < 0x7f;
		for (; end < all.length; end += 1) {
			const code = all.charCodeAt(end);
			if (code < 0x20 || code === 0x7f) break;
			plain &&= code < 0x7f;
		}
		const run = all.slice(at, end);
		if (plain) for (const character of run) this.#put(character, 1);
		else for (const {segment} of segmenter.segment(run)) this.#put(segment, cellWidth(segment));
		return end;
	}

	#cell(text: string, width: 0 | 1 | 2): Cell {
		const style = text === ' ' ? onBlank(this.#style) : this.#style;
		if (text === ' ' && style === '') return BLANK;
		const key = `${width}${style} ${text}`;
		const known = this.#known.get(key) ?? {text, style, width};
		this.#known.set(key, known);
		return known;
	}

	#put(text: string, columns: number): void {
		if (columns === 0) return;
		const width = columns === 1 ? 1 : 2;
		if (this.#wrapNext || this.x + width > this.columns) {
			// A wide character that does not fit into the last column leaves it blank.
			if (!this.#wrapNext) this.#eraseLine(0);
			this.x = 0;
			this.#lineFeed();
		}
		const row = this.rows[this.y];
		if (!row) return;
		this.#split(row, this.x);
		row[this.x] = this.#cell(text, width);
		if (width === 2) {
			this.#split(row, this.x + 1);
			row[this.x + 1] = this.#cell('', 0);
		}
		this.x += width;
		this.#wrapNext = this.x >= this.columns;
		if (this.#wrapNext) this.x = this.columns - 1;
	}

	/** Half a wide character that is overwritten takes its other half with it. */
	#split(row: Row, x: number): void {
		if (row[x]?.width === 0 && x > 0) row[x - 1] = BLANK;
		if (row[x]?.width === 2 && x + 1 < row.length) row[x + 1] = BLANK;
	}

	#csi(final: string, parameters: string): void {
		if (final === 'm') {
			this.#style = withSgr(this.#style, parameters);
			return;
		}
		const [first = 0, second = 0] = parameters.split(';').map(Number);
		if (final === 'J') this.#eraseDisplay(first);
		else if (final === 'K') this.#eraseLine(first);
		else this.#move(final, first, second);
	}

	#move(final: string, first: number, second: number): void {
		const [by, last] = [Math.max(1, first), this.rows.length - 1];
		if (final === 'A') this.y = Math.max(0, this.y - by);
		else if (final === 'B' || final === 'E') this.y = Math.min(last, this.y + by);
		else if (final === 'C') this.x = Math.min(this.columns - 1, this.x + by);
		else if (final === 'D') this.x = Math.max(0, this.x - by);
		else if (final === 'G') this.x = Math.min(this.columns, by) - 1;
		else if (final === 'H' || final === 'f') {
			this.y = Math.min(last, by - 1);
			this.x = Math.min(this.columns, Math.max(1, second)) - 1;
		}
		if (final === 'E') this.x = 0;
		this.#wrapNext = false;
	}

	#eraseLine(how: number): void {
		const row = this.rows[this.y];
		if (!row) return;
		if (!this.#wrapNext) this.#split(row, this.x);
		// With a wrap pending, the cursor stands behind the last column.
		if (how === 0) row.fill(BLANK, this.#wrapNext ? this.columns : this.x);
		else if (how === 1) row.fill(BLANK, 0, this.x + 1);
		else row.fill(BLANK);
	}

	#eraseDisplay(how: number): void {
		if (how === 0 || how === 1) this.#eraseLine(how);
		for (const [y, row] of this.rows.entries()) {
			if (how >= 2 || (how === 0 ? y > this.y : y < this.y)) row.fill(BLANK);
		}
	}
}
