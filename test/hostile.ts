/**
 * Hostile texts: what an attacker or an accident puts where a value belongs. Any of them, for doors that must answer with a sentence;
 * and those that a setting takes all the same, for files that must quote them.
 */
import fc from 'fast-check';
import type {Arbitrary} from 'fast-check';
import type {AnySetting} from '../src/settings/setting.ts';

/** The longest text: bounds the time of a case. */
export const LONGEST = 4096;

/** Repeats what a rule may look at again and again, and then disappoints it. */
const long = (unit: string, end = '') => unit.repeat(Math.floor((LONGEST - end.length) / unit.length)) + end;

/** By what they aim at. */
export const HOSTILE: Readonly<Record<string, readonly string[]>> = {
	quotes: ['"', "'", '""', "''", '"x"', String.raw`\"`, String.raw`\\`, "'; x='", '"; x="', '`', 'a"b\'c`d\\', '«x»'],
	shell: [
		...['$(reboot)', '`reboot`', '${IFS}', '$HOME', '; reboot', '&& reboot', '| tee /etc/shadow', '> /etc/shadow'],
		...['~root', '*', '?', '!!', '{a,b}', '-rf', '--', '-oProxyCommand=reboot', 'x;y', 'x&', '#x', 'x #y'],
	],
	lines: [
		'\n',
		'a\nb',
		'x\r\ny',
		'x\ry',
		'x\n[connection]\nid=evil',
		'x\n\nroot ALL=(ALL) NOPASSWD: ALL',
		'\tx',
		'x\n.\nx',
	],
	templates: [
		'%n%s%d',
		'%0A',
		'%22',
		'%2C',
		'%00',
		'%%',
		'%',
		'{{7*7}}',
		'<b>x</b>',
		'&amp;',
		'@DISK@',
		'$&',
		'$1',
		'|x|',
	],
	terminal: ['\u001b[2J\u001b[H', '\u001b]0;x\u0007', '\u009b1m', 'a\bb', '\u007f', '\u000e', '\u001b[6n', '\u001bc'],
	unseen: [
		...[
			'\0',
			'a\0b',
			'\ufeffx',
			'x\u200by',
			'x\u00ady',
			'x\u2028y',
			'x\u2029y',
			'\ud800',
			'x\udc00',
			'\u061cx',
			'x\u0085y',
		],
		...[
			'\u202ex',
			'x\u202dy\u202c',
			'\u2066x\u2069',
			'x\u200fy',
			'\u202a',
			'\u2067\u2068',
			'x\u00a0y',
			'שלום',
			'\u202egpj.exe',
		],
	],
	names: [
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'hasOwnProperty',
		'null',
		'undefined',
		'true',
		'NaN',
		'[object Object]',
	],
	numbers: [
		'-1',
		'-0',
		'00',
		'1e9',
		'0x10',
		'1_000',
		'٣',
		'9'.repeat(30),
		'1.0000000001',
		'Infinity',
		'+1',
		'1,5',
		'½',
		' 1',
	],
	yaml: [
		...[
			'&a',
			'*a',
			'!!js/function x',
			'!t x',
			'{a: b}',
			'[a',
			'- a',
			'# x',
			'a: b',
			'|',
			'>',
			'? x',
			'---',
			'...',
			'%YAML 1.2',
		],
		...['~', '<<: *a', '@x', 'x:', ':x', "'", '"a', '{', '}', ']'],
	],
	paths: [
		'../../etc/shadow',
		'/dev/../etc/shadow',
		'//x',
		'/',
		'.',
		'/proc/self/environ',
		'file:///etc/shadow',
		'C:\\x',
		'/dev/sda*',
	],
	hosts: [
		...[
			'https://user:tulip-password@host.example/',
			'http://[::1',
			'javascript:alert(1)',
			'::::',
			'[::1]:99999',
			'1.2.3.4.5',
		],
		...[
			'host:0',
			'a..b',
			'-a',
			'пример.рф',
			'1.2.3.4/33',
			'fe80::1%eth0',
			'0.0.0.0/0',
			'255.255.255.255',
			'user@host@host',
		],
	],
	lists: [',', ',,', 'a,', ',a', ';', ';;', ':', ':::::::::', 'a,b,a', 'a;b;c', 'x+y+', '='],
	hashes: [
		'$6$x',
		'$1$abcdefgh$0123456789abcdefghijkl',
		`$6$abcdefgh$${'a'.repeat(85)}`,
		'\\$6\\$x',
		'=100000$x',
		'ab01FAX.bQRSU',
	],
	long: [
		...[
			'a',
			'1',
			'.',
			':',
			',',
			'"',
			' ',
			'[',
			'\\',
			'%',
			'-',
			'/',
			'$',
			'a.',
			'a-',
			'1.',
			'ff:',
			'a,',
			'%25',
			'ä',
			'😀',
			'\n',
		].map(unit => long(unit)),
		...['a', '0', '1.', 'ff:', 'a.', ' ', '/', 'a-', '%2'].map(unit => long(unit, '!')),
	],
};

