/** How a person finds the way through the screens: by what is written on them. */
import type {SerialConsole} from './serial-console.ts';

export const keys = {
	down: '\u001B[B',
	right: '\u001B[C',
	enter: '\r',
	tab: '\t',
	home: '\u001B[H',
	f2: '\u001BOQ',
	/** Empties a field. */
	clear: '\u0015',
} as const;

/** The line with the focus, of the installer and of setup. */
const focusOf = (screen: readonly string[]) => screen.find(line => FOCUS.test(line));
const FOCUS = /^> |^ {3}>|^[^|]*\| +>/;

/** Where the focus is, whatever is being written there: its line, and the label on it. Undefined while the screen is drawn. */
function placeOf(screen: readonly string[]): string | undefined {
	const line = focusOf(screen);
	return line === undefined ? undefined : `${screen.indexOf(line)} ${line.replace(/(> *\S.*?) {2}.*/, '$1')}`;
}

/** Presses a key and waits for the words. */
export async function press(console: SerialConsole, key: string, words: string | RegExp): Promise<void> {
	await console.type(key);
	await console.shows(words);
}

/** Presses a key until the line with the focus is the wanted one. */
export async function moveTo(console: SerialConsole, key: string, wanted: RegExp): Promise<void> {
	for (let moves = 0; !wanted.test(focusOf(console.screen()) ?? ''); moves += 1) {
		if (moves > 30) throw new Error(`no line that is ${String(wanted)}:\n${console.screen().join('\n')}`);
		const before = placeOf(console.screen());
		await console.type(key);
		await console.until(screen => ![undefined, before].includes(placeOf(screen)), 'the focus to move');
	}
}

/** Writes into the field with this label, over what is in it. */
export async function fill(console: SerialConsole, label: string, text: string): Promise<void> {
	await moveTo(console, keys.tab, new RegExp(`> ${label}`));
	await console.type(`${keys.clear}${text}`);
	await console.until(screen => (focusOf(screen) ?? '').includes(text), `${label} to be ${text}`);
}

/** The same for a password, which shows as asterisks. */
export async function fillSecret(console: SerialConsole, label: string, text: string): Promise<void> {
	await moveTo(console, keys.tab, new RegExp(`> ${label}`));
	await console.type(text);
	await console.until(screen => (focusOf(screen) ?? '').includes('*'.repeat(text.length)), `${label} to be typed`);
}

/** Goes so many words on in a choice, which then shows these. */
export async function choose(console: SerialConsole, label: string, words: string, steps = 1): Promise<void> {
	await moveTo(console, keys.tab, new RegExp(`> ${label}`));
	await console.type(keys.right.repeat(steps));
	await console.until(screen => (focusOf(screen) ?? '').includes(`< ${words} >`), `${label} to be ${words}`);
}
