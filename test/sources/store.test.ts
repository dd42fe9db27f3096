/** The saved store: private, whole or untouched, and kept by whoever does not understand it. */
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {gather} from '../../src/session/answers.ts';
import type {Given} from '../../src/settings/answers.ts';
import {openStore, storePath} from '../../src/sources/store.ts';
import {storeText} from '../../src/sources/yaml-format.ts';
import {PW1} from '../settings/hash-samples.ts';

let folder = '';
let file = '';
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'hostwright-store-'));
	file = path.join(folder, 'below', 'settings.yaml');
});
afterEach(() => rmSync(folder, {recursive: true}));

const typed = (setting: string, text: string): Given => ({setting, text, source: {rank: 'typed', name: 'typed here'}});
const saved = () => Object.fromEntries(openStore(features, file).givens.map(({setting, text}) => [setting, text]));
const put = async (text: string) => {
	await openStore(features, file).set([typed('network.mtu', '1500')]);
	writeFileSync(file, text);
};

describe('the store', () => {
	it('is empty and stays absent until something is saved', () => {
		const {givens, problems} = openStore(features, file);
		expect([givens, problems]).toEqual([[], []]);
		expect(existsSync(path.dirname(file))).toBe(false);
	});

	it('keeps what was saved, with its source, readable for its owner alone', async () => {
		await openStore(features, file).set([typed('network.vlan', '20'), typed('network.dns', '192.0.2.1,192.0.2.2')]);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(openStore(features, file).givens).toEqual([
			{setting: 'network.vlan', text: '20', source: {rank: 'store', name: 'typed here'}},
			{setting: 'network.dns', text: '192.0.2.1,192.0.2.2', source: {rank: 'store', name: 'typed here'}},
		]);
		expect(readFileSync(file, 'utf8')).toBe(
			'version: 1\nnetwork:\n  vlan: 20\n  dns:\n    - 192.0.2.1\n    - 192.0.2.2\n' +
				'provenance:\n  network.vlan: typed here\n  network.dns: typed here\n',
		);
	});

	it('changes one setting and leaves the others, their sources too', async () => {
		const line: Given = {
			setting: 'network.vlan',
			text: '20',
			source: {rank: 'kernel', name: 'kernel argument vlan='},
		};
		await openStore(features, file).set([line, typed('network.mtu', '9000')]);
		await openStore(features, file).set([typed('network.mtu', '')]);
		expect(saved()).toEqual({'network.vlan': '20'});
		expect(openStore(features, file).givens[0]?.source.name).toBe('kernel argument vlan=');
	});

	it('never takes what acts in one run only', async () => {
		await openStore(features, file).set([typed('storage.expect', 'any'), typed('network.vlan', '20')]);
		expect(saved()).toEqual({'network.vlan': '20'});
	});

	it('keeps sections it does not know', async () => {
		await put('version: 1\nsnmp:\n  community: x\n');
		await openStore(features, file).set([typed('network.vlan', '20')]);
		expect(readFileSync(file, 'utf8')).toContain('snmp:\n  community: x\n');
	});

	it('reads one that says no version, and says one when it saves', async () => {
		await put('network:\n  vlan: 20\n');
		expect(saved()).toEqual({'network.vlan': '20'});
		await openStore(features, file).set([typed('network.mtu', '9000')]);
		expect(readFileSync(file, 'utf8')).toMatch(/^version: 1\n/);
	});

	it('leaves no half of a file behind', async () => {
		await openStore(features, file).set([typed('network.vlan', '20')]);
		await Promise.all(['1', '2', '3'].map(vlan => openStore(features, file).set([typed('network.vlan', vlan)])));
		expect(['1', '2', '3']).toContain(saved()['network.vlan']);
	});
});

describe('a store that cannot be used', () => {
	it.each([
		['version: 2\n', 'it has version 2 and this hostwright reads up to 1; use the one that wrote it'],
		['version: soon\n', '"soon" is no version of a store'],
		['network: [\n', 'it is not YAML that can be read'],
		[`a: ${'x'.repeat(1024 * 1024)}\n`, 'a store has at most 1048576'],
	])('is a problem and is never written over: %j', async (text, why) => {
		await put(text);
		const store = openStore(features, file);
		expect(store.givens).toEqual([]);
		expect(store.problems.map(({message}) => message).join()).toContain(why);
		await expect(store.set([typed('network.vlan', '20')])).rejects.toThrow(why);
		expect(readFileSync(file, 'utf8')).toBe(text);
	});

	it('says when the folder may not be written', async () => {
		writeFileSync(path.join(folder, 'below'), 'a file where the folder should be');
		await expect(openStore(features, file).set([typed('network.vlan', '20')])).rejects.toThrow(
			/^the settings cannot be saved in .*: E/,
		);
		chmodSync(folder, 0o700);
	});
});

describe('the store of a fresh host', () => {
	const cmdline = `BOOTIF=01-52-54-00-12-34-56 storage_init=/dev/sda reinstall adminpw=${PW1} vlan=020 dns=192.0.2.1`;
	const {answers} = gather({features, cmdline, configs: []});

	it('holds what was set, with its hash and its sources, and nothing that acts once', () => {
		expect(storeText(answers, features)).toBe(
			`version: 1
storage:
  bootDisk: /dev/sda
access:
  adminPassword: ${PW1}
network:
  interface: 52:54:00:12:34:56
  vlan: 20
  dns:
    - 192.0.2.1
provenance:
  storage.bootDisk: kernel argument storage_init=
  access.adminPassword: kernel argument adminpw=
  network.interface: kernel argument BOOTIF=
  network.vlan: kernel argument vlan=
  network.dns: kernel argument dns=
`,
		);
	});

	it('is a store like any other, and comes to the same', async () => {
		await put(storeText(answers, features));
		const {problems, givens} = openStore(features, file);
		expect(problems).toEqual([]);
		const again = gather({features, configs: [], store: givens});
		expect(storeText(again.answers, features)).toBe(storeText(answers, features));
		expect(again.answers.get('access.mustChange')?.text).toBe('yes');
	});
});

describe('the path of the store', () => {
	it('ends in our folder', () => {
		expect(storePath()).toMatch(/\/hostwright\/settings\.yaml$/);
	});
});
