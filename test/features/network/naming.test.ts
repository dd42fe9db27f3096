import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {NETWORKD} from '../../../src/features/network/networkd.ts';
import {PROFILES} from '../../../src/features/network/profiles.ts';
import {render} from '../../../src/features/network/render.ts';
import type {Rendering} from '../../../src/features/feature.ts';
import {RENDERERS, PLATFORMS, rendering, textIn, valuesOf, type Texts} from './given.ts';

const OURS = '# Written by hostwright from its settings; changes here are overwritten.';

/** What a file says afterwards; undefined when it is not there, or nothing is said of it. */
function becomes(
	path: string,
	texts: Texts,
	{now, ...change}: Partial<Rendering> & {now?: string | undefined} = {},
): string | undefined {
	const {files} = render(valuesOf(texts), rendering(change));
	const file = files.find(each => each.path === path);
	if (!file) throw new Error(`${path} is not spoken of`);
	return textIn(file, now);
}

describe('the name of the host', () => {
	it('comes first in its file, where programs look', () => {
		expect(becomes('/etc/hostname', {hostname: 'host7.example.org'}, {now: 'old\n'})).toBe(
			`host7.example.org\n${OURS}\n`,
		);
	});

	it('is taken back when nobody gives one any more, and left alone when it was not ours', () => {
		const ours = becomes('/etc/hostname', {hostname: 'host7'});
		expect(becomes('/etc/hostname', {}, {now: ours})).toBeUndefined();
		expect(becomes('/etc/hostname', {}, {now: 'debian\n'})).toBe('debian\n');
		expect(becomes('/etc/hostname', {})).toBeUndefined();
	});

	it.each<readonly [Texts, readonly string[]]>([
		[{hostname: 'host7.example.org'}, ['127.0.1.1 host7.example.org host7']],
		[{hostname: 'host7'}, ['127.0.1.1 host7']],
		[
			{hostname: 'h.example.org', interface: 'eno1', ipv4: 'static', address: '192.0.2.10/24'},
			['192.0.2.10 h.example.org h'],
		],
		[
			{
				hostname: 'h',
				interface: 'eno1',
				ipv4: 'static',
				address: '192.0.2.10/24',
				ipv6: 'static',
				address6: '2001:db8::1/64',
			},
			['192.0.2.10 h', '2001:db8::1 h'],
		],
		[{hostname: 'h', interface: 'eno1', ipv4: 'off', ipv6: 'auto'}, ['127.0.1.1 h']],
	])('stands before all others in hosts: %j', (texts, lines) => {
		const others = '127.0.0.1 localhost\n127.0.1.1 old\n';
		const text = becomes('/etc/hosts', texts, {now: others}) ?? '';
		expect(text.endsWith(others)).toBe(true);
		expect(
			text
				.slice(0, -others.length)
				.split('\n')
				.filter(line => !line.startsWith('#')),
		).toEqual([...lines, '']);
		expect(becomes('/etc/hosts', texts, {now: text})).toBe(text);
		expect(becomes('/etc/hosts', {}, {now: text})).toBe(others);
	});

	it('is given to the running host', () => {
		const {commands = []} = render(valuesOf({hostname: 'host7.example.org'}), rendering());
		expect(commands[0]).toMatchObject({command: 'hostname', args: ['host7.example.org'], reads: ['/etc/hostname']});
	});
});

describe('names of others', () => {
	const resolv = '/etc/resolv.conf';
	const given = {dns: '192.0.2.53,2001:db8::53', search: 'example.org,a.example'};
	const written = `${OURS}\nsearch example.org a.example\nnameserver 192.0.2.53\nnameserver 2001:db8::53\n`;
	const stub =
		'# This is /run/systemd/resolve/stub-resolv.conf managed by man:systemd-resolved(8).\nnameserver 127.0.0.53\n';

	it('are left to NetworkManager where it has the network', () => {
		expect(becomes(resolv, given, {now: 'nameserver 198.51.100.1\n'})).toBe('nameserver 198.51.100.1\n');
		expect(becomes(resolv, given)).toBeUndefined();
		expect(becomes(resolv, given, {now: written})).toBeUndefined();
	});

	it('are written where systemd-networkd has it, unless systemd-resolved does that', () => {
		const renderer = 'networkd';
		for (const texts of [given, {...given, interface: 'eno1'}]) {
			expect(becomes(resolv, texts, {renderer, now: 'nameserver 198.51.100.1\n'})).toBe(written);
			expect(becomes(resolv, texts, {renderer})).toBe(written);
			expect(becomes(resolv, texts, {renderer, now: stub})).toBe(stub);
		}
		expect(becomes(resolv, {}, {renderer, now: written})).toBeUndefined();
		expect(becomes(resolv, {}, {renderer, now: 'nameserver 198.51.100.1\n'})).toBe('nameserver 198.51.100.1\n');
	});

	it('hold for all profiles of NetworkManager where no interface is ours', () => {
		const global = '/etc/NetworkManager/conf.d/hostwright-dns.conf';
		expect(becomes(global, given)).toBe(
			`${OURS}\n\n[global-dns]\nsearches=example.org,a.example\n\n[global-dns-domain-*]\nservers=192.0.2.53,2001:db8::53\n`,
		);
		expect(becomes(global, {...given, interface: 'eno1'})).toBeUndefined();
		expect(becomes(global, given, {renderer: 'networkd'})).toBeUndefined();
		expect(becomes(global, {search: 'example.org'})).toBeUndefined();
	});

	it.each<readonly [Rendering['renderer'], Texts, readonly string[]]>([
		['networkmanager', {}, []],
		['networkmanager', {interface: 'eno1', search: 'example.org'}, []],
		[
			'networkmanager',
			{search: 'example.org'},
			[
				'The search domains example.org are not used: without an interface in network.interface they need servers in network.dns.',
			],
		],
		['networkd', {interface: 'eno1', dns: '192.0.2.53'}, []],
		[
			'networkd',
			{interface: 'eno1'},
			[
				'systemd-networkd does not write DNS servers of DHCP to /etc/resolv.conf; give network.dns, or run systemd-resolved.',
			],
		],
	])('say what has to wait: %s %j', (renderer, texts, waits) => {
		expect(render(valuesOf(texts), rendering({renderer})).waits).toEqual(waits);
	});
});

