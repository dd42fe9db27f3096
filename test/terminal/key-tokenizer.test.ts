import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createKeyTokenizer} from '../../src/terminal/key-tokenizer.ts';
import type {Key} from '../../src/terminal/key.ts';

/** The keys of some pieces, with the silence at the end. */
function keysOf(...pieces: ReadonlyArray<string | Uint8Array>): Key[] {
	const tokenizer = createKeyTokenizer();
	const keys = pieces.flatMap(piece => tokenizer.push(typeof piece === 'string' ? Buffer.from(piece) : piece));
	return [...keys, ...tokenizer.flush()];
}

const names = (...pieces: ReadonlyArray<string | Uint8Array>) =>
	keysOf(...pieces).map(key => (key.name === 'text' ? key.text : key.name));

describe('keys that terminals send', () => {
	test.each([
		['linux', '\u001B[[A', 'f1'],
		['linux', '\u001B[[E', 'f5'],
		['linux', '\u001B[17~', 'f6'],
		['linux', '\u001B[1~', 'home'],
		['linux', '\u001B[4~', 'end'],
		['xterm', '\u001BOP', 'f1'],
		['xterm', '\u001BOS', 'f4'],
		['xterm', '\u001B[15~', 'f5'],
		['xterm', '\u001B[24~', 'f12'],
		['xterm', '\u001B[H', 'home'],
		['xterm', '\u001B[F', 'end'],
		['xterm', '\u001BOH', 'home'],
		['xterm, with Ctrl', '\u001B[1;5C', 'right'],
		['xterm, with Shift', '\u001B[15;2~', 'f5'],
		['vt220', '\u001B[23~', 'f11'],
		['vt220', '\u001B[3~', 'delete'],
		['vt220, application keys', '\u001BOA', 'up'],
		['vt100 keypad', '\u001BOM', 'enter'],
		['vt100 keypad', '\u001BOq', '1'],
		['rxvt', '\u001B[7~', 'home'],
		['rxvt', '\u001B[8~', 'end'],
		['all', '\u001B[Z', 'shift-tab'],
		['all', '\u001B[5~', 'page-up'],
		['all', '\u007F', 'backspace'],
		['all', '\b', 'backspace'],
		['all', '\u0001', 'ctrl-a'],
		['all', '\u001A', 'ctrl-z'],
		['all', '\u001C', 'ctrl-\\'],
		['all', '\n', 'enter'],
		['all', '\r', 'enter'],
		['all', ' ', 'space'],
		['all', 'é', 'é'],
	])('%s: %j is %s', (_terminal, bytes, name) => {
		expect(names(bytes)).toEqual([name]);
	});

	test('ESC and a digit are a function key, where a line has none', () => {
		expect(names(...Array.from('1234567890', digit => `\u001B${digit}`))).toEqual(
			Array.from({length: 10}, (_, i) => `f${i + 1}`),
		);
		expect(names('\u001B', '1')).toEqual(['f1']);
	});

	test('every function key is reachable', () => {
		const sent = ['OP', 'OQ', 'OR', 'OS', ...[15, 17, 18, 19, 20, 21, 23, 24].map(n => `[${n}~`)];
		expect(names(...sent.map(rest => `\u001B${rest}`))).toEqual(Array.from({length: 12}, (_, i) => `f${i + 1}`));
	});
});

