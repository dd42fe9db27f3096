/** The kernel line: words, quotes, escapes, and what becomes of words that are not ours. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {merge, textOf} from '../../src/settings/answers.ts';
import {readKernelLine} from '../../src/sources/kernel-line.ts';
import {decodeValue, encodeValue, splitKernelLine} from '../../src/sources/kernel-words.ts';
import {PW1} from '../settings/hash-samples.ts';
import {free} from '../session/from-declarations.ts';

const all = [...features, free];
const read = (line: string) => readKernelLine(line, all);
const said = (line: string, setting: string) => textOf(merge(read(line).givens), setting);
const messages = (line: string) => read(line).problems.map(({level, message}) => `${level}: ${message}`);

describe('words', () => {
	it.each([
		[
			'a=b c',
			[
				['a', 'b'],
				['c', undefined],
			],
		],
		[
			'  a\tb\nc ',
			[
				['a', undefined],
				['b', undefined],
				['c', undefined],
			],
		],
		[
			'x="a b" y',
			[
				['x', 'a b'],
				['y', undefined],
			],
		],
		[
			'"x=a b" y',
			[
				['x', 'a b'],
				['y', undefined],
			],
		],
		[
			String.raw`x=\"a b\" y`,
			[
				['x', 'a b'],
				['y', undefined],
			],
		],
		[
			String.raw`\"x=a b\" y`,
			[
				['x', 'a b'],
				['y', undefined],
			],
		],
		['x=a"b c"d', [['x', 'a"b c"d']]],
		[
			String.raw`x="a\" y`,
			[
				['x', 'a\\'],
				['y', undefined],
			],
		],
		['x==y', [['x', '=y']]],
		['x=', [['x', '']]],
		['', []],
	] as const)('of %s', (line, words) => {
		const split = splitKernelLine(line);
		expect(split.words.map(({key, value}) => [key, value])).toEqual(words);
		expect(split.open).toBeUndefined();
	});

	it('go on behind a quote that is never closed', () => {
		const {words, open} = splitKernelLine('x="a b vlan=20');
		expect(open).toBe('x="a');
		expect(words.map(({raw}) => raw)).toEqual(['x="a', 'b', 'vlan=20']);
	});

	it('keep what stands on the line', () => {
		fc.assert(
			fc.property(fc.string({unit: fc.constantFrom(...Array.from('ab= "\\\t')), maxLength: 40}), line => {
				const {words} = splitKernelLine(line);
				expect(
					words
						.map(({raw}) => raw)
						.join('')
						.replaceAll(/\s/g, ''),
				).toBe(line.replaceAll(/\s/g, ''));
			}),
		);
	});
});

describe('values of prefixed keys', () => {
	it('come back as they were, whatever they hold', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', minLength: 1}), text => {
				const value = encodeValue(text, false);
				const [word, ...rest] = splitKernelLine(`k=${value}`).words;
				expect(rest).toEqual([]);
				expect(decodeValue(word?.value ?? '', false)).toBe(text);
			}),
		);
	});

	it.each([
		['hostwright.free.text=%22a%22%2C%0A%25', '"a",\n%'],
		['hostwright.free.text=%41%2', '%41%2'],
		['hostwright.free.list=a%2Cb,%2522,%22', 'a%2Cb,%2522,"'],
		['hostwright.free.flag', 'yes'],
	])('of %s', (line, text) => {
		const setting = line.split('=')[0]?.slice('hostwright.'.length) ?? '';
		expect(said(line, setting)).toBe(text);
	});

	it('are asked for', () => {
		expect(messages('hostwright.network.vlan')).toEqual([
			'error: "hostwright.network.vlan" has no value; give one, as in hostwright.network.vlan=20',
		]);
	});
});

describe('the last word', () => {
	it.each([
		['vlan=20 hostwright.network.vlan=30', '30'],
		['hostwright.network.vlan=30 vlan=20', '20'],
		['vlan=20 vlan=30', '30'],
		['vlan=20 hostwright.network.vlan=', undefined],
	])('of %s wins', (line, vlan) => {
		expect(said(line, 'network.vlan')).toBe(vlan);
	});

	it.each([
		['nameserver=192.0.2.1 nameserver=192.0.2.2', '192.0.2.1,192.0.2.2'],
		['dns=192.0.2.9 nameserver=192.0.2.1', '192.0.2.9,192.0.2.1'],
		['nameserver=192.0.2.1 dns=192.0.2.9', '192.0.2.9'],
		['nameserver=192.0.2.1 nameserver= nameserver=192.0.2.2', '192.0.2.2'],
	])('of %s adds up where it may be repeated', (line, dns) => {
		expect(said(line, 'network.dns')).toBe(dns);
	});

	it('keeps what it overrode, with its source', () => {
		const answer = merge(read('vlan=20 hostwright.network.vlan=30').givens).get('network.vlan');
		expect(answer?.source.name).toBe('kernel argument hostwright.network.vlan=');
		expect(answer?.overrode).toEqual([{text: '20', source: {rank: 'kernel', name: 'kernel argument vlan='}}]);
	});
});

describe('words nobody knows', () => {
	it('go to the installed host as they stand, in order', () => {
		const line =
			'BOOT_IMAGE=/vmlinuz quiet initrd=/i vlan=20 root=live:x x="a b" ro "y=c d" rootflags=z single mitigations=auto hostwright.slot=A hostwright.image=/x hostwright.disk=y ---';
		expect(read(line).unknown).toEqual(['quiet', 'x="a b"', '"y=c d"', 'mitigations=auto']);
		expect(read(line).problems).toEqual([]);
	});

	it('never hold a hash', () => {
		const {unknown, problems} = read(`hash=${PW1} x=${PW1.slice(3)}`);
		expect(unknown).toEqual([]);
		expect(problems.map(({level, text}) => [level, text])).toEqual([
			['warning', '[secret]'],
			['warning', '[secret]'],
		]);
		expect(JSON.stringify(problems)).not.toContain('BOw/nV5aU2');
	});

	it.each(['adminpwd=tulip', 'ADMINPW=tulip', 'rootpwd=tulip'])(
		'nor show what was meant to be a secret: %s',
		line => {
			const {unknown, problems} = read(line);
			expect(unknown).toEqual([]);
			expect(problems.map(({level, text}) => [level, text])).toEqual([['warning', '[secret]']]);
			expect(JSON.stringify(problems)).not.toContain('tulip');
		},
	);

	it.each([
		[
			'bootif=eno1',
			'warning: "bootif=eno1" is not a word of hostwright; did you mean BOOTIF=? It is neither acted on nor copied to the installed host',
		],
		[
			'storage_int=first',
			'warning: "storage_int=first" is not a word of hostwright; did you mean storage_init=? It is neither acted on nor copied to the installed host',
		],
		[
			'hostwrigth.network.vlan=2',
			'warning: "hostwrigth.network.vlan=2" is not a word of hostwright; did you mean hostwright.network.vlan=? It is neither acted on nor copied to the installed host',
		],
	])('but were meant for us: %s', (line, message) => {
		expect(messages(line)).toEqual([message]);
		expect(read(line).unknown).toEqual([]);
	});

	it.each([
		[
			'hostwright.network.vlam=20',
			'error: "hostwright.network.vlam=20" is not a setting; did you mean hostwright.network.vlan?',
		],
		[
			'hostwright.constructor=1',
			'error: "hostwright.constructor=1" is not a setting; hostwright reference lists them all',
		],
		[
			'hostwright.network.__proto__=1',
			'error: "hostwright.network.__proto__=1" is not a setting; hostwright reference lists them all',
		],
		['hostwright.=1', 'error: "hostwright.=1" is not a setting; hostwright reference lists them all'],
		[
			'hostwright.access.adminPasword=hunter2',
			'error: "hostwright.access.adminPasword=[secret]" is not a setting; did you mean hostwright.access.adminPassword?',
		],
	])('under our prefix are errors: %s', (line, message) => {
		expect(messages(line)).toEqual([message]);
		expect(read(line).unknown).toEqual([]);
	});

	it.each(['constructor', '__proto__=1', 'toString', 'hasOwnProperty=x'])('may be hostile: %s', line => {
		expect(read(line)).toMatchObject({givens: [], problems: [], unknown: [line]});
	});
});

describe('the line as a whole', () => {
	it('is warned about when its end may be missing', () => {
		expect(messages('x'.repeat(1899))).toEqual([]);
		expect(messages('x'.repeat(1900)).join()).toMatch(/^warning: The kernel line has 1900 bytes: .*2048/);
	});

	it('is refused with a quote that is never closed', () => {
		expect(messages('x="a b').join()).toBe('error: The quote in x="a is never closed; close it or leave it out');
		expect(JSON.stringify(read(`adminpw="${PW1} x`).problems)).not.toContain('BOw/nV5aU2');
	});

	it('warns of a secret everybody can read, and of one that was eaten', () => {
		expect(messages('hostwright.free.secret=hunter2').join()).toMatch(/^warning: free.secret stands in plain/);
		expect(messages(`adminpw=${PW1}`)).toEqual([]);
		expect(messages('adminpw=').join()).toMatch(
			/^warning: kernel argument adminpw= is empty and removes access.adminPassword; .*single quotes/,
		);
	});

	it('never throws, whatever it holds, and says sentences', () => {
		const ours = all.flatMap(({name, settings, legacy = {}}) => [
			...Object.keys(legacy),
			...Object.keys(settings).map(short => `hostwright.${name}.${short}`),
		]);
		const junk = fc.string({unit: fc.constantFrom(...Array.from('a0.:,;/-[]%25"\\ $=\u0000ä')), maxLength: 25});
		const word = fc.oneof(
			junk,
			fc.tuple(fc.constantFrom(...ours), junk).map(([key, value]) => `${key}=${value}`),
		);
		fc.assert(
			fc.property(fc.array(word, {maxLength: 8}), words => {
				for (const {message} of read(words.join(' ')).problems) {
					expect(message).not.toMatch(/\binvalid\b|undefined|\bat .*:\d+:\d+|Error/i);
				}
			}),
			{numRuns: 1000},
		);
	});
});
