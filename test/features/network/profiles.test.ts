import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {keyfile} from '../../../src/features/network/keyfile.ts';
import {PROFILES} from '../../../src/features/network/profiles.ts';
import {render} from '../../../src/features/network/render.ts';
import {stableUuid} from '../../../src/features/network/stable-uuid.ts';
import {networks} from './generated.ts';
import {PLATFORMS, rendering, textsOf, valuesOf, type Texts} from './given.ts';
import {keysOf, lostKeys, throughNetworkManager} from '../../checkers/nmcli.ts';

const profilesOf = (texts: Texts, change = rendering()) =>
	[...textsOf(render(valuesOf(texts), change).files)].filter(([file]) => file.startsWith(PROFILES.folder));

/** The files of a case one behind the other, as a person reads them in a review. */
const readable = (files: ReadonlyArray<readonly [string, string]>) =>
	files.map(([file, text]) => `==> ${file} <==\n${text}`).join('\n');

const golden = (name: string) => path.join(import.meta.dirname, 'golden', `${name}.nmconnection.txt`);

const STATIC = {
	...{ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1', dns: '192.0.2.53,2001:db8::53'},
	...{search: 'example.org', hostname: 'host7.example.org'},
};

describe('profiles of NetworkManager', () => {
	it.each<readonly [string, Texts]>([
		['bridge-with-dhcp', {interface: 'eno1', hostname: 'host7.example.org'}],
		[
			'bond-with-vlan-and-bridge',
			{bond: 'bond0', bondPorts: 'eno1,52:54:00:12:34:57', vlan: '20', mtu: '9000', ...STATIC},
		],
		['direct-by-address-elsewhere', {interface: '52:54:00:12:34:99', layout: 'direct', ipv6: 'auto'}],
		[
			'first-with-a-link',
			{
				interface: 'link',
				vlan: '20',
				ipv4: 'off',
				ipv6: 'static',
				address6: '2001:db8::10/64',
				gateway6: 'fe80::1',
			},
		],
	])('read %s', async (name, texts) => {
		const nics = texts.interface === 'link' ? [] : rendering().nics;
		await expect(readable(profilesOf(texts, rendering({nics})))).toMatchFileSnapshot(golden(name));
	});

	it('are the same on both platforms', () => {
		const [debian, el] = PLATFORMS.map(platform => profilesOf({interface: 'eno1'}, rendering({platform})));
		expect(debian).toEqual(el);
	});

	it('can be read by root alone', () => {
		const {files} = render(valuesOf({bond: 'bond0', bondPorts: 'eno1,eno2', vlan: '20'}), rendering());
		const modes = files
			.filter(file => file.path.startsWith(PROFILES.folder))
			.map(file => 'mode' in file && file.mode);
		expect(modes).toEqual([0o600, 0o600, 0o600, 0o600, 0o600]);
	});

	it('have identities that follow from the host and the place, by RFC 9562', () => {
		const ids = (seed: string) =>
			profilesOf({interface: 'eno1'}, rendering({seed})).map(([, text]) => keysOf(text).get('connection.uuid'));
		expect(ids('a')).toEqual(ids('a'));
		expect(new Set([...ids('a'), ...ids('b')]).size).toBe(4);
		// An image has nothing of its own yet: its identities are those of every image, until the host starts and has a machine-id.
		for (const id of [...ids('a'), ...ids('')])
			expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(stableUuid('a', 'bc')).not.toBe(stableUuid('ab', 'c'));
	});

	it('lose no key in NetworkManager, whatever is combined', () => {
		let seen = 0;
		fc.assert(
			fc.property(networks, texts => {
				for (const [, text] of profilesOf(texts)) {
					seen += 1;
					expect(lostKeys(text)).toEqual([]);
				}
			}),
			{numRuns: 60},
		);
		expect(seen).toBeGreaterThan(120);
	});
});

describe('the check of profiles', () => {
	const good = profilesOf({interface: 'eno1', vlan: '20', ...STATIC});
	const bridge = good[0]?.[1] ?? '';

	it.each([
		['stp=false', 'stpp=false', 'bridge.stpp=false'],
		['stp=false', 'stp=maybe', 'bridge.stp=maybe'],
		['address1=192.0.2.10/24', 'address1=192.0.2.10', 'ipv4.address1=192.0.2.10,192.0.2.1'],
		['dns=192.0.2.53;', 'dns=192.0.2.53;x;', 'ipv4.dns=192.0.2.53;x;'],
		['mac-address=52:54:00:12:34:56', 'mac-address=52:54', 'bridge.mac-address=52:54'],
	])('notices %s as %s, which nmcli lets pass', (from, to, lost) => {
		const bad = bridge.replace(from, to);
		expect(bad).not.toBe(bridge);
		expect(throughNetworkManager(bad)).toContain('[connection]');
		expect(lostKeys(bad)).toEqual([lost]);
		expect(lostKeys(bridge)).toEqual([]);
	});

	it('notices what nmcli refuses', () => {
		expect(() => lostKeys(bridge.replace('interface-name=breno1', 'interface-name=sixteen-letters-'))).toThrow(
			'interface',
		);
	});
});

describe('the format', () => {
	it('keeps any text within its key', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), fc.array(fc.string(), {minLength: 1}), (text, items) => {
				const written = keyfile([{name: 'group', keys: {text, items, last: 'x'}}]);
				expect(written.split('\n').slice(2)).toHaveLength(5);
				expect([...keysOf(written).keys()]).toEqual(['group.text', 'group.items', 'group.last']);
			}),
		);
	});

	it('is read back by GLib as it was written', () => {
		const id = String.raw`  a\b;c "d" #e [f]`;
		const text = keyfile([
			{name: 'connection', keys: {id, uuid: stableUuid('', ''), type: 'bridge', 'interface-name': 'br0'}},
			{name: 'bridge', keys: {}},
			{name: 'ipv4', keys: {'dns-search': ['a.example', 'b;c.example'], method: 'auto'}},
		]);
		const kept = keysOf(throughNetworkManager(text.replace(/^id=.*$/m, 'id=x')));
		expect(kept.get('ipv4.dns-search')).toBe(keysOf(text).get('ipv4.dns-search'));
		expect(keysOf(text).get('connection.id')).toBe(String.raw`\s\sa\\b;c "d" #e [f]`);
	});
});