describe('what lines do to keys', () => {
	test('a sequence that arrives byte by byte is one key', () => {
		expect(names('\u001B', '[', '1', '5', '~')).toEqual(['f5']);
	});

	test('a burst becomes single keys', () => {
		expect(names('ab\u007Fcd\u007F\t\u001B[Bx\r')).toEqual([
			'a',
			'b',
			'backspace',
			'c',
			'd',
			'backspace',
			'tab',
			'down',
			'x',
			'enter',
		]);
	});

	test('a lone ESC is Escape, and only after the silence', () => {
		const tokenizer = createKeyTokenizer();
		expect(tokenizer.push(Buffer.from('\u001B'))).toEqual([]);
		expect(tokenizer.patience).toBe(100);
		expect(tokenizer.flush().map(key => key.name)).toEqual(['escape']);
		expect(tokenizer.patience).toBeUndefined();
	});

	test('keys typed fast after ESC are not lost', () => {
		expect(names('\u001Bq')).toEqual(['escape', 'q']);
		expect(names('\u001B\u001B')).toEqual(['escape', 'escape']);
		expect(names('\u001B\u001B[A')).toEqual(['escape', 'up']);
		expect(names('\u001B\r')).toEqual(['escape', 'enter']);
	});

	test('CR LF is one Enter, however it is split', () => {
		expect(names('a\r\nb')).toEqual(['a', 'enter', 'b']);
		expect(names('\r', '\n')).toEqual(['enter']);
		expect(names('\r\r\n\n')).toEqual(['enter', 'enter', 'enter']);
	});

	test.each(['\u001B[', '\u001B[1;', '\u001BO', '\u001B[[', '\u001B[?62;'])(
		'a truncated sequence %j is dropped, not typed',
		bytes => {
			expect(names(bytes)).toEqual([]);
		},
	);

	test('the key after a torn sequence is kept', () => {
		expect(names('\u001B[1\rx')).toEqual(['enter', 'x']);
		expect(names('\u001B[1\u001B[A')).toEqual(['up']);
		expect(names('\u001B[é')).toEqual(['é']);
	});

	test.each([
		['cursor position report', '\u001B[24;80R'],
		['device attributes', '\u001B[?62;1;6c'],
		['focus in', '\u001B[I'],
		['unknown function key', '\u001B[99~'],
		['endless parameters', `\u001B[${'1;'.repeat(500)}A`],
		['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0xc3])],
		['8-bit controls', '\u009B'],
	])('%s types nothing', (_what, bytes) => {
		expect(names(bytes)).toEqual([]);
	});

	test('a paste is one text: no line break of it presses Enter, no tab leaves the field', () => {
		const paste = '\u001B[200~ssh-ed25519 AAAA\r\nsecond\tline\u001B[A\r\u001B[201~x\r';
		expect(names(paste)).toEqual(['ssh-ed25519 AAAA second line[A', 'x', 'enter']);
		expect(names(...paste)).toEqual(names(paste));
		expect(names('\u001B[200~\r\n\u001B[201~', 'x')).toEqual(['x']);
	});

	test('a paste whose end got lost is text after a longer silence, and keys are keys again', () => {
		const tokenizer = createKeyTokenizer();
		expect(tokenizer.push(Buffer.from('\u001B[200~abc'))).toEqual([]);
		expect(tokenizer.patience).toBe(1000);
		expect(tokenizer.flush().map(key => key.text)).toEqual(['abc']);
		expect(tokenizer.push(Buffer.from('\r')).map(key => key.name)).toEqual(['enter']);
	});

	test('a character split within its UTF-8 bytes is one character', () => {
		const bytes = Buffer.from('記');
		expect(names(bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2))).toEqual(['記']);
	});
});

describe('any bytes', () => {
	/** Mostly what matters: ESC, sequence bytes, controls, text. */
	const byte = fc.oneof(
		fc.constantFrom(0x1b, 0x1b, 0x5b, 0x4f, 0x30, 0x31, 0x32, 0x3b, 0x7e, 0x41, 0x0d, 0x0a, 0x7f),
		fc.integer({min: 0, max: 255}),
	);
	const bytes = fc.array(byte, {maxLength: 60}).map(values => Uint8Array.from(values));

	test('give the same keys however they are split', () => {
		let multi = 0;
		fc.assert(
			fc.property(bytes, fc.array(fc.nat(60), {maxLength: 8}), (all, cuts) => {
				const at = [...new Set(cuts.map(cut => Math.min(cut, all.length)))].sort((a, b) => a - b);
				const pieces = [0, ...at].map((start, index) => all.subarray(start, at[index] ?? all.length));
				if (pieces.length > 2) multi += 1;
				expect(keysOf(...pieces)).toEqual(keysOf(all));
			}),
			{numRuns: 3000},
		);
		expect(multi).toBeGreaterThan(500);
	});

	test('never type a control character, and leave nothing pending after the silence', () => {
		fc.assert(
			fc.property(bytes, all => {
				const tokenizer = createKeyTokenizer();
				const keys = [...tokenizer.push(all), ...tokenizer.flush()];
				for (const key of keys) expect(key.text).not.toMatch(/[\u0000-\u001F\u007F-\u009F\uFFFD]/);
				expect(tokenizer.patience).toBeUndefined();
			}),
			{numRuns: 3000},
		);
	});

	test('typed text arrives whole', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', maxLength: 30}), typed => {
				const clean = typed.replaceAll(/[\u0000-\u001F\u007F-\u009F\uFFFD]/g, '');
				expect(
					keysOf(clean)
						.map(key => key.text)
						.join(''),
				).toBe(clean);
			}),
		);
	});
});