describe('one program has the network', () => {
	it.each(PLATFORMS)('on $title', platform => {
		const states = (texts: Texts, renderer: Rendering['renderer']) =>
			Object.fromEntries(
				(render(valuesOf(texts), rendering({platform, renderer})).services ?? []).map(({unit, state}) => [
					unit,
					state,
				]),
			);
		expect(states({interface: 'eno1'}, 'networkmanager')).toEqual({
			'NetworkManager.service': 'on',
			'systemd-networkd.service': 'off',
		});
		expect(states({interface: 'eno1'}, 'networkd')).toEqual({
			'NetworkManager.service': 'off',
			'systemd-networkd.service': 'on',
		});
		expect(states({hostname: 'h'}, 'networkmanager')).toEqual({});
	});

	it('and what the other, or an earlier interface, has left goes away', () => {
		for (const renderer of RENDERERS) {
			for (const texts of [{}, {interface: 'eno1'}]) {
				expect(render(valuesOf(texts), rendering({renderer})).owns).toEqual([PROFILES, NETWORKD]);
			}
		}
		const {files} = render(valuesOf({}), rendering());
		expect(files.filter(({path}) => path.startsWith(PROFILES.folder))).toEqual([]);
	});

	it('is told of changes from the lowest device up, and of each device only when it or one below changes', () => {
		const {commands = []} = render(valuesOf({bond: 'bond0', bondPorts: 'eno1,eno2', vlan: '20'}), rendering());
		const file = (profile: string) => `${PROFILES.folder}/hostwright-${profile}.nmconnection`;
		const below = ['bond', 'port1', 'port2'].map(file);
		expect(commands.map(({args, reads}) => [args.join(' '), reads])).toEqual([
			['general reload conf', ['/etc/NetworkManager/conf.d/hostwright-dns.conf']],
			['connection reload', undefined],
			['--wait 0 connection up id hostwright-bond', below],
			['--wait 0 connection up id hostwright-bridge', [file('bridge'), file('vlan'), ...below]],
		]);
		expect(new Set(commands.map(({unit}) => unit))).toEqual(new Set(['NetworkManager.service']));
	});

	it('is not told to bring up what is not there', () => {
		const {commands = []} = render(valuesOf({interface: '52:54:00:12:34:99'}), rendering());
		expect(commands.map(({args}) => args.join(' '))).toEqual(['general reload conf', 'connection reload']);
	});

	it('does not hear of options that it has no word for; a person does', () => {
		const options = 'mode=active-backup miimon=100 use_carrier=1 primary=eno1';
		const texts = {bond: 'bond0', bondPorts: 'eno1,eno2', bondOptions: options, dns: '192.0.2.53'};
		expect(render(valuesOf(texts), rendering({renderer: 'networkd'})).waits).toEqual([
			'use_carrier=on of bond0 is left out: systemd-networkd has no word for it.',
		]);
		expect(render(valuesOf(texts), rendering()).waits).toEqual([]);
		const recent = {...texts, bondOptions: 'arp_interval=100 arp_ip_target=192.0.2.1 arp_missed_max=3'};
		expect(render(valuesOf(recent), rendering()).waits).toEqual([
			'arp_missed_max=3 of bond0 is left out: NetworkManager 1.42 does not know it.',
		]);
	});
});

describe('files that are edited', () => {
	it('say the same when they are edited twice, whatever stood in them', () => {
		const line = fc.oneof(
			fc.constantFrom(OURS, '127.0.1.1 x', '', '# What hostwright writes ends here.'),
			fc.string(),
		);
		fc.assert(
			fc.property(fc.array(line), fc.constantFrom(...RENDERERS), fc.boolean(), (lines, renderer, isGiven) => {
				const texts = isGiven ? {hostname: 'h', dns: '192.0.2.53'} : {};
				for (const file of render(valuesOf(texts), rendering({renderer})).files) {
					const once = textIn(file, lines.join('\n'));
					expect(textIn(file, once)).toBe(once);
				}
			}),
		);
	});
});
