/** Editing one line of text: pure. Positions count what a person sees as one character (grapheme clusters). */
import type {Key} from '../../terminal/key.ts';

export type Line = {readonly text: string; readonly cursor: number};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

export function characters(text: string): string[] {
	// The usual text has one code unit per character; the segmenter is slow.
	return /^[\u0020-\u007E]*$/.test(text) ? text.split('') : Array.from(segmenter.segment(text), part => part.segment);
}

export function lineOf(text: string): Line {
	return {text, cursor: characters(text).length};
}

type Edit = (before: readonly string[], after: readonly string[]) => readonly [readonly string[], readonly string[]];

/** Where the last word ends and the cursor would go for Ctrl-W. */
function wordStart(before: readonly string[]): number {
	const rest = before.join('').trimEnd();
	return characters(rest.slice(0, rest.lastIndexOf(' ') + 1)).length;
}

/** What is left and right of the cursor after the key: the keys of readline that people know. */
const EDITS: Partial<Record<Key['name'], Edit>> = {
	left: (before, after) => [before.slice(0, -1), [...before.slice(-1), ...after]],
	right: (before, after) => [[...before, ...after.slice(0, 1)], after.slice(1)],
	home: (before, after) => [[], [...before, ...after]],
	end: (before, after) => [[...before, ...after], []],
	backspace: (before, after) => [before.slice(0, -1), after],
	delete: (before, after) => [before, after.slice(1)],
	'ctrl-k': before => [before, []],
	'ctrl-u': (_before, after) => [[], after],
	'ctrl-w': (before, after) => [before.slice(0, wordStart(before)), after],
};
const SAME: Partial<Record<Key['name'], Key['name']>> = {
	'ctrl-a': 'home',
	'ctrl-e': 'end',
	'ctrl-b': 'left',
	'ctrl-f': 'right',
	'ctrl-d': 'delete',
	'ctrl-h': 'backspace',
};

/** The line after a key, or undefined when the key does not edit. An edit that changes nothing still counts as used. */
export function edit(line: Line, key: Key): Line | undefined {
	const all = characters(line.text);
	const at = Math.min(line.cursor, all.length);
	const [before, after] = [all.slice(0, at), all.slice(at)];
	if (key.text !== '') {
		// A combining mark joins the character before it, so count again.
		const head = before.join('') + key.text;
		return {text: head + after.join(''), cursor: characters(head).length};
	}
	const change = EDITS[SAME[key.name] ?? key.name];
	if (!change) return undefined;
	const [head, tail] = change(before, after);
	return {text: [...head, ...tail].join(''), cursor: head.length};
}
