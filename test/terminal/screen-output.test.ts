import {Terminal} from '@xterm/headless';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {levelsOf, VT100, type Levels} from '../../src/terminal/levels.ts';
import {ScreenOutput} from '../../src/terminal/screen-output.ts';
import {TtyScreen} from '../../src/terminal/tty-screen.ts';

const COLOURS: Levels = {glyphs: 'unicode', attributes: '256', abilities: VT100, linear: false};
const TERMINALS = ['vt100', 'vt220', 'linux', 'xterm-256color'].map(TERM => ({
	...COLOURS,
	abilities: levelsOf({TERM}).abilities,
}));
const [COLUMNS, ROWS] = [40, 10];

/**
 * A terminal with the size of the test, and what it shows: text, and where it is reverse, bold or underlined. `convertEol`: line
 * feeds also return, as a tty sends them.
 */
function terminal(columns = COLUMNS, rows = ROWS, convertEol = false) {
	const xterm = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0, convertEol});
	const cell = (x: number, y: number) => xterm.buffer.active.getLine(xterm.buffer.active.viewportY + y)?.getCell(x);
	const look = (x: number, y: number) => {
		const at = cell(x, y);
		const text = at?.getChars() || (at?.getWidth() === 0 ? '' : ' ');
		const reverse = `${at?.isInverse() ? 'r' : ''}${at?.getBgColor() ?? ''}`;
		// Bold cannot be seen on a blank.
		return text === ' '
			? `${text}${reverse}`
			: `${text}${reverse}${at?.isBold() ? 'b' : ''}${at?.getFgColor() ?? ''}`;
	};
	return {
		write: async (text: string) => new Promise<void>(resolve => xterm.write(text, resolve)),
		/** All cells but the last, which is never written. */
		looks: () =>
			Array.from({length: rows}, (_, y) =>
				Array.from({length: columns}, (__, x) => (x === columns - 1 && y === rows - 1 ? '' : look(x, y))).join(
					'|',
				),
			),
		lines: () =>
			Array.from({length: rows}, (_, y) => xterm.buffer.active.getLine(y)?.translateToString(true) ?? ''),
	};
}

function filtered(levels = COLOURS, columns = COLUMNS, rows = ROWS) {
	let sent = '';
	const tty = {
		...{columns, rows},
		write(text: string, done: () => void) {
			sent += text;
			done();
		},
		end: (text: string) => void (sent += text),
	};
	const screen = new TtyScreen(tty, levels);
	const output = new ScreenOutput([screen]);
	return {
		output,
		screen,
		tty,
		/** What is sent meanwhile. */
		during(act: () => void) {
			sent = '';
			act();
			return sent;
		},
		/** Plays a frame and returns what was sent for it. */
		async send(text: string) {
			sent = '';
			await new Promise<void>(resolve => void output.write(text, () => resolve()));
			screen.flush();
			return sent;
		},
	};
}

/** The way Ink draws a frame over the one before: erase each line upwards, then write. */
function inkFrame(lines: readonly string[], before: number): string {
	const erase = before === 0 ? '' : `${'\u001B[2K\u001B[1A'.repeat(before - 1)}\u001B[2K\u001B[G`;
	return erase + lines.join('\n');
}

const word = fc.oneof(
	{weight: 6, arbitrary: fc.string({unit: fc.constantFrom(...'abc -XYZ>|'.split('')), minLength: 0, maxLength: 12})},
	{weight: 1, arbitrary: fc.constantFrom('記憶', 'é', 'e\u0301', '한국')},
	{weight: 2, arbitrary: fc.constantFrom('     ', '          ')},
);
const styled = fc
	.tuple(word, fc.constantFrom('', '1', '7', '1;7', '4', '31', '32;1', '44'))
	.map(([text, style]) => (style === '' ? text : `\u001B[${style}m${text}\u001B[0m`));
