import {describe, expect, it} from 'vitest';
import {defaultBridge, vlanDevice} from '../../src/features/network/names.ts';
import {fromLine, machineWith} from './gathered.ts';

/** A kernel line of our own keys: `vlan=20` is `hostwright.network.vlan=20`. */
const own = (line: string) =>
	fromLine(
		line
			.split(' ')
			.map(word => `hostwright.network.${word}`)
			.join(' '),
	).problems;

describe('several values of the network', () => {
	it('of an answer file are taken away when a line asks for DHCP', () => {
		const yaml = 'network:\n  ipv4: static\n  address: 192.0.2.10/24\n  gateway: 192.0.2.1\n';
		expect(fromLine('ip=dhcp', {yaml})).toEqual({answers: {'network.ipv4': 'dhcp'}, problems: []});
	});

	it.each([
		['ipv4=static address=192.0.2.10/24 gateway=192.0.2.1', []],
		['ipv4=static address=192.0.2.10/24', []],
		['ipv4=static', ['error: "static" needs an address; give network.address, as in 192.0.2.10/24']],
		[
			'address=192.0.2.10/24',
			['error: "192.0.2.10/24" is given while IPv4 is "dhcp"; give network.ipv4=static, or leave it out'],
		],
		[
			'gateway=192.0.2.1',
			['error: "192.0.2.1" is given while IPv4 is "dhcp"; give network.ipv4=static, or leave it out'],
		],
		[
			'ipv4=static address=192.0.2.10/24 gateway=198.51.100.1',
			[
				'error: "198.51.100.1" is not inside the network of 192.0.2.10/24; give a router inside it, or another prefix',
			],
		],
		[
			'ipv4=static address=192.0.2.10/24 gateway=192.0.3.1',
			[
				'error: "192.0.3.1" is not inside the network of 192.0.2.10/24; give a router inside it, or another prefix',
			],
		],
		['ipv4=static address=192.0.2.10/23 gateway=192.0.3.1', []],
		[
			'ipv4=static address=192.0.2.10/32 gateway=192.0.2.1',
			[
				'error: "192.0.2.1" is not inside the network of 192.0.2.10/32; give the host a shorter prefix, since nothing else is inside this one',
			],
		],
		['ipv4=static address=192.0.2.10/31 gateway=192.0.2.11', []],
		[
			'ipv4=static address=192.0.2.10/24 gateway=192.0.2.10',
			['error: "192.0.2.10" is the host\'s own address, 192.0.2.10/24; give the address of the router'],
		],
		[
			'ipv4=static address=192.0.2.10',
			[
				'error: "192.0.2.10" is not an IPv4 address with a prefix; give an address and the length of its prefix, as in 192.0.2.10/24',
			],
		],
		[
			'interface=52-54-00-12-34-56',
			['error: "52-54-00-12-34-56" is not a MAC address; write it as 52:54:00:12:34:56'],
		],
		['ipv6=static', ['error: "static" needs an address; give network.address6, as in 2001:db8::10/64']],
		['ipv6=static address6=2001:db8::10/64 gateway6=2001:db8::1', []],
		['ipv6=static address6=2001:db8::10/64 gateway6=fe80::1', []],
		[
			'ipv6=static address6=2001:db8::10/64 gateway6=2001:db8:0:1::1',
			[
				'error: "2001:db8:0:1::1" is not inside the network of 2001:db8::10/64; give a router inside it, or another prefix',
			],
		],
		[
			'ipv6=static address6=2001:db8::10/64 gateway6=2001:0db8:0::10',
			['error: "2001:0db8:0::10" is the host\'s own address, 2001:db8::10/64; give the address of the router'],
		],
		[
			'ipv6=auto address6=2001:db8::10/64',
			['error: "2001:db8::10/64" is given while IPv6 is "auto"; give network.ipv6=static, or leave it out'],
		],
		[
			'gateway6=fe80::1',
			['error: "fe80::1" is given while IPv6 is "off"; give network.ipv6=static, or leave it out'],
		],
		['bond=bond0', ['error: The bond "bond0" has no ports; give network.bondPorts, as in eno1,eno2']],
		[
			'bondPorts=eno1,eno2',
			['error: "eno1,eno2" are ports of no bond; give network.bond=bond0, or leave them out'],
		],
		['bond=bond0 bondPorts=eno1,eno1', ['error: "eno1" is named twice; name each port once']],
		[
			'bond=bond0 bondPorts=52:54:00:12:34:56,52:54:00:12:34:56',
			['error: "52:54:00:12:34:56" is named twice; name each port once'],
		],
		['bond=bond0 bondPorts=bond0,eno1', ['error: "bond0" is the bond itself; name the interfaces it is made of']],
		['bond=bond0 bondPorts=link,eno1', ['error: "link" is not a port; name the interfaces the bond is made of']],
		[
			'bond=bond0 bondPorts=eno1',
			['warning: The bond "bond0" has one port, "eno1", so nothing stands in when that one fails'],
		],
		['bond=bond0 bondPorts=eno1,eno2 interface=bond0', []],
		[
			'bond=bond0 bondPorts=eno1,eno2 interface=eno2',
			['error: "eno2" is a port of the bond "bond0"; give network.interface=bond0, or leave it out'],
		],
		[
			'bond=bond0 bondPorts=eno1,eno2 interface=eno3',
			['error: "eno3" is given beside the bond "bond0"; give network.interface=bond0, or leave it out'],
		],
		['interface=bond0', ['error: "bond0" is a bond and no bond is given; give bond=bond0:PORT,PORT']],
		['vlan=20', ['error: VLAN 20 has no interface to stand on; give network.interface, as in eno1, or BOOTIF=']],
		['vlan=20 bond=bond0 bondPorts=eno1,eno2', []],
		[
			'vlan=20 interface=en/o1',
			[
				'error: "en/o1" is not the name of a network device; give letters, digits, dots, hyphens and underscores, as in eno1',
			],
		],
		[
			'bridge=br0 layout=direct',
			[
				'error: "br0" is given while the layout is "direct", which has no bridge; give network.layout=bridged, or leave it out',
			],
		],
		[
			'bridge=eno1 interface=eno1',
			['error: "eno1" is the name of a device below the bridge; give another name, such as br0'],
		],
		[
			'bridge=eno1.20 interface=eno1 vlan=20',
			['error: "eno1.20" is the name of a device below the bridge; give another name, such as br0'],
		],
		[
			'bridge=sixteen-letters-',
			['error: "sixteen-letters-" has 16 characters and a network device at most 15; give a shorter name'],
		],
		['bridge=fifteen-letters', []],
		['mtu=1000 ipv6=auto', ['error: An MTU of 1000 is too small for IPv6, which is "auto"; give 1280 or more']],
		['mtu=1000', []],
		['ipv4=off', ['warning: Both IPv4 and IPv6 are "off", so the host cannot be reached over the network']],
		[
			'dns=2001:db8::53',
			[
				'warning: "2001:db8::53" cannot be reached while IPv6 is "off"; give an IPv4 server, or network.ipv6=auto',
			],
		],
		['dns=2001:db8::53,192.0.2.53', []],
	])('%s', (line, problems) => {
		expect(own(line)).toEqual(problems);
	});
});

