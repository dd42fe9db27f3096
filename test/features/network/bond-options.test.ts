import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bondOptions, bondOptionsOf} from '../../../src/features/network/bond-options.ts';
import {BOND_OPTIONS} from '../../../src/features/network/bond-table.ts';
import {keyfile} from '../../../src/features/network/keyfile.ts';
import {unknownToNetworkManager} from '../../../src/features/network/profiles.ts';
import {settings} from '../../../src/features/network/settings.ts';
import {bondWords} from './generated.ts';
import {lostKeys} from '../../checkers/nmcli.ts';

const said = (text: string) => {
	const wrong = bondOptions(text);
	return wrong && `${wrong.what}; ${wrong.right}`;
};

/** A profile of a bond with these options, less those that NetworkManager lacks. */
function profile(text: string): string {
	const left = unknownToNetworkManager(bondOptionsOf(text));
	const options = [...bondOptionsOf(text)].filter(([name]) => !left.includes(name));
	const words = options.map(([name, value]) => [name, {on: '1', off: '0'}[value] ?? value] as const);
	const connection = {id: 'x', uuid: '5e5e5e5e-0000-4000-8000-000000000000', type: 'bond', 'interface-name': 'bond0'};
	return keyfile([
		{name: 'connection', keys: connection},
		{name: 'bond', keys: Object.fromEntries(words)},
	]);
}

describe('options of a bond', () => {
	it.each([
		['mode=802.3ad miimon=100 lacp_rate=fast', undefined],
		['mode=4 lacp_rate=1', undefined],
		['miimon=100', undefined],
		['arp_interval=1000 arp_ip_target=192.0.2.1,192.0.2.2', undefined],
		['mode=active-backup primary=eno1 miimon=100 updelay=200 downdelay=200', undefined],
		[
			'mode=7',
			'holds mode=7, which is not a bonding mode; give balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb',
		],
		['lacp_rate=fast', 'holds lacp_rate in mode=balance-rr; leave it out, or give mode=802.3ad'],
		[
			'mode=802.3ad primary=eno1',
			'holds primary in mode=802.3ad; leave it out, or give mode=active-backup or balance-tlb or balance-alb',
		],
		['mode=802.3ad lacp_rate=2', 'holds lacp_rate=2; give lacp_rate one of slow, fast'],
		['miimon=-1', 'holds miimon=-1; give miimon a whole number'],
		['num_grat_arp=256', 'holds num_grat_arp=256; give num_grat_arp a number from 0 to 255'],
		['num_grat_arp=1 num_unsol_na=2', 'gives num_grat_arp and num_unsol_na different numbers; give one of them'],
		[
			'miimon=100 arp_interval=100 arp_ip_target=192.0.2.1',
			'holds both miimon and arp_interval; give one of them: the driver refuses both',
		],
		['arp_interval=100', 'holds arp_interval and no arp_ip_target; say which address to ask for'],
		[
			'arp_ip_target=192.0.2.1',
			'holds arp_ip_target and no arp_interval; say how often to ask, as in arp_interval=1000',
		],
		[
			'arp_interval=100 arp_ip_target=x',
			'holds arp_ip_target=x, which is not an IPv4 address; give four numbers from 0 to 255, as in 192.0.2.10',
		],
		['updelay=200', 'holds updelay and no miimon; give miimon too, as in miimon=100'],
		['miimon=100 peer_notif_delay=150', 'holds peer_notif_delay=150; give a multiple of miimon, which is 100'],
		[
			`mode=1 primary=${'x'.repeat(16)}`,
			`holds primary=${'x'.repeat(16)}, which has 16 characters and a network device at most 15; give a shorter name`,
		],
		['miimon', 'gives miimon no value; write it as in miimon=100'],
		['__proto__=1', 'holds "__proto__", which is not a bonding option; give words as in mode=802.3ad miimon=100'],
	])('%s', (text, sentence) => {
		expect(said(text)).toBe(sentence);
	});

	it('are read as the driver reads them: the last of a name, and words for numbers', () => {
		expect([...bondOptionsOf('mode=1 miimon=050 miimon=100 fail_over_mac=1')]).toEqual([
			['mode', 'active-backup'],
			['miimon', '100'],
			['fail_over_mac', 'active'],
		]);
		expect(bondOptionsOf('').get('mode')).toBe('balance-rr');
	});

	it('that NetworkManager is said to lack are lost in it indeed', () => {
		for (const option of ['arp_missed_max=3', 'lacp_active=1', 'ns_ip6_target=2001:db8::1']) {
			expect(unknownToNetworkManager(bondOptionsOf(option))).toEqual([option.split('=')[0]]);
			expect(lostKeys(`${profile('mode=802.3ad')}${option}\n`)).toEqual([`bond.${option}`]);
		}
	});

	it('that are taken are taken by NetworkManager too, and no other is lost', () => {
		const seen = new Set<string>();
		fc.assert(
			fc.property(
				bondWords.filter(text => bondOptions(text) === undefined),
				text => {
					for (const name of bondOptionsOf(text).keys()) seen.add(name);
					expect(lostKeys(profile(text))).toEqual([]);
				},
			),
			{numRuns: 60},
		);
		expect(seen.size).toBeGreaterThan(Object.keys(BOND_OPTIONS).length / 2);
	});

	it('have a default that is right', () => {
		expect(said(settings.bondOptions.default ?? '')).toBeUndefined();
	});
});
