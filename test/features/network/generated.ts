/** Every combination of bond, VLAN, bridge, addresses and names, as texts that the rules of the settings let through. */
import fc from 'fast-check';
import type {Arbitrary} from 'fast-check';
import {BOND_OPTIONS, MODES, type BondOption} from '../../../src/features/network/bond-table.ts';
import {bondOptions} from '../../../src/features/network/bond-options.ts';
import {check} from '../../../src/features/network/check.ts';
import {valuesOf, type Texts} from './given.ts';

/** Interfaces of the host by name and by address, and some that it has not. */
const PORTS = ['eno1', '52:54:00:12:34:56', 'eno2', '52:54:00:12:34:57', 'eno9', '52:54:00:12:34:99'];

/** Values that an option takes: its words and their numbers, its bounds, or what holds to its rule. */
function valueOf(name: string, {takes}: BondOption): Arbitrary<string> {
	if ('words' in takes) return fc.constantFrom(...takes.words, ...takes.words.map((_, at) => String(at)));
	if ('from' in takes) return fc.constantFrom(takes.from, Math.min(takes.to, 100), takes.to).map(String);
	const samples: Readonly<Record<string, readonly string[]>> = {
		arp_ip_target: ['192.0.2.1', '192.0.2.1,192.0.2.2'],
		ns_ip6_target: ['2001:db8::1'],
		ad_actor_system: ['02:00:00:00:00:01'],
	};
	return fc.constantFrom(...(samples[name] ?? ['eno1', 'eno2']));
}

/** Options of the bonding driver, by themselves right; most of them are wrong together and left out. */
export const bondWords: Arbitrary<string> = fc
	.tuple(
		fc.constantFrom(undefined, ...MODES),
		fc.uniqueArray(
			fc
				.constantFrom(...Object.entries(BOND_OPTIONS).filter(([name]) => name !== 'mode'))
				.chain(([name, option]) => valueOf(name, option).map(value => [name, value] as const)),
			{maxLength: 4, selector: ([name]) => name},
		),
	)
	.map(([mode, words]) => [...(mode === undefined ? [] : [['mode', mode]]), ...words].map(pair => pair.join('=')))
	.map(words => words.join(' '))
	.filter(text => text !== '');

const bond = fc.record<Texts>(
	{
		bond: fc.constant('bond0'),
		bondPorts: fc
			.uniqueArray(fc.constantFrom(...PORTS), {minLength: 1, maxLength: 3})
			.map(ports => ports.join(',')),
		bondOptions: bondWords.filter(text => bondOptions(text) === undefined),
	},
	{requiredKeys: ['bond', 'bondPorts']},
);

const single = fc.record<Texts>({interface: fc.constantFrom('link', ...PORTS)});

const layout = fc.constantFrom<Texts>({}, {layout: 'direct'}, {bridge: 'ovirtmgmt'});

const ipv4 = fc.constantFrom<Texts>(
	{},
	{ipv4: 'off'},
	{ipv4: 'static', address: '192.0.2.10/24'},
	{ipv4: 'static', address: '198.51.100.9/31', gateway: '198.51.100.8'},
);

const ipv6 = fc.constantFrom<Texts>(
	{},
	{ipv6: 'auto'},
	{ipv6: 'dhcp'},
	{ipv6: 'static', address6: '2001:db8::10/64'},
	{ipv6: 'static', address6: '2001:db8::10/64', gateway6: 'fe80::1'},
);

const rest = fc.record<Texts>(
	{
		vlan: fc.constantFrom('1', '20', '4094'),
		mtu: fc.constantFrom('1280', '9000', '65535'),
		dns: fc.constantFrom('192.0.2.53', '192.0.2.53,2001:db8::53', '2001:db8::53'),
		search: fc.constantFrom('example.org', 'example.org,a.example'),
		hostname: fc.constantFrom('host7.example.org', 'h'),
	},
	{requiredKeys: []},
);

/** Only what no rule over several values calls an error: the others never come as far as a file. */
export const networks: Arbitrary<Texts> = fc
	.tuple(fc.oneof(bond, single), layout, ipv4, ipv6, rest)
	.map(parts => Object.assign({}, ...parts) as Texts)
	.filter(texts => check(valuesOf(texts)).every(({level}) => level !== undefined && level !== 'error'));
