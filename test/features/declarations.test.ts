import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {wrapLines} from '../../src/tui/widgets/wrap.ts';
import {features} from '../../src/features/index.ts';
import {gather} from '../../src/session/answers.ts';
import {reference} from '../../src/session/reference.ts';
import {allSettings, settingNamed} from '../../src/settings/section.ts';
import {Doors} from '../session/doors.ts';
import {takes} from '../session/from-declarations.ts';
import {GRUB, PW1} from '../settings/hash-samples.ts';

const settings = [...allSettings(features)];
const words = features.flatMap(({name, legacy = {}}) =>
	Object.entries(legacy).map(([word, key]) => ({word, key, section: name})),
);
const doors = new Doors(features);

/** What people type where something else is meant. */
const MISTAKES: readonly string[] = [
	...[
		'x y',
		'???',
		'-1',
		'99999999',
		'192.0.2.999',
		'1.2.3.4/99',
		'[',
		'host_7',
		'a,,b',
		'yes please',
		'$6$x',
		'adminpw',
		'10.5G',
	],
	...[
		'http://a b',
		'file:///x',
		'/../x',
		'sda',
		'52:54:00:12:34',
		'eth0:1',
		'2001:db8::1:514',
		'log:99999',
		'a\nb',
		'user@',
		'"open',
		'root=/dev/sda1',
	],
];
const TYPED = {rank: 'typed', name: 'typed here'} as const;
/** At 80 columns a form has as many beside the mark of a problem (src/tui/fields/field.tsx). */
const FORM_COLUMNS = 71;

const oneSentence = /^[A-Z][^\n]*[^.]\.$/;

describe('every setting', () => {
	it('is declared in the order of menus', () => {
		expect(features.map(({name}) => name)).toEqual([
			'lifecycle',
			'storage',
			'access',
			'network',
			'keyboard',
			'boot',
			'time',
			'logging',
			'kdump',
			'iscsi',
			'nfs',
			'monitoring',
			'performance',
			'engine',
		]);
		expect(settings.length).toBeGreaterThan(50);
	});

	it.each(settings)('$name has a label that fits, and one sentence of help', ({setting}) => {
		expect(setting.label.length).toBeGreaterThan(1);
		expect(setting.label.length).toBeLessThanOrEqual(28);
		expect(setting.help).toMatch(oneSentence);
	});

	it.each(settings)('$name shows an example or has a default', ({setting}) => {
		expect(setting.example || setting.default || setting.fact).toBeTruthy();
	});

	it.each(settings)('$name reads its own example and default, and writes what it read', ({setting}) => {
		const texts = [setting.example, setting.default].filter(text => text !== undefined);
		for (const text of setting.kind === 'secret' ? [] : texts) {
			expect(setting.parse(setting.format(setting.parse(text)))).toEqual(setting.parse(text));
		}
	});

	it.each(settings.filter(({setting}) => setting.options))('$name says each choice in words', ({setting}) => {
		for (const words of Object.values(setting.options ?? {})) expect(words).toMatch(/^[A-Z0-9]/);
		expect(Object.keys(setting.options ?? {})).toContain(setting.default);
	});

	it.each(settings)('$name stands in every reference', ({name, short, section}) => {
		expect(reference('markdown')).toContain(`| \`${name}\` |`);
		expect(reference('man')).toContain(`.B ${name}\n`);
		expect(JSON.parse(reference('schema') ?? '')).toMatchObject({
			properties: {[section.name]: {properties: {[short]: {}}}, [name]: {}},
		});
	});

	it.each(settings)('$name goes through every door', ({name, setting}) => {
		const samples = [setting.example, setting.default, ...Object.keys(setting.options ?? {}), '512', PW1, GRUB];
		const taken = samples.filter(text => text !== undefined && takes(setting, text));
		expect(taken).not.toEqual([]);
		for (const text of taken) doors.through(doors.byLine(`hostwright.${name}="${text}"`));
	});

	it.each(settings)('$name says in two lines of a form what is wrong', ({name, setting}) => {
		const wrong = MISTAKES.filter(text => !takes(setting, text));
		expect(wrong.length).toBeGreaterThan(2);
		for (const text of wrong) {
			const {problems} = gather({features, configs: [], typed: [{setting: name, text, source: TYPED}]});
			const message =
				problems.find(({setting: about, level}) => about === name && level === 'error')?.message ?? '';
			expect(message).toMatch(/^".+; \S/);
			expect(wrapLines([message], FORM_COLUMNS).length, message).toBeLessThanOrEqual(2);
		}
	});

	it('acts once only where that is meant', () => {
		expect(settings.filter(({setting}) => setting.once).map(({name}) => name)).toEqual([
			'lifecycle.action',
			'lifecycle.unattended',
			'lifecycle.afterwards',
			'lifecycle.delay',
			'lifecycle.rescue',
			'lifecycle.pause',
			'storage.expect',
			'storage.wipeFakeraid',
		]);
	});

	it('keeps what can open a door as a secret', () => {
		expect(settings.filter(({setting}) => setting.kind === 'secret').map(({name}) => name)).toEqual([
			'access.adminPassword',
			'access.rootPassword',
			'access.bootMenuPassword',
			'iscsi.chapPassword',
			'engine.rootPassword',
		]);
	});
});

describe('every legacy word', () => {
	it('belongs to one section', () => {
		const names = words.map(({word}) => word);
		expect(new Set(names).size).toBe(names.length);
	});

	it.each(words)('$word has a grammar and one sentence of help', ({key}) => {
		expect(key.grammar).not.toBe('');
		expect(key.help).toMatch(oneSentence);
	});

	it.each(words)(
		'$word answers whatever it is given: declared settings, whole sentences, no exception',
		({key, word}) => {
			const hostile = fc.oneof(
				fc.constant(undefined),
				fc.constantFrom(
					'',
					':',
					'::',
					':::::::::',
					'[',
					'[]',
					']',
					',',
					';',
					'=',
					'%',
					'$(reboot)',
					'../..',
					'__proto__',
					'-1',
				),
				fc.constantFrom(
					'constructor',
					'0',
					'1',
					'no',
					'`id`',
					'1e9',
					'[::1',
					'[::1]:',
					'::ffff:1.2.3.4',
					'a'.repeat(300),
				),
				fc.string(),
				fc.string({unit: 'binary'}),
			);
			fc.assert(
				fc.property(
					hostile,
					fc.dictionary(fc.constantFrom('ip', 'bond', 'vlan', 'bridge', 'netmask'), fc.array(hostile)),
					(value, others) => {
						const line = {
							all: (name: string) =>
								name === word ? [value] : Object.hasOwn(others, name) ? (others[name] ?? []) : [],
						};
						const {settings: given = {}, errors = [], warnings = []} = key.read(value, line);
						for (const [name, text] of Object.entries(given)) {
							expect(settingNamed(features, name), name).toBeDefined();
							expect(typeof text).toBe('string');
						}
						for (const sentence of [...errors, ...warnings])
							expect(sentence).not.toMatch(/undefined|\[object|invalid/i);
					},
				),
				{numRuns: 150},
			);
		},
	);
});
