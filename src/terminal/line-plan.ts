/**
 * The fewest bytes that turn what a line shows into what it shall show. From any column the rest of the line can be drawn by
 * writing a cell, by stepping to the next one that differs, or by erasing first; so the cheapest way from each column, in each
 * style, with and without the rest erased, is found once and kept (dynamic programming).
 */
import {BLANK, isBlank, same, type Cell, type Row, type Style} from './cell.ts';
import {along, sequence, type Abilities} from './motion.ts';
import {onBlank, sgrBetween} from './style.ts';

export type Step =
	| {readonly kind: 'write' | 'erase-line' | 'done'}
	/** On to a column; `erase` blanks the ones between first. */
	| {readonly kind: 'step' | 'erase'; readonly to: number};

type Way = {readonly cost: number; readonly step: Step};

/** A line of a screen before and after. `end` is the first column that is never written. */
export type Line = {
	readonly before: Row;
	readonly after: Row;
	readonly end: number;
	readonly abilities: Abilities;
};

const DONE: Way = {cost: 0, step: {kind: 'done'}};
const NEVER: Way = {cost: Infinity, step: {kind: 'done'}};
const ERASE_LINE = 3;

/** The style to wear for a cell: on a blank, bold cannot be seen, so there it stays as it is. */
export function dress(cell: Cell, worn: Style): Style {
	return cell.text === ' ' && onBlank(worn) === cell.style ? worn : cell.style;
}

/** What may be erased in: a style that is not seen on a blank. */
export const plainFor = (worn: Style): Style => (onBlank(worn) === '' ? worn : '');

const bytes = (text: string) => (text.length === 1 && text <= '~' ? 1 : Buffer.byteLength(text));

/** Where the equal cells from `x` on end. */
function runEnd(row: Row, x: number, end: number): number {
	let to = x + 1;
	while (to < end && same(row[to], row[x])) to += 1;
	return to;
}

/** For each column the next one at or behind it that must be drawn. */
function nextOf(end: number, mustDraw: (x: number) => boolean): number[] {
	const next = new Array<number>(end + 1).fill(end);
	for (let x = end - 1; x >= 0; x -= 1) next[x] = mustDraw(x) ? x : (next[x + 1] ?? end);
	return next;
}

export class LinePlan {
	readonly #line: Line;
	/** The next column to draw: as the line is, and with its rest erased. */
	readonly #changes: readonly number[];
	readonly #texts: readonly number[];
	/** The best way by column, erased or not, and style, each found once. */
	readonly #ways: Array<readonly [kept: Map<Style, Way>, erased: Map<Style, Way>]> = [];

	constructor(line: Line) {
		const {before, after, end} = line;
		this.#line = line;
		this.#changes = nextOf(end, x => {
			const [cell, old] = [after[x], before[x]];
			if (cell?.width === 0) return false;
			return !same(cell, old) || (cell?.width === 2 && !same(after[x + 1], before[x + 1]));
		});
		this.#texts = nextOf(end, x => after[x]?.width !== 0 && !isBlank(after[x]));
	}

	/** Bytes from this column on, in this style, to the end of the work. */
	costFrom(x: number, style: Style): number {
		return this.#way(x, style, false).cost;
	}

	/** What to do at a column; `erased` when this plan erased the rest of the line before. */
	stepAt(x: number, style: Style, erased: boolean): Step {
		return this.#way(x, style, erased).step;
	}

	#next(x: number, erased: boolean): number {
		return (erased ? this.#texts : this.#changes)[x] ?? this.#line.end;
	}

	#way(x: number, style: Style, erased: boolean): Way {
		if (x >= this.#line.end || this.#next(x, erased) >= this.#line.end) return DONE;
		const [kept, gone] = (this.#ways[x] ??= [new Map(), new Map()]);
		const known = erased ? gone : kept;
		const way = known.get(style) ?? this.#choose(x, style, erased);
		known.set(style, way);
		return way;
	}

	#choose(x: number, style: Style, erased: boolean): Way {
		if (this.#line.after[x]?.width === 0) return NEVER;
		const ways = [
			this.#write(x, style, erased),
			this.#step(x, style, erased),
			...(erased ? [] : [this.#eraseLine(x, style), this.#erase(x, style)]),
		];
		return ways.reduce((best, way) => (way.cost < best.cost ? way : best));
	}

	#write(x: number, style: Style, erased: boolean): Way {
		const cell = this.#line.after[x] ?? BLANK;
		const dressed = dress(cell, style);
		const written = sgrBetween(style, dressed).length + bytes(cell.text);
		return {cost: written + this.#way(x + cell.width, dressed, erased).cost, step: {kind: 'write'}};
	}

	#step(x: number, style: Style, erased: boolean): Way {
		const to = this.#next(x, erased);
		if (to === x) return NEVER;
		return {cost: this.#moving(x, to) + this.#way(to, style, erased).cost, step: {kind: 'step', to}};
	}

	#eraseLine(x: number, style: Style): Way {
		const plain = plainFor(style);
		const cost = sgrBetween(style, plain).length + ERASE_LINE + this.#way(x, plain, true).cost;
		return {cost, step: {kind: 'erase-line'}};
	}

	/** A run of blanks by ECH, which leaves the cursor where it is. */
	#erase(x: number, style: Style): Way {
		const {after, end, abilities} = this.#line;
		if (!abilities.erase || !isBlank(after[x])) return NEVER;
		const [plain, to] = [plainFor(style), runEnd(after, x, end)];
		const rest = this.#way(to, plain, false);
		const moving = rest === DONE ? 0 : this.#moving(x, to);
		const cost = sgrBetween(style, plain).length + sequence(to - x, 'X').length + moving + rest.cost;
		return {cost, step: {kind: 'erase', to}};
	}

	#moving(from: number, to: number): number {
		return along(from, to, this.#line.before.length, this.#line.abilities).length;
	}
}
