import {Terminal} from '@xterm/headless';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {textOf} from '../../src/terminal/cell.ts';
import {VirtualScreen} from '../../src/terminal/virtual-screen.ts';

const [COLUMNS, ROWS] = [20, 6];

const small = fc.integer({min: 0, max: 8});
/** Everything Ink sends, in any order, with text that wraps and wide characters that are cut in half. */
const piece = fc.oneof(
	{weight: 4, arbitrary: fc.string({unit: fc.constantFrom(...'abc XYZ'.split('')), minLength: 1, maxLength: 12})},
	{weight: 2, arbitrary: fc.constantFrom('記', 'x記憶y', 'e\u0301', '한국')},
	fc.constantFrom(
		'\n',
		'\r',
		'\b',
		'\u001B[2K',
		'\u001B[K',
		'\u001B[1K',
		'\u001B[J',
		'\u001B[1J',
		'\u001B[2J',
		'\u001B[m',
	),
	fc.tuple(small, fc.constantFrom(...'ABCDEG'.split(''))).map(([count, letter]) => `\u001B[${count || ''}${letter}`),
	fc.tuple(small, small).map(([y, x]) => `\u001B[${y};${x}H`),
	fc.constantFrom('\u001B[7m', '\u001B[1;31m', '\u001B[?25l', '\u001B[?2026h', '\u001B[?2026l'),
);

test('plays any of the sequences Ink sends as xterm does', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(piece, {maxLength: 40}), async pieces => {
			const xterm = new Terminal({
				cols: COLUMNS,
				rows: ROWS,
				allowProposedApi: true,
				scrollback: 0,
				convertEol: true,
			});
			await new Promise<void>(resolve => xterm.write(pieces.join(''), resolve));
			const screen = new VirtualScreen(COLUMNS, ROWS);
			screen.feed(pieces.join(''));
			const lines = Array.from({length: ROWS}, (_, y) =>
				xterm.buffer.active.getLine(y)?.translateToString(false),
			);
			expect(screen.rows.map(textOf)).toEqual(lines);
		}),
		{numRuns: 1000},
	);
});

test('a sequence may be split anywhere', () => {
	fc.assert(
		fc.property(fc.array(piece, {maxLength: 10}), fc.nat(100), (pieces, cut) => {
			const all = pieces.join('');
			// Half of a combined character is a character of its own.
			fc.pre(!/[^\u0000-\u007F]/.test(all));
			const [whole, split] = [new VirtualScreen(COLUMNS, ROWS), new VirtualScreen(COLUMNS, ROWS)];
			whole.feed(all);
			split.feed(all.slice(0, cut));
			split.feed(all.slice(cut));
			expect(split.rows).toEqual(whole.rows);
		}),
	);
});
