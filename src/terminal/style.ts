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

/** What a blank shows of a style: only what paints the cell itself. */
export function onBlank(style: Style): Style {
	if (style === '') return '';
	const {underline, reverse, struck, paper, ink} = read(style);
	const painted = underline ?? reverse ?? struck ?? paper;
	if (painted === undefined) return '';
	return spell({
		...(underline && {underline}),
		...(reverse && {reverse}),
		...(struck && {struck}),
		...(paper && {paper}),
		...(ink && {ink}),
	});
}

/** How much of a style a terminal gets. Bold, underline and reverse are on every VT100, so none of the levels drops them. */
export type AttributeLevel = 'colours' | 'mono';

export function limited(style: Style, level: AttributeLevel): Style {
	if (level === 'colours' || style === '') return style;
	const {bold, underline, reverse} = read(style);
	return spell({...(bold && {bold}), ...(underline && {underline}), ...(reverse && {reverse})});
}

/** The shortest SGR that turns one style into another, with codes a VT100 has: there is no "bold off", only a reset. */
export function sgrBetween(from: Style, to: Style): string {
	if (from === to) return '';
	if (to === '') return '\u001B[m';
	const [before, after] = [read(from), read(to)];
	const kept = SLOTS.every(slot => before[slot] === undefined || after[slot] !== undefined);
	if (!kept) return `\u001B[;${to}m`;
	const added = SLOTS.flatMap(slot => (after[slot] === before[slot] ? [] : (after[slot] ?? [])));
	return `\u001B[${added.join(';')}m`;
}
