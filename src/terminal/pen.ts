/** Where the real cursor is and how it writes, and the shortest VT100 sequences that change that. */
import type {Cell, Row, Style} from './cell.ts';
import {glyphOf, type GlyphLevel} from './glyphs.ts';
import {limited, onBlank, sgrBetween, type AttributeLevel} from './style.ts';

const CSI = '\u001B[';
const [SHIFT_OUT, SHIFT_IN] = ['\u000E', '\u000F'];

/** `CSI n letter`, where 1 need not be said. */
const sequence = (count: number, letter: string) => `${CSI}${count === 1 ? '' : count}${letter}`;

const shortest = (candidates: ReadonlyArray<string | undefined>) =>
	candidates.reduce((best, next) =>
		next !== undefined && (best === undefined || next.length < best.length) ? next : best,
	) ?? '';

/** One code point, or a letter with combining marks: terminals agree how far these move the cursor. */
const isCertain = (text: string) => /^.\p{M}*$/u.test(text) && !/\uFE0F/.test(text);

export class Pen {
	out = '';
	/** Undefined after something of unknown width, or in the last column, where terminals differ. */
	#x: number | undefined;
	#y: number | undefined;
	#style: Style = '';
	#graphics = false;
	readonly #glyphs: GlyphLevel;
	readonly #attributes: AttributeLevel;

	constructor(glyphs: GlyphLevel, attributes: AttributeLevel) {
		this.#glyphs = glyphs;
		this.#attributes = attributes;
	}

	take(): string {
		const {out} = this;
		this.out = '';
		return out;
	}

	/** Resets what others may have changed, and clears: attributes, character set, scroll region, screen. */
	clear(): void {
		const graphics = this.#glyphs === 'dec' ? '\u001B)0' : '';
		this.out += `${SHIFT_IN}${graphics}${CSI}m${CSI}r${CSI}H${CSI}J`;
		[this.#x, this.#y, this.#style, this.#graphics] = [0, 0, '', false];
	}

	isAt(x: number, y: number): boolean {
		return x === this.#x && y === this.#y;
	}

	/** Moves to a cell. `row` is what the screen shows in that line now, for moving by writing it again. */
	move(x: number, y: number, row: Row): void {
		if (x === this.#x && y === this.#y) return;
		const absolute = `${CSI}${y === 0 && x === 0 ? '' : x === 0 ? y + 1 : `${y + 1};${x + 1}`}H`;
		this.out += shortest([absolute, this.#relative(x, y, row)]);
		[this.#x, this.#y] = [x, y];
	}

	write(cell: Cell, columns: number): void {
		this.#dress(cell);
		const glyph = glyphOf(cell.text, cell.width, this.#glyphs);
		if (glyph.graphics !== this.#graphics) {
			this.out += glyph.graphics ? SHIFT_OUT : SHIFT_IN;
			this.#graphics = glyph.graphics;
		}
		this.out += glyph.text;
		const to = (this.#x ?? 0) + cell.width;
		this.#x = to >= columns || !isCertain(cell.text) ? undefined : to;
	}

	/** Blanks from here to the end of the line. */
	eraseLine(): void {
		if (onBlank(this.#style) !== '') this.#wear('');
		this.out += `${CSI}K`;
	}

	/** Plain text from now on, as a shell expects it. */
	plain(): void {
		this.#wear('');
		if (this.#graphics) this.out += SHIFT_IN;
		this.#graphics = false;
	}

	/** The style a cell needs. On a blank, bold cannot be seen, so there it stays as it is. */
	#dress(cell: Cell): void {
		const wanted = limited(cell.style, this.#attributes);
		if (cell.text === ' ' && onBlank(this.#style) === wanted) return;
		this.#wear(wanted);
	}

	#wear(style: Style): void {
		this.out += sgrBetween(this.#style, style);
		this.#style = style;
	}

	#relative(x: number, y: number, row: Row): string | undefined {
		if (this.#y === undefined || this.#x === undefined) return undefined;
		const down = y - this.#y;
		if (down === 0) return this.#along(this.#x, x, row);
		const vertical = sequence(Math.abs(down), down > 0 ? 'B' : 'A');
		const nextLine = down === 1 ? `\r\n${this.#along(0, x, row)}` : undefined;
		return shortest([`${vertical}${this.#along(this.#x, x, row)}`, nextLine]);
	}

	/** Within a line. */
	#along(from: number, to: number, row: Row): string {
		if (from === to) return '';
		const back = from > to ? '\b'.repeat(from - to) : undefined;
		const forward = from < to ? sequence(to - from, 'C') : undefined;
		const again = from < to ? this.#again(from, to, row) : undefined;
		const start = from === 0 ? undefined : `\r${this.#along(0, to, row)}`;
		return shortest([back, forward, again, start]);
	}

	/** The cells between, when writing them again is right with the style as it is. */
	#again(from: number, to: number, row: Row): string | undefined {
		if (to - from > 4 || this.#graphics) return undefined;
		const cells = row.slice(from, to);
		const plain = cells.every(
			({text, style}) =>
				/^[ -~]$/.test(text) &&
				(text === ' ' ? onBlank(this.#style) : this.#style) === limited(style, this.#attributes),
		);
		return plain ? cells.map(cell => cell.text).join('') : undefined;
	}
}
