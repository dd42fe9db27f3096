import fc from 'fast-check';
import {expect, test} from 'vitest';
import {cellWidth, fit} from '../../src/terminal/cell-width.ts';
import {createKeyTokenizer} from '../../src/terminal/key-tokenizer.ts';
import {characters, edit, lineOf, type Line} from '../../src/tui/fields/edit-line.ts';
import {seen} from '../../src/tui/fields/window.ts';

/** The line after keys, written as a terminal sends them; `|` is the cursor. */
function typed(bytes: string, from = ''): string {
	let line = lineOf(from);
	for (const key of createKeyTokenizer().push(Buffer.from(bytes))) line = edit(line, key) ?? line;
	const all = characters(line.text);
	return `${all.slice(0, line.cursor).join('')}|${all.slice(line.cursor).join('')}`;
}

const [LEFT, RIGHT, HOME, END, DELETE, BACKSPACE] = [
	'\u001B[D',
	'\u001B[C',
	'\u001B[H',
	'\u001B[F',
	'\u001B[3~',
	'\u007F',
];

test.each([
	['typing', 'abc', '', 'abc|'],
	['typing in the middle', `${LEFT}x`, 'ab', 'ax|b'],
	['Backspace', `ab${BACKSPACE}cd${BACKSPACE}`, '', 'ac|'],
	['Backspace at the start', `${HOME}${BACKSPACE}`, 'ab', '|ab'],
	['Delete takes what is under the cursor', `${HOME}${DELETE}`, 'abc', '|bc'],
	['Delete at the end', DELETE, 'abc', 'abc|'],
	['Home and End', `${HOME}x${END}y`, 'ab', 'xaby|'],
	['Ctrl-A and Ctrl-E', '\u0001x\u0005y', 'ab', 'xaby|'],
	['Ctrl-K', `${LEFT}${LEFT}\u000B`, 'abcd', 'ab|'],
	['Ctrl-U', `${LEFT}\u0015`, 'abcd', '|d'],
	['Ctrl-W', '\u0017', 'one two  ', 'one |'],
	['Ctrl-W on one word', '\u0017', 'one', '|'],
	['Ctrl-D', `${HOME}\u0004`, 'ab', '|b'],
	['Left stops', `${LEFT}${LEFT}${LEFT}`, 'ab', '|ab'],
	['Right stops', RIGHT, 'ab', 'ab|'],
	['a letter with its accent is one', BACKSPACE, 'e\u0301', '|'],
	['an accent joins the letter before', '\u0301', 'e', 'e\u0301|'],
	['wide characters', `${LEFT}x`, '記憶', '記x|憶'],
])('%s', (_what, bytes, from, expected) => {
	expect(typed(bytes, from)).toBe(expected);
});

test('leaves what does not edit to others', () => {
	for (const name of ['up', 'enter', 'escape', 'tab', 'f1', 'ctrl-c', 'page-up'] as const) {
		expect(edit(lineOf('a'), {name, text: '', ctrl: false, sequence: ''})).toBeUndefined();
	}
});

test('the seen part always fits and always shows the cursor', () => {
	const text = fc.string({unit: fc.constantFrom('a', 'b', ' ', '記', 'é'), maxLength: 40});
	fc.assert(
		fc.property(text, fc.nat(45), fc.integer({min: 2, max: 20}), (all, at, width) => {
			const line: Line = {text: all, cursor: Math.min(at, characters(all).length)};
			const {before, at: under, after} = seen(line, width);
			expect(cellWidth(before + under + after)).toBeLessThanOrEqual(width);
			expect(all + ' ').toContain(before + under + after);
			expect(under).toBe(characters(all)[line.cursor] ?? ' ');
		}),
	);
});

test.each([
	['left', 'abc', 5, {}, 'abc  '],
	['right', 'abc', 5, {align: 'right'}, '  abc'],
	['cut', 'abcdef', 4, {}, 'abcd'],
	['cut with a sign', 'abcdef', 5, {more: '...'}, 'ab...'],
	['wide characters are not halved', '記憶', 3, {}, '記 '],
	['narrower than the sign', 'abcdef', 2, {more: '...'}, '..'],
] as const)('fit: %s', (_what, text, width, options, expected) => {
	expect(fit(text, width, options)).toBe(expected);
	expect(cellWidth(fit(text, width, options))).toBe(width);
});
