/** Three doors, one room: kernel line, answer file and kernel line again come to the same answers, for every setting there is. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Feature} from '../../src/features/feature.ts';
import {features} from '../../src/features/index.ts';
import type {Gathered} from '../../src/session/answers.ts';
import {wrongText} from '../../src/session/answers.ts';
import {allSettings} from '../../src/settings/section.ts';
import {encodeValue} from '../../src/sources/kernel-words.ts';
import type {Said} from './from-declarations.ts';
import {PW1} from '../settings/hash-samples.ts';
import {Doors, unread} from './doors.ts';
import {free, sayings} from './from-declarations.ts';

const all: readonly Feature[] = [...features, free];
const doors = new Doors(all);
const byLine = (line: string) => doors.byLine(line);

/** The same value as a person, a boot menu or a boot loader's variable would write it. */
const wordOf = ({named, text}: Said, style: number): string => {
	const key = `hostwright.${named.name}`;
	const value = encodeValue(text, named.setting.kind === 'list');
	const plain = value.startsWith('"') ? value.slice(1, -1) : value;
	if (plain.includes('\\') && style > 1) return `${key}=${value}`;
	return (
		[
			`${key}=${value}`,
			`"${key}=${plain}"`,
			`${key}="${plain}"`,
			String.raw`\"${key}=${plain}\"`,
			String.raw`${key}=\"${plain}\"`,
		][style] ?? ''
	);
};

class Counts {
	readonly #counts = new Map<string, number>();
	add(name: string): void {
		this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
	}
	get lines(): readonly string[] {
		return [...this.#counts].map(([name, count]) => `${name} ${count}`);
	}
	rare(names: readonly string[]): readonly string[] {
		return names.filter(name => (this.#counts.get(name) ?? 0) < 20);
	}
}

const sizeOf = (items: unknown) =>
	Array.isArray(items) ? (['list of 0', 'list of 1'][items.length] ?? 'list of many') : '';

describe('three doors', () => {
	it('agree about every setting, kind, list and quoted value', () => {
		const counts = new Counts();
		const names = [...allSettings(all)].map(({name}) => name);
		const styles = fc.array(fc.nat({max: 4}), {minLength: names.length, maxLength: names.length});
		fc.assert(
			fc.property(sayings(all), styles, (said, style) => {
				const line = said.map((each, index) => wordOf(each, style[index] ?? 0)).join(' ');
				const first = byLine(line);
				expect(unread(first)).toEqual([]);
				const out = doors.through(first);
				for (const {named, text, quoted} of said) {
					counts.add(named.name);
					counts.add(named.setting.kind);
					if (named.setting.kind === 'list') counts.add(sizeOf(named.setting.parse(text)));
					if (quoted) counts.add('quoted value');
				}
				if (out.line.includes('="')) counts.add('line with a quoted value');
			}),
			{numRuns: 150},
		);
		console.log(`three doors: ${counts.lines.join(', ')}`);
		const kinds = ['text', 'secret', 'choice', 'flag', 'number', 'list'];
		const sizes = ['list of 0', 'list of 1', 'list of many', 'quoted value', 'line with a quoted value'];
		expect(counts.rare([...names, ...kinds, ...sizes])).toEqual([]);
	});

	it('agree about every word of the ancestor', () => {
		const counts = new Counts();
		const words = all.flatMap(({legacy = {}}) => Object.keys(legacy));
		const word = fc.oneof(...words.map(key => fc.constantFrom(...wordsThatRead(key))));
		fc.assert(
			fc.property(fc.array(word, {minLength: 1, maxLength: 8}), said => {
				const first = byLine(said.map(({written}) => written).join(' '));
				fc.pre(readsWhole(first));
				for (const {key} of said) counts.add(key);
				doors.through(first);
			}),
			{numRuns: 1200},
		);
		console.log(`words of the ancestor: ${counts.lines.join(', ')}`);
		expect(counts.rare(words)).toEqual([]);
	});
});

/** Every answer parses; rules over several values may still object. */
const readsWhole = ({answers}: Gathered) => [...answers.values()].every(answer => wrongText(all, answer) === undefined);

/** Values in the grammar of the ancestor and of dracut. */
const LEGACY_VALUES: readonly string[] = [
	...[
		'',
		'0',
		'1',
		'no',
		'yes',
		'true',
		'30',
		'512',
		'1500',
		'link',
		'off',
		'dhcp',
		'auto',
		'bridged',
		'direct',
		'debug',
		'pre-reboot',
		'de-latin1',
	],
	...[
		'01-52-54-00-12-34-56',
		'52-54-00-12-34-56',
		'eno1',
		'bond0',
		'192.0.2.10',
		'255.255.255.0',
		'192.0.2.53,192.0.2.54',
		'h7.example.org',
	],
	...[
		'192.0.2.10:192.0.2.2:192.0.2.1:255.255.255.0',
		'192.0.2.10::192.0.2.1:24:h7:eno1:none',
		'eno1:dhcp',
		'20',
		'20:eno1',
		'eth0.5:eth0',
		'br0:eno1',
	],
	...[
		'bond0:eno1,eno2',
		'bond0:eno1,eno2:mode=802.3ad,miimon=100',
		':4096::256:2048:-1',
		'4096,Swap:2048,Logging',
		'Swap,aes;Swap2',
		'0.5',
	],
	...[
		'ata:X;usb:ALL',
		'scsi',
		'/dev/sda,/dev/sdb;/dev/sdc',
		'ttyS0,115200n8',
		'https://boot.example.org/x?y=%41,z',
		PW1,
	],
	...[
		'[2001:db8::1]:514',
		'log.example.org:6514',
		'weekly',
		'files.example.org:/var/crash',
		'kdump@files.example.org',
		'/root/.ssh/kdump_id_rsa',
		'1G-4G:192M,4G-:256M',
		'iqn.2026-11.org.example:lun1',
		'ab'.repeat(20),
		'None',
	],
];

/** The ways to write a legacy word that lead to answers which parse. */
function wordsThatRead(key: string): ReadonlyArray<{readonly key: string; readonly written: string}> {
	const ways = [key, ...LEGACY_VALUES.map(value => `${key}=${value}`)].map(written => ({key, written}));
	return ways.filter(({written}) => {
		const read = byLine(written);
		return readsWhole(read) && unread(read).length === 0;
	});
}