const width = (line: string) => {
	const plain = line.replaceAll(/\u001B\[[\d;]*m/g, '').normalize('NFC');
	return Array.from(plain).reduce((sum, c) => sum + (/[\u1100-\uFFFF]/.test(c) ? 2 : 1), 0);
};
const line = fc.array(styled, {maxLength: 4}).map(parts => {
	let all = '';
	for (const part of parts) if (width(all + part) <= COLUMNS) all += part;
	return all;
});
const frame = fc.array(line, {minLength: 1, maxLength: ROWS});
/** Frames that change little, as pages do under typing. */
const frames = fc.array(fc.oneof(frame, fc.record({y: fc.nat(ROWS - 1), line})), {minLength: 2, maxLength: 12});

describe('what is on the screen', () => {
	test('equals what Ink would have drawn, over random frames', async () => {
		let compared = 0;
		await fc.assert(
			fc.asyncProperty(frames, fc.constantFrom(...TERMINALS), async (changes, levels) => {
				const [plain, ours] = [terminal(COLUMNS, ROWS, true), terminal()];
				const filter = filtered(levels);
				let lines: string[] = [];
				for (const change of changes) {
					const next = 'y' in change ? lines.map((old, y) => (y === change.y ? change.line : old)) : change;
					const bytes = inkFrame(next.length === 0 ? [''] : next, lines.length);
					await plain.write(bytes);
					await ours.write(await filter.send(bytes));
					expect(ours.looks()).toEqual(plain.looks());
					lines = next.length === 0 ? [''] : next;
					compared += 1;
				}
			}),
			{numRuns: 150},
		);
		expect(compared).toBeGreaterThan(300);
	});

	test('uses only sequences a VT100 has', async () => {
		await fc.assert(
			fc.asyncProperty(frame, frame, async (first, second) => {
				const filter = filtered();
				await filter.send(inkFrame(first, 0));
				const sent = await filter.send(inkFrame(second, first.length));
				const odd = sent.replaceAll(/\u001B\[[\d;]*[mHABCDKr]|\u001B[DM]/g, '');
				expect(odd).not.toContain('\u001B');
			}),
		);
	});

	test('trusts no terminal about where the cursor is after the last column', async () => {
		const filter = filtered();
		await filter.send(inkFrame(['a', 'b'], 0));
		const sent = await filter.send(inkFrame(['x'.repeat(COLUMNS), 'y'], 2));
		expect(sent).toBe(`\u001B[H${'x'.repeat(COLUMNS)}\u001B[2Hy`);
	});

	test('sends nothing for a frame that shows the same', async () => {
		const filter = filtered();
		await filter.send(inkFrame(['one', 'two'], 0));
		expect(await filter.send(inkFrame(['one', 'two'], 2))).toBe('');
	});

	test('never writes the last cell of the screen', async () => {
		const filter = filtered();
		const full = Array.from({length: ROWS}, () => 'x'.repeat(COLUMNS));
		const ours = terminal();
		await ours.write(await filter.send(inkFrame(full, 0)));
		expect(ours.lines().at(-1)).toBe('x'.repeat(COLUMNS - 1));
		expect(ours.lines().at(0)).toBe('x'.repeat(COLUMNS));
	});
});

describe('repairing the screen', () => {
	test('a repaint removes what others wrote, in any attribute and character set', async () => {
		const [ours, filter] = [terminal(), filtered()];
		await ours.write(await filter.send(inkFrame(['one', '', 'three'], 0)));
		const before = ours.looks();
		await ours.write('\u001B[5;5H\u001B[7m\u001B[3;5r\u000E[ 12.3] usb 1-1: new device\n\n\nmore');
		expect(ours.looks()).not.toEqual(before);
		await ours.write(filter.during(() => filter.screen.repaint()));
		expect(ours.looks()).toEqual(before);
	});

	test('after a resize everything that Ink draws is sent', async () => {
		const [ours, filter] = [terminal(30, 5), filtered()];
		await filter.send(inkFrame(['one', 'two'], 0));
		Object.assign(filter.tty, {columns: 30, rows: 5});
		filter.output.resize();
		await ours.write(await filter.send('one\ntwo'));
		expect(ours.lines()).toEqual(['one', 'two', '', '', '']);
		expect([filter.output.columns, filter.output.rows]).toEqual([30, 5]);
	});

	test('a line without a size counts as 80x24', () => {
		const {output} = filtered(COLOURS, 0, 0);
		expect([output.columns, output.rows]).toEqual([80, 24]);
	});

	test('closing leaves plain text, the cursor shown and below the frame', async () => {
		const [ours, filter] = [terminal(), filtered()];
		await ours.write(await filter.send(inkFrame(['one', '\u001B[7mtwo\u001B[0m'], 0)));
		const sent = filter.during(() => filter.screen.close());
		await ours.write(`${sent}$ next`);
		expect(ours.lines().slice(0, 3)).toEqual(['one', 'two', '$ next']);
		expect(sent).toMatch(/\u001B\[\?25h$/);
		expect(ours.looks()[2]).not.toMatch(/\dr|\db/);
	});
});

describe('a line that is busy', () => {
	test('gets only the newest frame when it is free again, and we never wait for it', async () => {
		const ours = terminal();
		const taken: Array<() => void> = [];
		let sent: string[] = [];
		const write = (text: string, done: () => void) => {
			sent.push(text);
			taken.push(done);
		};
		const screen = new TtyScreen({columns: COLUMNS, rows: ROWS, write, end: () => undefined}, COLOURS);
		const output = new ScreenOutput([screen]);
		const frame = (text: string) => {
			output.write(text);
			screen.flush();
		};
		for (const text of ['one', 'two', 'three', 'four']) frame(text);
		expect(sent).toHaveLength(1);
		await ours.write(sent.join(''));
		expect(ours.lines()[0]).toBe('one');
		sent = [];
		taken.shift()?.();
		expect(sent).toHaveLength(1);
		await ours.write(sent.join(''));
		expect(ours.lines()[0]).toBe('four');
	});

	test('two screens of different size show the same page, as large as the smaller', async () => {
		const [small, large] = [filtered(COLOURS, 20, 5), filtered(COLOURS, 40, 10)];
		const output = new ScreenOutput([small.screen, large.screen]);
		expect([output.columns, output.rows]).toEqual([20, 5]);
		output.write('one\ntwo');
		expect(small.during(() => small.screen.flush())).toContain('two');
		expect(large.during(() => large.screen.flush())).toContain('two');
		large.screen.note('tty1 is writing');
		expect(small.during(() => small.screen.flush())).toBe('');
		const ours = terminal();
		await ours.write(large.during(() => large.screen.repaint()));
		expect(ours.lines().filter(line => line !== '')).toEqual(['one', 'two', ' tty1 is writing']);
		output.remove(small.screen);
		expect([output.columns, output.rows]).toEqual([40, 10]);
	});
});

describe('levels', () => {
	test('Ctrl-T goes through plainer looks and comes back to what TERM says', async () => {
		const [ours, filter] = [terminal(), filtered()];
		await ours.write(await filter.send(inkFrame(['│ \u001B[7mé\u001B[0m ─'], 0)));
		const before = ours.looks();
		const seen: string[] = [];
		for (let times = 0; times < 5; times += 1) {
			const sent = filter.during(() => filter.screen.nextLook());
			await ours.write(sent);
			seen.push(sent.slice(sent.lastIndexOf('\u001B[J') + 3));
		}
		expect(seen.slice(0, 4)).toEqual([
			'│ \u001B[7mé\u001B[m ─',
			'\u001B)0\u000Ex \u001B[7m\u000Fe\u001B[m \u000Eq',
			'| \u001B[7me\u001B[m -',
			'| e -',
		]);
		expect(ours.looks()).toEqual(before);
	});

	test.each([
		['38;5;196', '31'],
		['38;5;12', '34'],
		['38;2;250;250;0', '33'],
		['97', '37'],
		['48;5;250', '47'],
		['3', ''],
	])('the 8 colours show %s as %s', async (style, shown) => {
		const filter = filtered({...COLOURS, attributes: '8'});
		const sent = await filter.send(inkFrame([`\u001B[${style}mx`], 0));
		expect(sent).toContain(shown === '' ? '\u001B[Jx' : `\u001B[${shown}mx`);
	});

	test('mono keeps reverse, bold and underline, and drops colours', async () => {
		const filter = filtered({...COLOURS, attributes: 'mono'});
		const sent = await filter.send(
			inkFrame(['\u001B[1;31mred\u001B[0m \u001B[7;44mfocus\u001B[0m \u001B[2mdim\u001B[0m'], 0),
		);
		expect(sent).toContain('\u001B[1mred');
		expect(sent).toContain('\u001B[;7mfocus');
		expect(sent).not.toMatch(/31|44|\u001B\[2m/);
	});

	test('ascii sends no byte above 126 and keeps every column', async () => {
		const [ours, filter] = [terminal(), filtered({...COLOURS, glyphs: 'ascii'})];
		const sent = await filter.send(inkFrame(['│Zoë 記憶│x', '┌──┐ ok'], 0));
		expect(sent).not.toMatch(/[^\u0000-\u007E]/);
		await ours.write(sent);
		expect(ours.lines().slice(0, 2)).toEqual(['|Zoe ????|x', '+--+ ok']);
	});

	test('dec draws lines by the graphics set and goes back for letters', async () => {
		const filter = filtered({...COLOURS, glyphs: 'dec'});
		const sent = await filter.send(inkFrame(['┌──┐ ok'], 0));
		expect(sent).toMatch(/\u000Elqqk \u000Fok$/);
	});
});
