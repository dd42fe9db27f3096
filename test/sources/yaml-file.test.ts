/** Answer files: the text of every scalar as it stands, and every mistake with its line. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {readYaml} from '../../src/sources/yaml-file.ts';
import {PW1} from '../settings/hash-samples.ts';
import {free} from '../session/from-declarations.ts';

const all = [...features, free];
const read = (text: string) => readYaml(text, 'site.yaml', all);
const messages = (text: string) => read(text).problems.map(({message}) => message);
const texts = (text: string) => Object.fromEntries(read(text).givens.map(given => [given.setting, given.text]));

describe('scalars', () => {
	it.each([
		['0123', '0123'],
		['on', 'on'],
		['1e3', '1e3'],
		['0x1F', '0x1F'],
		['2026-11-20', '2026-11-20'],
		['52:54:00:12:34:56', '52:54:00:12:34:56'],
		['"a\\tb"', 'a\tb'],
		["'it''s'", "it's"],
		['a b # said', 'a b'],
		['|\n    a\n    b', 'a\nb'],
		['>\n    a\n    b', 'a b'],
		['~', ''],
		['null', ''],
		['"null"', 'null'],
		['', ''],
		['""', ''],
	])('%s is the text %j', (yaml, text) => {
		expect(read(`free:\n  text: ${yaml}\n`)).toMatchObject({givens: [{setting: 'free.text', text}], problems: []});
	});
});

describe('lists', () => {
	it.each([
		['[a, "b,c", 0123]', 'a,b%2Cc,0123'],
		['\n    - a\n    - b%25', 'a,b%2525'],
		['a,b', 'a,b'],
		['http://x/?y=%41', 'http://x/?y=%2541'],
		['[]', ''],
		['', ''],
	])('%s is the text %s', (yaml, text) => {
		expect(read(`free:\n  list: ${yaml}\n`)).toMatchObject({givens: [{text}], problems: []});
	});
});

describe('the file', () => {
	it('may be empty, have a byte order mark, and line ends of another system', () => {
		for (const empty of ['', '\n', '# nothing\n', '---\n', '\uFEFF'])
			expect(read(empty)).toEqual({givens: [], problems: []});
		expect(texts('\uFEFFnetwork:\r\n  vlan: 20\r\n  dns:\r\n    - 192.0.2.1\r\n')).toEqual({
			'network.vlan': '20',
			'network.dns': '192.0.2.1',
		});
	});

	it('may give a setting by its full name, and leave a section empty', () => {
		expect(texts('network.vlan: 20\nstorage:\naccess: {}\n')).toEqual({'network.vlan': '20'});
	});

	it('names the line of each answer', () => {
		expect(read('# one\nnetwork:\n  vlan: 20\n').givens[0]?.source).toEqual({
			rank: 'file',
			name: 'site.yaml line 3',
		});
	});

	it('may be a store', () => {
		expect(texts('version: 1\nnetwork:\n  vlan: 20\nprovenance:\n  network.vlan: typed here\n')).toEqual({
			'network.vlan': '20',
		});
	});

	it('may use an anchor for a value, but not for a bomb', () => {
		expect(texts('free:\n  text: &x a\n  defaulted: *x\n')).toEqual({'free.text': 'a', 'free.defaulted': 'a'});
		expect(messages(`free:\n  text: &x a\n  list: [${'*x,'.repeat(150)}]\n`).join()).toContain(
			'one alias too many',
		);
		expect(messages('free:\n  text: *nowhere\n').join()).toMatch(/line 2: .*nowhere/);
	});
});

describe('mistakes', () => {
	it.each([
		[
			'network:\n  vlam: 20\n',
			'site.yaml line 2: "network.vlam" (given as "20") is not a setting; did you mean network.vlan?',
		],
		['acess:\n  x: 1\n', 'site.yaml line 1: "acess" is not a section; did you mean access?'],
		['vlan: 20\n', 'site.yaml line 1: "vlan" (given as "20") is not a section; did you mean network.vlan?'],
		[
			'storage:\n  vlan: 20\n',
			'site.yaml line 2: "storage.vlan" (given as "20") is not a setting; did you mean network.vlan?',
		],
		[
			'network:\n  vlan: 20\n  vlan: 30\n',
			'site.yaml line 3: "network.vlan" was given in line 2 already; keep one of them',
		],
		[
			'network:\n  vlan: 20\nnetwork:\n  mtu: 9000\n',
			'site.yaml line 3: "network" was given in line 1 already; keep one of them',
		],
		[
			'network.vlan: 20\nnetwork:\n  vlan: 30\n',
			'site.yaml line 3: "network.vlan" was given in line 1 already; keep one of them',
		],
		[
			'network:\n  vlan: [20, 30]\n',
			'site.yaml line 2: network.vlan takes one value and this is a list of 2; write it as vlan: VALUE',
		],
		[
			'network:\n  vlan:\n    id: 20\n',
			'site.yaml line 2: network.vlan takes one value and this is a group of keys',
		],
		['network:\n  dns:\n    - [a]\n', 'site.yaml line 3: an item of network.dns is a list of 1; give plain values'],
		[
			'network:\n  dns: [192.0.2.1, ""]\n',
			'site.yaml line 2: network.dns has an empty item; give a value or leave the line out',
		],
		[
			'network: 20\n',
			'site.yaml line 1: network is a section of settings and this is one value; put its settings under it, indented',
		],
		[
			'- network\n',
			'site.yaml line 1: the file holds a list of 1 and not sections of settings; begin with one, as in network:',
		],
		[
			'network\n',
			'site.yaml line 1: the file holds one value and not sections of settings; begin with one, as in network:',
		],
		['network:\n  ? [a]\n  : b\n', 'site.yaml line 2: a key here is not a name; give names as in network:'],
		[
			'network:\n  vlan: !!int 20\n',
			'site.yaml line 2: network.vlan has the tag tag:yaml.org,2002:int; leave it out: a setting says itself what it is',
		],
		[
			'network:\n  vlan: 20\n---\nstorage: {}\n',
			'site.yaml line 3: "---": the file holds several documents; keep one, without a second ---',
		],
		['network:\n\tvlan: 20\n', 'site.yaml line 2: "vlan: 20": a tab stands where blanks must; indent with blanks'],
		[
			'network:\n  vlan 20\n  mtu: 9000\n',
			'site.yaml line 2: "vlan 20": the line is neither a setting nor part of one; write name: value',
		],
		[
			'network:\n  hostname: a: b\n',
			'site.yaml line 2: "hostname: a: b": a value holds a colon and a blank, or the indentation is off; put the value in quotes',
		],
		[
			'network:\n  vlan: "20\n',
			'site.yaml line 2: "vlan: "20": a character is missing; close every quote and bracket, and end each key with a colon and a blank',
		],
		[
			'version: 2\n',
			'site.yaml line 1: "2" is not a version of the file that can be read; this hostwright reads version 1, so a newer one wrote it',
		],
		['version: one\n', 'site.yaml line 1: "one" is not a version of the file that can be read; give 1'],
	])('in %j', (yaml, message) => {
		expect(messages(yaml)).toEqual([message]);
	});

	it.each(['__proto__:\n  x: 1\n', 'constructor: 1\n', 'network:\n  __proto__: 1\n', 'network:\n  toString: 1\n'])(
		'may be hostile: %j',
		yaml => {
			expect(read(yaml).givens).toEqual([]);
			expect(messages(yaml).join()).toMatch(/is not a (section|setting); hostwright reference lists them all$/);
		},
	);

	it('never show a secret', () => {
		for (const yaml of [
			`access:\n  adminPasword: ${PW1}\n`,
			'access:\n  adminPassword: hunter2: x\n',
			'access:\n  adminPassword: [hunter2]\n',
			`acess: ${PW1}\n`,
			'access:\n  adminPassword: hunter2\n\tx\n',
		]) {
			expect(read(yaml).problems.length).toBeGreaterThan(0);
			expect(JSON.stringify(read(yaml).problems)).not.toMatch(/hunter2|BOw\/nV5aU2/);
		}
	});

	it('may hold brackets within words, however many', () => {
		const serial = `serial:${'['.repeat(6000)}`;
		expect(messages(`storage:\n  disks:\n    - ${serial}\n`)).toEqual([]);
	});

	it('of a million brackets, or of more than a mebibyte, are said at once', () => {
		expect(messages('['.repeat(1_000_000)).join()).toContain('1000000 opening brackets');
		expect(messages('{"a":'.repeat(6000)).join()).toContain('6000 opening brackets');
		expect(messages('{a: '.repeat(6000)).join()).toContain('6000 opening brackets');
		expect(messages(`network: {"a":x${'{"x":'.repeat(100_000)}`).join()).toContain('site.yaml');
		expect(messages('['.repeat(5000)).join()).toMatch(/^site.yaml( line 1)?: /);
		expect(messages(`a: ${'x'.repeat(1024 * 1024)}`).join()).toContain('at most 1048576');
	});

	it('are sentences, whatever the file holds', () => {
		const good = 'version: 1\nnetwork:\n  vlan: 20\n  dns: [192.0.2.1, "b"]\naccess:\n  sshKeys:\n    - a\n';
		const junk = fc.string({unit: fc.constantFrom(...Array.from('ab: \n-[]{}&*!|>\'"%@`#?,~\t')), maxLength: 12});
		const damaged = fc
			.tuple(fc.nat({max: good.length}), fc.nat({max: 6}), junk)
			.map(([at, gone, more]) => good.slice(0, at) + more + good.slice(at + gone));
		fc.assert(
			fc.property(fc.oneof(damaged, fc.string({unit: 'binary'}), junk), yaml => {
				for (const {message} of read(yaml).problems) {
					expect(message).toMatch(/^site\.yaml( line \d+)?: ./);
					expect(message).not.toMatch(/undefined|\[object|\bat .*:\d+:\d+|RangeError|TypeError/);
				}
			}),
			{numRuns: 2000},
		);
	});
});
