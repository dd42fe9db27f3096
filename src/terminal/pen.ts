/** Where the real cursor is and how it writes, and what is sent to change that. */
import type {Cell, Style} from './cell.ts';
import {dress, plainFor} from './line-plan.ts';
import type {Shift} from './line-shift.ts';
import {motion, sequence, type Abilities, type Place} from './motion.ts';
import {scrollSequence, type Scroll} from './scrolling.ts';
import {sgrBetween} from './style.ts';

const CSI = '\u001B[';
const [SHIFT_OUT, SHIFT_IN] = ['\u000E', '\u000F'];

/** One code point, or a letter with combining marks: terminals agree how far these move the cursor. */
const isCertain = (text: string) => /^.\p{M}*$/u.test(text) && !/\uFE0F/.test(text);

export class Pen {
	out = '';
	/** Undefined after something of unknown width, or in the last column, where terminals differ. */
	place: Place | undefined;
	style: Style = '';
	#graphics = false;
	/** G1 holds the graphics: said when the first of them is written. */
	#hasGraphics = false;
	readonly abilities: Abilities;

	constructor(abilities: Abilities) {
		this.abilities = abilities;
	}

	take(): string {
		const {out} = this;
		this.out = '';
		return out;
	}

	/** Resets what others may have changed, and clears: attributes, character sets, scroll region, screen. */
	clear(): void {
		// Taking the scroll region back brings the cursor home.
		this.out += `${SHIFT_IN}${CSI}m${CSI}r${CSI}J`;
		[this.place, this.style, this.#graphics, this.#hasGraphics] = [{x: 0, y: 0}, '', false, false];
	}

	move(x: number, y: number, columns: number): void {
		if (x === this.place?.x && y === this.place.y) return;
		this.out += motion(this.place, {x, y}, columns, this.abilities);
		this.place = {x, y};
	}

	write(cell: Cell, columns: number): void {
		this.#wear(dress(cell, this.style));
		// A blank is a blank in both character sets.
		const graphics = cell.text === ' ' ? this.#graphics : (cell.graphics ?? false);
		if (graphics && !this.#hasGraphics) {
			this.out += '\u001B)0';
			this.#hasGraphics = true;
		}
		if (graphics !== this.#graphics) this.out += graphics ? SHIFT_OUT : SHIFT_IN;
		this.#graphics = graphics;
		this.out += cell.text;
		this.#advance(cell.width, columns, isCertain(cell.text));
	}

	/** Blanks from here to the end of the line. */
	eraseLine(): void {
		this.#wearPlain();
		this.out += `${CSI}K`;
	}

	/** Blanks in so many columns; the cursor stays. */
	erase(count: number): void {
		this.#wearPlain();
		this.out += sequence(count, 'X');
	}

	/** Moves the rest of the line the cursor is in. */
	shift({by}: Shift): void {
		this.#wearPlain();
		this.out += sequence(Math.abs(by), by > 0 ? '@' : 'P');
	}

	/** Moves lines. */
	scroll(scroll: Scroll): void {
		this.#wearPlain();
		const {text, y} = scrollSequence(scroll, this.abilities);
		this.out += text;
		this.place = {x: 0, y};
	}

	/** Plain text from now on, as a shell expects it. */
	plain(): void {
		this.#wear('');
		if (this.#graphics) this.out += SHIFT_IN;
		this.#graphics = false;
	}

	#wear(style: Style): void {
		this.out += sgrBetween(this.style, style);
		this.style = style;
	}

	#wearPlain(): void {
		this.#wear(plainFor(this.style));
	}

	#advance(by: number, columns: number, certain: boolean): void {
		const x = (this.place?.x ?? 0) + by;
		this.place = this.place && certain && x < columns ? {x, y: this.place.y} : undefined;
	}
}
