/** A key as data, and what the terminals people really have send for it. */

type Letter =
	| ('a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l' | 'm')
	| ('n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z');

export type FunctionKey = 'f1' | 'f2' | 'f3' | 'f4' | 'f5' | 'f6' | 'f7' | 'f8' | 'f9' | 'f10' | 'f11' | 'f12';

/** Keys that have a name. What is typed as text has the name `text`, a blank has `space`. */
export type KeyName =
	| ('up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'page-up' | 'page-down')
	| ('enter' | 'escape' | 'tab' | 'shift-tab' | 'space' | 'backspace' | 'delete' | 'insert')
	| FunctionKey
	| `ctrl-${Letter}`
	| ('ctrl-space' | 'ctrl-\\' | 'ctrl-]' | 'ctrl-^' | 'ctrl-_');

export type Key = {
	readonly name: KeyName | 'text';
	/** What it types; empty for keys that type nothing. */
	readonly text: string;
	readonly ctrl: boolean;
	/** The bytes as they came, for a log. */
	readonly sequence: string;
};

/** After `ESC [` or `ESC O`: the last letter alone (DEC cursor keys, xterm, PF1 to PF4 of a VT). */
const BY_FINAL: ReadonlyMap<string, KeyName> = new Map([
	['A', 'up'],
	['B', 'down'],
	['C', 'right'],
	['D', 'left'],
	['H', 'home'],
	['F', 'end'],
	['P', 'f1'],
	['Q', 'f2'],
	['R', 'f3'],
	['S', 'f4'],
	['Z', 'shift-tab'],
	['M', 'enter'],
]);

/** `ESC [ n ~`: VT220 editing and function keys, with the Home and End of the Linux console (1, 4) and rxvt (7, 8). */
const BY_NUMBER: ReadonlyMap<string, KeyName> = new Map([
	['1', 'home'],
	['2', 'insert'],
	['3', 'delete'],
	['4', 'end'],
	['5', 'page-up'],
	['6', 'page-down'],
	['7', 'home'],
	['8', 'end'],
	['11', 'f1'],
	['12', 'f2'],
	['13', 'f3'],
	['14', 'f4'],
	['15', 'f5'],
	['17', 'f6'],
	['18', 'f7'],
	['19', 'f8'],
	['20', 'f9'],
	['21', 'f10'],
	['23', 'f11'],
	['24', 'f12'],
]);

/** `ESC [ [ A` to `E`: F1 to F5 of the Linux console. */
const LINUX_CONSOLE: ReadonlyMap<string, KeyName> = new Map([
	['A', 'f1'],
	['B', 'f2'],
	['C', 'f3'],
	['D', 'f4'],
	['E', 'f5'],
]);

/** Keypad in application mode, `ESC O j` to `y`: the characters printed on it. */
const KEYPAD: ReadonlyMap<string, string> = new Map(
	Array.from('*+,-./0123456789', (text, index) => [String.fromCodePoint(0x6a + index), text] as const),
);

export function typed(text: string, sequence = text): Key {
	return {name: text === ' ' ? 'space' : 'text', text, ctrl: false, sequence};
}

export function named(name: KeyName, sequence: string): Key {
	return {name, text: '', ctrl: name.startsWith('ctrl-'), sequence};
}

/** The key of one whole escape sequence (`ESC [ ...` or `ESC O ...`), or undefined when it is no key of ours. */
export function keyOfSequence(sequence: string): Key | undefined {
	const linux = /^\u001B\[\[([A-E])$/.exec(sequence)?.[1];
	if (linux !== undefined) return named(LINUX_CONSOLE.get(linux) ?? 'f1', sequence);
	const parts = /^\u001B([[O])(\d*)(?:;(\d+))?([A-Za-z~])$/.exec(sequence);
	if (!parts) return undefined;
	const [, form, number = '', modifier = '', final = ''] = parts;
	if (final === '~') {
		const name = BY_NUMBER.get(number);
		return name && named(name, sequence);
	}
	// Only `1;5A` carries a modifier; a number before a letter is otherwise a report, such as a cursor position.
	if (form === '[' && !(number === '' || (number === '1' && modifier !== ''))) return undefined;
	const keypad = form === 'O' ? KEYPAD.get(final) : undefined;
	if (keypad !== undefined) return typed(keypad, sequence);
	const name = BY_FINAL.get(final);
	if (name === undefined || (name === 'enter' && form === '[')) return undefined;
	return named(name, sequence);
}

/** `ESC 1` to `ESC 9` and `ESC 0`: F1 to F10 where a BMC or a serial line has no function keys, as Midnight Commander takes them. */
export function keyOfDigit(character: string): Key | undefined {
	if (!/^\d$/.test(character)) return undefined;
	return named(BY_DIGIT[Number(character)] ?? 'f10', `\u001B${character}`);
}

const BY_DIGIT = ['f10', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9'] as const;

const CONTROLS: ReadonlyMap<number, KeyName> = new Map<number, KeyName>([
	[0x00, 'ctrl-space'],
	[0x08, 'backspace'],
	[0x09, 'tab'],
	[0x0a, 'enter'],
	[0x0d, 'enter'],
	[0x1c, 'ctrl-\\'],
	[0x1d, 'ctrl-]'],
	[0x1e, 'ctrl-^'],
	[0x1f, 'ctrl-_'],
	[0x7f, 'backspace'],
]);

const LETTERS: readonly Letter[] = [
	...(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'] as const),
	...(['n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'] as const),
];

/** The key of one character that is no part of a sequence; undefined for what no key types (line noise). */
export function keyOfCharacter(character: string): Key | undefined {
	const code = character.codePointAt(0) ?? 0;
	const control = CONTROLS.get(code);
	if (control !== undefined) return named(control, character);
	if (code < 0x20) {
		const letter = LETTERS[code - 1];
		return letter && named(`ctrl-${letter}`, character);
	}
	// C1 controls, and what the decoder puts in place of bytes that are not UTF-8.
	if ((code >= 0x80 && code < 0xa0) || code === 0xfffd) return undefined;
	return typed(character);
}