describe('BOOTIF beside a bond', () => {
	const bond = 'bond=bond0:eno1,eno2';
	const eno1 = {name: 'eno1', mac: '52:54:00:12:34:56'};
	const eno2 = {name: 'eno2', mac: '52:54:00:12:34:57'};
	const eno3 = {name: 'eno3', mac: '52:54:00:12:34:58'};
	const machine = machineWith(eno1, eno2, eno3);
	const note = (name: string) => `note: BOOTIF names "${name}", a port of the bond "bond0", and is taken as the bond`;

	it('means the bond when it names a port', () => {
		const come = fromLine(`BOOTIF=eno2 ${bond}`);
		expect(come.answers['network.interface']).toBe('bond0');
		expect(come.problems).toEqual([note('eno2')]);
	});

	it('means the bond when its address may be a port, or is known to be one', () => {
		for (const known of [{}, {machine}]) {
			const come = fromLine(`BOOTIF=01-52-54-00-12-34-56 ${bond}`, known);
			expect(come.answers['network.interface']).toBe('bond0');
			expect(come.problems).toEqual([note('52:54:00:12:34:56')]);
		}
	});

	it('means the bond of an answer file', () => {
		const yaml = 'network:\n  bond: bond0\n  bondPorts: [52:54:00:12:34:56, 52:54:00:12:34:57]\n';
		expect(fromLine('BOOTIF=01-52-54-00-12-34-57', {yaml}).answers['network.interface']).toBe('bond0');
	});

	it('is refused when it is known to be no port', () => {
		const beside = 'is given beside the bond "bond0"; give network.interface=bond0, or leave it out';
		expect(fromLine(`BOOTIF=eno3 ${bond}`).problems).toEqual([`error: "eno3" ${beside}`]);
		const come = fromLine(`BOOTIF=01-52-54-00-12-34-58 ${bond}`, {machine});
		expect(come.problems).toEqual([`error: "52:54:00:12:34:58" ${beside}`]);
	});
});

