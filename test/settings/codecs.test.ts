/** Every kind is one text codec: what it reads it writes and reads again, and what it cannot read it says in one way. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {allSettings, canonical} from '../../src/settings/section.ts';
import type {AnySetting} from '../../src/settings/setting.ts';
import {choice, flag, Invalid, list, number, secret, text} from '../../src/settings/setting.ts';

const words = {label: 'Label', help: 'Help.'};
const kinds: Readonly<Record<string, AnySetting>> = {
	text: text(words),
	secret: secret(words),
	choice: choice({...words, options: {a: 'A', 'b c': 'B'}, default: 'a'}),
	flag: flag(words),
	number: number({...words, min: 0, max: 4094, also: [-1]}),
	ratio: number({...words, min: 0, max: 1000, fractional: true}),
	list: list(words),
};
const declared = Object.fromEntries([...allSettings(features)].map(({name, setting}) => [name, setting]));
const all = Object.entries({...kinds, ...declared});

const hostile = fc.oneof(
	fc.string({unit: 'binary', maxLength: 60}),
	fc.string({
		unit: fc.constantFrom('%', '2', 'C', '5', ',', '"', '\\', ' ', '\n', '$', '=', ':', '.', '-', '0', 'a'),
		maxLength: 30,
	}),
	fc.constantFrom(
		'constructor',
		'__proto__',
		'toString',
		'hasOwnProperty',
		'0123',
		'1e3',
		'-0',
		'٣',
		'1_000',
		' 1',
		'0x10',
	),
);

/** What a setting makes of a text: its value, or the Invalid it threw; anything else it throws is a failure. */
function reading(setting: AnySetting, raw: string): {value: unknown} | {invalid: Invalid} {
	try {
		return {value: setting.parse(raw)};
	} catch (error) {
		if (error instanceof Invalid) return {invalid: error};
		throw error;
	}
}

describe('every kind and every setting', () => {
	it.each(all)('%s reads what it writes, and throws nothing but Invalid', (_name, setting) => {
		fc.assert(
			fc.property(hostile, raw => {
				const read = reading(setting, raw);
				if ('value' in read) {
					expect(setting.parse(setting.format(read.value))).toEqual(read.value);
					expect(canonical(setting, canonical(setting, raw))).toBe(canonical(setting, raw));
				} else {
					expect(read.invalid.message).toContain(setting.kind === 'secret' ? '[secret]' : '"');
					expect(read.invalid.message).toMatch(/; ./);
				}
			}),
			{numRuns: 300},
		);
	});

	it.each(all.filter(([, {kind}]) => kind === 'secret'))('%s never shows what it was given', (_name, setting) => {
		const read = reading(setting, 'hunter2\u0000');
		expect('invalid' in read && read.invalid.message).not.toContain('hunter2');
	});
});

describe('numbers', () => {
	it.each([
		['0', 0],
		['4094', 4094],
		['020', 20],
		['-1', -1],
	])('reads %s', (raw, value) => {
		expect(kinds['number']?.parse(raw)).toBe(value);
	});

	it.each(['', ' 1', '1.5', '4095', '-2', '1e3', '0x10', '+1', '99999999999999999999'])('refuses "%s"', raw => {
		expect(() => kinds['number']?.parse(raw)).toThrow(
			`"${raw}" is not a number that fits; give a whole number from 0 to 4094 or -1`,
		);
	});

	it('writes small fractions without an exponent', () => {
		expect(kinds['ratio']?.format(0.000000001)).toBe('0.000000001');
		expect(kinds['ratio']?.format(0.5)).toBe('0.5');
	});
});

describe('flags', () => {
	it.each(['yes', '1', 'true', 'on', 'YES', 'On'])('%s is yes', raw => {
		expect(kinds['flag']?.parse(raw)).toBe(true);
	});
	it.each(['no', '0', 'false', 'off'])('%s is no', raw => {
		expect(kinds['flag']?.parse(raw)).toBe(false);
	});
});

describe('choices', () => {
	it.each(['constructor', '__proto__', 'toString', 'A', ''])('refuses "%s"', raw => {
		expect(() => kinds['choice']?.parse(raw)).toThrow('give a, b c');
	});
});

describe('lists', () => {
	it('take as many items as anybody means, and show the start of more', () => {
		const ports = (count: number) => Array.from({length: count}, (_, index) => `e${index}`).join(',');
		expect(list(words).parse(ports(1000))).toHaveLength(1000);
		expect(() => list(words).parse(ports(1001))).toThrow(
			'"e0,e1,e2,e3,e4,e5,e6,e7,e8,e9,e10,e11,e1..." has 1001 items; give at most 1000',
		);
	});
	it('reads items between commas, with both escapes', () => {
		expect(kinds['list']?.parse('a, b%2Cc,%2525')).toEqual(['a', 'b,c', '%25']);
	});
	it('is empty when the text is', () => {
		expect(kinds['list']?.parse('')).toEqual([]);
	});
	it('refuses an empty item', () => {
		expect(() => kinds['list']?.parse('a,,b')).toThrow('"a,,b" has an empty item');
	});
});
