/**
 * The words that dracut has too: our reading of them and that of NetworkManager's generator, which reads the same line first, in the
 * initramfs. They agree on every generated line but for what DIFFERENCES lists, each with its reason.
 */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Reading} from './dracut/generator.ts';
import {generate} from './dracut/generator.ts';
import {dracutLine, namelessLine} from './dracut/lines.ts';
import type {Come} from './gathered.ts';
import {answersOf, fromLine} from './gathered.ts';

const errorsOf = ({problems}: Come) => problems.filter(problem => problem.startsWith('error'));
const items = (text: string | undefined, separator = ',') =>
	text === undefined || text === '' ? [] : text.split(separator);

/** Our answers in the words both readers can be put into. */
function ours(come: Come): Reading {
	const own = answersOf(come);
	const ipv6 = own['ipv6'] ?? 'off';
	return {
		ipv4: (own['ipv4'] ?? 'dhcp') as Reading['ipv4'],
		ipv6: ipv6 === 'dhcp' ? 'auto' : (ipv6 as Reading['ipv6']),
		address: own['address'],
		gateway: own['gateway'],
		address6: own['address6'],
		gateway6: own['gateway6'],
		dns: [...items(own['dns'])].sort(),
		hostname: own['hostname'],
		mtu: own['mtu'],
		mac: undefined,
		device: own['bond'] ?? own['interface'],
		vlan: own['vlan'],
		ports: [...items(own['bondPorts'])].sort(),
		bondOptions: [...items(own['bondOptions'], ' ')].sort(),
		bridge: own['bridge'],
	};
}