describe('the machine to be installed', () => {
	const machine = machineWith(
		{name: 'eno1', mac: '52:54:00:12:34:56'},
		{name: 'eno2', mac: '52:54:00:12:34:57', link: 'down'},
	);
	const found = 'found eno1 (52:54:00:12:34:56), eno2 (52:54:00:12:34:57)';

	it.each([
		['BOOTIF=eno1', []],
		['BOOTIF=01-52-54-00-12-34-57', []],
		['BOOTIF=link', []],
		['bond=bond0:eno1,52-54-00-12-34-57', []],
		['BOOTIF=eno9', [`error: "eno9" is not a network interface of this host; ${found}`]],
		[
			'BOOTIF=01-52-54-00-12-34-99',
			[`error: "52:54:00:12:34:99" is not a network interface of this host; ${found}`],
		],
		['bond=bond0:eno1,eno9', [`error: "eno9" is not a network interface of this host; ${found}`]],
		[
			'bond=bond0:eno1,52-54-00-12-34-56',
			['error: "eno1,52:54:00:12:34:56" names eno1 twice; name each port once'],
		],
	])('%s', (line, problems) => {
		expect(fromLine(line, {machine}).problems).toEqual(problems);
	});

	it('may have no interface with a link, or none at all', () => {
		expect(
			fromLine('BOOTIF=link', {machine: machineWith({name: 'eno1', mac: '52:54:00:12:34:56', link: 'down'})})
				.problems,
		).toEqual(['error: "link" finds no interface with a link; found eno1 (52:54:00:12:34:56)']);
		expect(fromLine('BOOTIF=eno1', {machine: machineWith()}).problems).toEqual([
			'error: "eno1" is not a network interface of this host; it has none at all',
		]);
	});
});

describe('names that nobody gave', () => {
	it.each([
		['eno1', 'breno1'],
		['bond0', 'brbond0'],
		['enp0s20f0u1u2', 'brenp0s20f0u1u2'],
		['enp0s20f0u1u2i', 'br0'],
		['52:54:00:12:34:56', 'br0'],
	])('the bridge of %s is %s', (name, bridge) => {
		expect(defaultBridge(name)).toBe(bridge);
	});

	it('the tagged device fits into a name', () => {
		expect(vlanDevice('eno1', 20)).toBe('eno1.20');
		expect(vlanDevice('enp0s20f0u1u2', 20)).toBe('vlan20');
	});
});
