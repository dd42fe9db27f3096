/** SGR: which attributes a text has (ECMA-48 section 8.3.117, xterm's colours). */
import type {Style} from './cell.ts';

/** Attributes in the order a style spells them: one value per slot. */
const SLOTS = ['bold', 'dim', 'italic', 'underline', 'reverse', 'struck', 'ink', 'paper'] as const;
type Slot = (typeof SLOTS)[number];
type Slots = Partial<Record<Slot, string | undefined>>;

const ON: ReadonlyMap<number, Slot> = new Map([
	[1, 'bold'],
	[2, 'dim'],
	[3, 'italic'],
	[4, 'underline'],
	[7, 'reverse'],
	[9, 'struck'],
]);
const OFF: ReadonlyMap<number, readonly Slot[]> = new Map<number, readonly Slot[]>([
	[22, ['bold', 'dim']],
	[23, ['italic']],
	[24, ['underline']],
	[27, ['reverse']],
	[29, ['struck']],
	[39, ['ink']],
	[49, ['paper']],
]);

const slotOf = (parameter: number): Slot | undefined => {
	if ((parameter >= 30 && parameter <= 38) || (parameter >= 90 && parameter <= 97)) return 'ink';
	if ((parameter >= 40 && parameter <= 48) || (parameter >= 100 && parameter <= 107)) return 'paper';
	return ON.get(parameter);
};

/** Numbers of one colour: `38;5;n` takes three, `38;2;r;g;b` five. */
const lengthOfColour = (numbers: readonly number[], at: number) => (numbers[at + 1] === 5 ? 3 : 5);

function read(style: Style): Slots {
	const slots: Slots = {};
	const numbers = style === '' ? [] : style.split(';').map(Number);
	for (let at = 0; at < numbers.length; at += 1) {
		const number = numbers[at] ?? 0;
		const slot = slotOf(number);
		if (!slot) continue;
		const taken = number === 38 || number === 48 ? lengthOfColour(numbers, at) : 1;
		slots[slot] = numbers.slice(at, at + taken).join(';');
		at += taken - 1;
	}
	return slots;
}

const spell = (slots: Slots): Style => SLOTS.flatMap(slot => slots[slot] ?? []).join(';');

/** The style after `CSI parameters m`. */
export function withSgr(style: Style, parameters: string): Style {
	if (parameters === '' || parameters === '0') return '';
	let slots = read(style);
	const numbers = parameters.split(';').map(Number);
	for (let at = 0; at < numbers.length; at += 1) {
		const number = numbers[at] ?? 0;
		if (number === 0) slots = {};
		for (const slot of OFF.get(number) ?? []) slots[slot] = undefined;
		const slot = slotOf(number);
		if (!slot) continue;
		const taken = number === 38 || number === 48 ? lengthOfColour(numbers, at) : 1;
		slots[slot] = numbers.slice(at, at + taken).join(';');
		at += taken - 1;
	}
	return spell(slots);
}

const blanks = new Map<Style, Style>([['', '']]);

/** What a blank shows of a style: only what paints the cell itself. */
export function onBlank(style: Style): Style {
	const blank = blanks.get(style) ?? paintOf(style);
	blanks.set(style, blank);
	return blank;
}

function paintOf(style: Style): Style {
	const {underline, reverse, struck, paper, ink} = read(style);
	const painted = underline ?? reverse ?? struck ?? paper;
	if (painted === undefined) return '';
	return spell({underline, reverse, struck, paper, ink});
}

/**
 * How much of a style a terminal gets: xterm's 256 colours and everything else, the 8 colours of ECMA-48 with what a Linux console
 * has, `mono` the bold, underline and reverse of a VT100, or nothing.
 */
export type AttributeLevel = '256' | '8' | 'mono' | 'none';

/** One of the 8 colours by red, green and blue: what is more than half there counts. */
const ofEight = (red: boolean, green: boolean, blue: boolean) => (red ? 1 : 0) + (green ? 2 : 0) + (blue ? 4 : 0);

/** A colour of the 256: 16 named ones, a cube of 6x6x6, 24 greys. */
function indexed(colour: number): number {
	if (colour < 16) return colour % 8;
	if (colour >= 232) return colour >= 244 ? 7 : 0;
	const cube = colour - 16;
	return ofEight(Math.floor(cube / 36) > 2, Math.floor(cube / 6) % 6 > 2, cube % 6 > 2);
}

/** A colour of any kind as one of the 8; `first` is 30 for text and 40 for what is behind it. */
function amongEight(colour: string | undefined, first: 30 | 40): string | undefined {
	const [kind = 0, form, ...rest] = colour?.split(';').map(Number) ?? [];
	if (colour === undefined || (kind >= first && kind < first + 8)) return colour;
	if (kind !== first + 8) return String(first + (kind % 10));
	const [red = 0, green = 0, blue = 0] = rest;
	return String(first + (form === 5 ? indexed(red) : ofEight(red > 127, green > 127, blue > 127)));
}

export function limited(style: Style, level: AttributeLevel): Style {
	if (level === '256' || style === '') return style;
	if (level === 'none') return '';
	const {bold, underline, reverse, dim, ink, paper} = read(style);
	const plain = {bold, underline, reverse};
	return spell(level === 'mono' ? plain : {...plain, dim, ink: amongEight(ink, 30), paper: amongEight(paper, 40)});
}

const changes = new Map<string, string>();

/** The shortest SGR that turns one style into another, with codes a VT100 has: there is no "bold off", only a reset. */
export function sgrBetween(from: Style, to: Style): string {
	if (from === to) return '';
	if (to === '') return '\u001B[m';
	const key = `${from} ${to}`;
	const change = changes.get(key) ?? sgrOf(read(from), read(to), to);
	changes.set(key, change);
	return change;
}

function sgrOf(before: Slots, after: Slots, to: Style): string {
	const kept = SLOTS.every(slot => before[slot] === undefined || after[slot] !== undefined);
	if (!kept) return `\u001B[;${to}m`;
	const added = SLOTS.flatMap(slot => (after[slot] === before[slot] ? [] : (after[slot] ?? [])));
	return `\u001B[${added.join(';')}m`;
}