/** Here IPv6 is off unless a word asks for it; NetworkManager leaves it to the router unless a word says none or off. */
const asksForIPv6 = (line: string) => /ip=\[|(?:dhcp|auto)6/.test(line);

describe('words of dracut', () => {
	it('mean what they mean to NetworkManager', async () => {
		const all = fc.oneof({weight: 9, arbitrary: dracutLine}, {weight: 1, arbitrary: namelessLine});
		const lines = [...new Set(fc.sample(all, 150))];
		const readings = await generate(lines);
		let left = 0;
		for (const [at, line] of lines.entries()) {
			const come = fromLine(line);
			expect({line, errors: errorsOf(come)}).toEqual({line, errors: []});
			const theirs = readings[at];
			const isLeft = theirs?.ipv6 === 'auto' && !asksForIPv6(line);
			expect({line, ...ours(come)}).toEqual({line, ...theirs, ...(isLeft ? {ipv6: 'off'} : {})});
			if (isLeft) left += 1;
		}
		console.log(`words of dracut: ${lines.length} lines, in ${left} IPv6 is left to the router there`);
		expect(Math.min(lines.length, 3 * left)).toBeGreaterThan(60);
	});
});

type Difference = {
	readonly name: string;
	/** Why ours is not theirs. */
	readonly reason: string;
	readonly lines: readonly string[];
	/** What ours comes to; absent when the line is refused. */
	readonly ours?: Partial<Reading>;
	readonly theirs: Partial<Reading>;
};

const DIFFERENCES: readonly Difference[] = [
	{
		name: 'an address without a mask',
		reason: 'they guess by the class of the address',
		lines: ['ip=192.0.2.10::192.0.2.1::host7:eno1:none', 'ip=192.0.2.10::::host7:eno1:none'],
		theirs: {ipv4: 'static', address: '192.0.2.10/24'},
	},
	{
		name: 'a mask that is none',
		reason: 'they warn and guess',
		lines: ['ip=192.0.2.10::192.0.2.1:300::eno1:none', 'ip=192.0.2.10::192.0.2.1:255.0.255.0::eno1:none'],
		theirs: {ipv4: 'static', address: '192.0.2.10/24'},
	},
	{
		name: 'an address no host can have',
		reason: 'they do not look at it',
		lines: ['ip=192.0.2.0::192.0.2.1:24::eno1:none'],
		theirs: {ipv4: 'static', address: '192.0.2.0/24'},
	},
	{
		name: 'a gateway outside the network',
		reason: 'it cannot be reached',
		lines: ['ip=192.0.2.10::198.51.100.1:24::eno1:none'],
		theirs: {gateway: '198.51.100.1'},
	},
	{
		name: 'a method that is none',
		reason: 'they warn and make nothing',
		lines: ['ip=eno1:bogus', 'ip=eno1:dchp'],
		theirs: {ipv4: 'off', device: undefined},
	},
	{
		name: 'a method of iSCSI firmware',
		reason: 'a host of ours is not installed onto such a disk',
		lines: ['ip=eno1:ibft'],
		theirs: {ipv4: 'dhcp', device: 'eno1'},
	},
	{
		name: 'an address of one link alone',
		reason: 'nothing off the link could reach the host',
		lines: ['ip=eno1:link6'],
		ours: {ipv6: 'auto', ipv4: 'off'},
		theirs: {ipv6: 'link', ipv4: 'off'},
	},
	{
		name: 'two words ip= for one device, each of a family',
		reason: 'here each word speaks of its own family; there the last one speaks of both',
		lines: ['ip=eno1:dhcp ip=eno1:dhcp6', 'ip=eno1:dhcp ip=eno1:auto6'],
		ours: {ipv4: 'dhcp', ipv6: 'auto'},
		theirs: {ipv4: 'off', ipv6: 'auto'},
	},
	{
		name: 'a MAC address for the device',
		reason: 'a host of ours keeps the address of its interface; said with a warning',
		lines: ['ip=eno1:dhcp:1400:52:54:00:12:34:57', 'ip=eno1:dhcp::52:54:00:12:34:57'],
		ours: {ipv4: 'dhcp', device: 'eno1', mac: undefined},
		theirs: {ipv4: 'dhcp', device: 'eno1', mac: '52:54:00:12:34:57'},
	},
	{
		name: 'DNS servers in ip= beside nameserver=',
		reason: 'words that name servers on purpose are stronger; there they add up',
		lines: ['ip=:::::eno1:dhcp:192.0.2.53 nameserver=192.0.2.99'],
		ours: {dns: ['192.0.2.99']},
		theirs: {dns: ['192.0.2.53', '192.0.2.99']},
	},
	{
		name: 'DNS servers of a family without an address',
		reason: 'they are named all the same, and a warning says when none can be reached; there they are left out',
		lines: [
			'ip=[2001:db8::10]:::64::eno1:none nameserver=192.0.2.53',
			'ip=192.0.2.10:::24::eno1:none nameserver=[2001:db8::53]',
		],
		ours: {dns: [expect.any(String) as string]},
		theirs: {dns: []},
	},
	{
		name: 'an address with its prefix, alone',
		reason: 'what people write; there it silently becomes DHCP on every device',
		lines: ['ip=192.0.2.10/24', 'ip=192.0.2.10/24 nameserver=192.0.2.53'],
		ours: {ipv4: 'static', address: '192.0.2.10/24'},
		theirs: {ipv4: 'dhcp', address: undefined},
	},
	{
		name: "Anaconda's and oVirt Node's three words",
		reason: 'the ancestor took them; there they silently become DHCP',
		lines: ['ip=192.0.2.10 netmask=255.255.255.0 gateway=192.0.2.1', 'gateway=192.0.2.1 netmask=24 ip=192.0.2.10'],
		ours: {ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1'},
		theirs: {ipv4: 'dhcp', address: undefined, gateway: undefined},
	},
	{
		name: "oVirt Node's vlan=ID",
		reason: 'the ancestor took it; there it makes nothing',
		lines: ['vlan=100 ip=eno1:dhcp', 'vlan=100 BOOTIF=01-52-54-00-12-34-56'],
		ours: {vlan: '100'},
		theirs: {vlan: undefined},
	},
	{
		name: "oVirt Node's BOOTIF= with a name, a bond or link",
		reason: 'the ancestor took them; there the whole line makes no connection at all',
		lines: ['BOOTIF=link', 'BOOTIF=eno1', 'BOOTIF=eno1 hostname=host7'],
		ours: {ipv4: 'dhcp'},
		theirs: {ipv4: 'off', ipv6: 'off', device: undefined},
	},
	{
		name: "oVirt Node's dns= and hostname=, and our mtu=",
		reason: 'unknown there, and without harm',
		lines: ['ip=eno1:dhcp dns=192.0.2.53 hostname=host7 mtu=9000'],
		ours: {dns: ['192.0.2.53'], hostname: 'host7', mtu: '9000'},
		theirs: {dns: [], hostname: undefined, mtu: undefined},
	},
	{
		name: 'a VLAN that does not exist',
		reason: 'they make one without a number',
		lines: ['vlan=eno1.5000:eno1 ip=eno1.5000:dhcp', 'vlan=vlan4095:eno1 ip=vlan4095:dhcp'],
		theirs: {device: 'eno1'},
	},
	{
		name: 'a bond without ports',
		reason: 'they take eth0, whatever it is',
		lines: ['bond=bond0 ip=bond0:dhcp'],
		theirs: {device: 'bond0', ports: ['eth0']},
	},
	{
		name: 'a bond without a mode',
		reason: "the ancestor's default; theirs wants a switch that knows of it",
		lines: ['bond=bond0:eno1,eno2 ip=bond0:dhcp'],
		ours: {device: 'bond0', bondOptions: []},
		theirs: {device: 'bond0', bondOptions: ['mode=balance-rr']},
	},
	{
		name: 'an option no bond has',
		reason: 'they warn and leave it out',
		lines: ['bond=bond0:eno1,eno2:mode=802.3ad,colour=red ip=bond0:dhcp'],
		theirs: {bondOptions: ['mode=802.3ad']},
	},
	{
		name: 'values of a bond option, with semicolons between',
		reason: "as dracut's manual has it; their reader refuses it, and with it the whole bond",
		lines: ['bond=bond0:eno1,eno2:arp_interval=100,arp_ip_target=192.0.2.1;192.0.2.2 ip=bond0:dhcp'],
		ours: {device: 'bond0', bondOptions: ['arp_interval=100', 'arp_ip_target=192.0.2.1,192.0.2.2']},
		theirs: {ports: [], bondOptions: []},
	},
	{
		name: 'a bridge of several ports',
		reason: 'the management network stands on one interface or one bond',
		lines: ['bridge=br0:eno1,eno2 ip=br0:dhcp'],
		theirs: {bridge: 'br0'},
	},
	{
		name: 'a bridge without ports',
		reason: 'the interface is asked for, or named by another word; they take eth0',
		lines: ['bridge=br0 ip=br0:dhcp'],
		ours: {bridge: 'br0', device: undefined},
		theirs: {bridge: 'br0', device: 'eth0'},
	},
	{
		name: 'a bridge without ports, and an interface',
		reason: 'the same; the words belong together here',
		lines: ['bridge=br0 ip=br0:dhcp BOOTIF=01-52-54-00-12-34-56'],
		ours: {bridge: 'br0', device: '52:54:00:12:34:56'},
		theirs: {bridge: 'br0', device: 'eth0'},
	},
	{
		name: 'two sizes of packets',
		reason: 'here one holds for the interface and all that stands on it, and the later word counts',
		lines: ['ip=bond0.5:dhcp:9000 vlan=bond0.5:bond0 bond=bond0:eno1,eno2:mode=802.3ad:1400'],
		ours: {mtu: '1400', vlan: '5'},
		theirs: {mtu: '9000', vlan: '5'},
	},
];

describe('words of dracut that mean something else here', () => {
	const cases = DIFFERENCES.flatMap(({lines, ...rest}) => lines.map(line => ({line, ...rest})));
	const readings = generate(cases.map(({line}) => line));

	it.each(cases.map((each, at) => ({...each, at})))(
		'$name: $line',
		async ({line, at, ours: wanted, theirs: known}) => {
			const come = fromLine(line);
			const theirs = (await readings)[at];
			expect(theirs).toMatchObject(known);
			if (wanted === undefined) expect(errorsOf(come)).not.toEqual([]);
			else {
				expect(errorsOf(come)).toEqual([]);
				expect(ours(come)).toMatchObject(wanted);
				expect(theirs).not.toMatchObject(wanted);
			}
		},
	);
});