/** Every sample, for a test that must have seen each. */
export const SAMPLES: readonly string[] = Object.values(HOSTILE).flat();

/** Characters that end, open or escape something in one of the formats texts go to. */
const MARKS = Array.from('"\'`\\$%&|;<>(){}[]*?!#~=:,.@+-/ \t\n\r\0\u001b\u009b\u202e\u2066\u200b\u2028aA0ä😀');

/** At most LONGEST characters; empty ones are left out, because empty means something of its own. */
export const hostileText: Arbitrary<string> = fc
	.oneof(
		{weight: 5, arbitrary: fc.constantFrom(...SAMPLES)},
		{weight: 2, arbitrary: fc.string({unit: fc.constantFrom(...MARKS), maxLength: 24})},
		{weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 40})},
		{
			weight: 1,
			arbitrary: fc
				.tuple(fc.constantFrom(...MARKS), fc.nat(LONGEST - 1))
				.map(([mark, count]) => mark.repeat(count + 1)),
		},
	)
	.filter(text => text !== '');

/** A text somebody put before, behind or into a good one, or beside it in a list. */
const spliced = (good: string, bad: string, at: number): string =>
	[
		`${bad}${good}`,
		`${good}${bad}`,
		`${good.slice(0, good.length / 2)}${bad}${good.slice(good.length / 2)}`,
		`${good},${bad}`,
	][at % 4] ?? bad;

const goodOf = ({example, default: standard, options = {}}: AnySetting) =>
	[example, standard, ...Object.keys(options)].filter(text => text !== undefined).filter(text => text !== '');

const takes = (setting: AnySetting, text: string): boolean => {
	try {
		setting.parse(text);
		return true;
	} catch {
		return false;
	}
};

/** The hostile texts a setting takes, from the samples alone and spliced into its own examples: these end in files. */
export function takenHostile(setting: AnySetting): readonly string[] {
	const inside = goodOf(setting).flatMap(good =>
		SAMPLES.flatMap(bad => [0, 1, 2, 3].map(at => spliced(good, bad, at))),
	);
	const listed = setting.kind === 'list' ? SAMPLES.map(sample => setting.format([sample])) : [];
	return [...new Set([...SAMPLES, ...listed, ...inside])].filter(text => takes(setting, text));
}

/** For one setting: any hostile text, its own example with one spliced in, and those it takes. */
export function hostileFor(setting: AnySetting): Arbitrary<string> {
	const good = goodOf(setting);
	const taken = takenHostile(setting);
	const inside = fc.tuple(fc.constantFrom('', ...good), hostileText, fc.nat(3)).map(parts => spliced(...parts));
	return fc
		.oneof(hostileText, inside, ...(taken.length > 0 ? [fc.constantFrom(...taken)] : []))
		.map(text => text.slice(0, LONGEST));
}
