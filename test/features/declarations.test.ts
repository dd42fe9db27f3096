import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {allSettings, settingNamed} from '../../src/settings/section.ts';

const settings = [...allSettings(features)];
const words = features.flatMap(({name, legacy = {}}) =>
	Object.entries(legacy).map(([word, key]) => ({word, key, section: name})),
);
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
