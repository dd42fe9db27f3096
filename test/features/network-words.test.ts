import {describe, expect, it} from 'vitest';
import {answersOf, fromLine} from './gathered.ts';

describe('BOOTIF', () => {
	it.each([
		['01-52-54-00-12-34-56', '52:54:00:12:34:56'],
		['52:54:00:AB:CD:EF', '52:54:00:ab:cd:ef'],
		['e4-54-00-12-34-56', 'e4:54:00:12:34:56'],
		['link', 'link'],
		['LINK', 'link'],
		['eno1', 'eno1'],
		['wlan0', 'wlan0'],
		['ib0', 'ib0'],
		['enp0s20f0u1u2i5', 'enp0s20f0u1u2i5'],
	])('%s', (value, answer) => {
		expect(fromLine(`BOOTIF=${value}`)).toEqual({answers: {'network.interface': answer}, problems: []});
	});

	it.each([
		['BOOTIF', '"BOOTIF" has no value; give one, as in BOOTIF=01-52-54-00-12-34-56, or BOOTIF=eno1'],
		[
			'BOOTIF=01-52-54-00-12-34',
			'"01:52:54:00:12:34" is a multicast address; give six bytes as in 52:54:00:12:34:56',
		],
		['BOOTIF=52:54:00:12:34', '"52:54:00:12:34" is not a MAC address; give six bytes as in 52:54:00:12:34:56'],
		[
			'BOOTIF=00-00-00-00-00-00',
			'"00:00:00:00:00:00" is not the address of any interface; give six bytes as in 52:54:00:12:34:56',
		],
		[
			'BOOTIF=enp0s20f0u1u2u3u4',
			'"enp0s20f0u1u2u3u4" has 17 characters and a network device at most 15; give a shorter name',
		],
		[
			'BOOTIF=../../etc',
			'"../../etc" is not the name of a network device; give letters, digits, dots, hyphens and underscores, as in eno1',
		],
		[
			'hostwright.network.interface=52-54-00-12-34-56',
			'"52-54-00-12-34-56" is not a MAC address; write it as 52:54:00:12:34:56',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('vlan', () => {
	it.each([
		['vlan=20 BOOTIF=eno1', {vlan: '20', interface: 'eno1'}],
		['vlan=20:eno1', {vlan: '20', interface: 'eno1'}],
		['vlan=20:eno1 BOOTIF=01-52-54-00-12-34-56', {vlan: '20', interface: '52:54:00:12:34:56'}],
		['vlan=vlan5:eno1', {vlan: '5', interface: 'eno1'}],
		['vlan=vlan0005:eno1', {vlan: '5', interface: 'eno1'}],
		['vlan=eth0.5:eth0', {vlan: '5', interface: 'eth0'}],
		['vlan=eth0.0005:eth0', {vlan: '5', interface: 'eth0'}],
		['vlan=eth0.5', {vlan: '5', interface: 'eth0'}],
		['vlan=bond0.5:bond0 bond=bond0:eno1,eno2', {vlan: '5', bond: 'bond0', bondPorts: 'eno1,eno2'}],
		['ip=eth0.5:dhcp vlan=eth0.5:eth0', {ipv4: 'dhcp', vlan: '5', interface: 'eth0'}],
		['vlan=20:eno1 vlan=30', {vlan: '30', interface: 'eno1'}],
		['vlan=20 vlan=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line).problems).toEqual([]);
		expect(answersOf(fromLine(line))).toEqual(answers);
	});

	it.each([
		['vlan', '"vlan" has no value; give one, as in vlan=20'],
		['vlan=5000:eno1', '"5000" is not a VLAN ID; give a whole number from 1 to 4094'],
		['vlan=0:eno1', '"0" is not a VLAN ID; give a whole number from 1 to 4094'],
		['vlan=20', 'VLAN 20 has no interface to stand on; give network.interface, as in eno1, or BOOTIF='],
		[
			'vlan=storage:eno1',
			'"storage" in vlan=storage:eno1 holds no VLAN ID; give one as in vlan=20, vlan=20:eno1 or vlan=eno1.20:eno1',
		],
		[
			'vlan=-1:eno1',
			'"-1" in vlan=-1:eno1 holds no VLAN ID; give one as in vlan=20, vlan=20:eno1 or vlan=eno1.20:eno1',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('bond and bridge', () => {
	const bonded = {bond: 'bond0', bondPorts: 'eno1,eno2'};

	it.each([
		['bond=bond0:eno1,eno2', bonded],
		['bond_setup=bond0:eno1,eno2', bonded],
		[
			'bond=bond0:52-54-00-12-34-56,52-54-00-12-34-57',
			{bond: 'bond0', bondPorts: '52:54:00:12:34:56,52:54:00:12:34:57'},
		],
		['bond=bond0:eno1,eno2:mode=802.3ad,miimon=100', {...bonded, bondOptions: 'mode=802.3ad miimon=100'}],
		[
			'bond=bond0:eno1,eno2:arp_interval=100,arp_ip_target=192.0.2.1;192.0.2.2:9000',
			{...bonded, bondOptions: 'arp_interval=100 arp_ip_target=192.0.2.1,192.0.2.2', mtu: '9000'},
		],
		['bond=bond0:eno1,eno2 BOOTIF=bond0', {...bonded, interface: 'bond0'}],
		['bridge=ovirtmgmt:eno1', {layout: 'bridged', bridge: 'ovirtmgmt', interface: 'eno1'}],
		['bridge=br7', {layout: 'bridged', bridge: 'br7'}],
		['bridge=br0:bond0 bond=bond0:eno1,eno2', {...bonded, layout: 'bridged', bridge: 'br0'}],
		['network_layout=direct', {layout: 'direct'}],
		['network_layout=bridged', {layout: 'bridged'}],
		[
			'ip=192.0.2.10::192.0.2.1:255.255.255.0:node1:ovirtmgmt:none bridge=ovirtmgmt:bond0.100 vlan=bond0.100:bond0 ' +
				'bond=bond0:eno1,eno2:mode=active-backup,miimon=100:9000 nameserver=192.0.2.53',
			{
				...bonded,
				ipv4: 'static',
				address: '192.0.2.10/24',
				gateway: '192.0.2.1',
				hostname: 'node1',
				layout: 'bridged',
				bridge: 'ovirtmgmt',
				vlan: '100',
				bondOptions: 'mode=active-backup miimon=100',
				mtu: '9000',
				dns: '192.0.2.53',
			},
		],
	])('%s', (line, answers) => {
		expect(answersOf(fromLine(line))).toEqual(answers);
		expect(fromLine(line).problems).toEqual([]);
	});

	it.each([
		['bond', '"bond" has no value; give one, as in bond=bond0:eno1,eno2:mode=802.3ad,miimon=100'],
		[
			'bond=:eno1',
			'":eno1" in bond=:eno1 is not NAME:PORT,PORT[:OPTIONS[:MTU]]; give one as in bond=bond0:eno1,eno2:mode=802.3ad,miimon=100',
		],
		['bond=bond0', 'The bond "bond0" has no ports; give network.bondPorts, as in eno1,eno2'],
		['bond=bond0:eno1,,eno2', '"eno1,,eno2" has an empty item; give items between commas'],
		['bond=link:eno1,eno2', '"link" is a word with a meaning of its own; give another name'],
		[
			'bond=bond0:eno1,eno2:mode=fast',
			'"mode=fast" holds mode=fast, which is not a bonding mode; give balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb, balance-alb',
		],
		[
			'bond=bond0:eno1,eno2:colour=red',
			'"colour=red" holds "colour", which is not a bonding option; give words as in mode=802.3ad miimon=100',
		],
		['bond=bond0:eno1,eno2:miimon', '"miimon" gives miimon no value; write it as in miimon=100'],
		['bond=bond0:eno1,eno2:miimon=often', '"miimon=often" holds miimon=often; give miimon a whole number'],
		[
			'bond=bond0:eno1,eno2:miimon=100,arp_interval=100',
			'"miimon=100 arp_interval=100" holds both miimon and arp_interval; give one of them: the driver refuses both',
		],
		['bridge', '"bridge" has no value; give one, as in bridge=br0:eno1'],
		[
			'bridge=br0:eno1,eno2',
			'"eno1,eno2" in bridge=br0:eno1,eno2 names 2 ports; give one, or a bond of them as in bond=bond0:eno1,eno2',
		],
		['network_layout=flat', '"flat" is not one of the choices; give bridged, direct'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});

	it('do not go round in a ring', () => {
		expect(fromLine('ip=br0:dhcp bridge=br0:br1 bridge=br1:br0').problems).toContain(
			'warning: "br0" in ip=br0:dhcp stands on itself and is not used as the interface',
		);
	});
});

describe('the other words', () => {
	it.each([
		['ipv6=auto', {ipv6: 'auto'}],
		['ipv6=dhcp', {ipv6: 'dhcp'}],
		['ipv6=no', {ipv6: 'off'}],
		['ipv6=0', {ipv6: 'off'}],
		['ipv6=2001:db8::10/64', {ipv6: 'static', address6: '2001:db8::10/64'}],
		['ipv6=[2001:db8::10]/64', {ipv6: 'static', address6: '2001:db8::10/64'}],
		['dns=192.0.2.53,192.0.2.54', {dns: '192.0.2.53,192.0.2.54'}],
		['dns=[2001:db8::53] ipv6=auto', {ipv6: 'auto', dns: '2001:db8::53'}],
		['nameserver=192.0.2.53 nameserver=192.0.2.54', {dns: '192.0.2.53,192.0.2.54'}],
		['hostname=host7.example.org', {hostname: 'host7.example.org'}],
		['hostname=12345', {hostname: '12345'}],
		['mtu=9000', {mtu: '9000'}],
		['hostname=a hostname=', {}],
	])('%s', (line, answers) => {
		expect(answersOf(fromLine(line))).toEqual(answers);
		expect(fromLine(line).problems).toEqual([]);
	});

	it.each([
		['ipv6', '"ipv6" has no value; give one, as in ipv6=auto'],
		['ipv6=maybe', '"maybe" is not one of the choices; give off, auto, dhcp, static'],
		['ipv6=static', '"static" needs an address; give network.address6, as in 2001:db8::10/64'],
		[
			'ipv6=2001:db8::10',
			'"2001:db8::10" is not an IPv6 address with a prefix; give an address and the length of its prefix, as in 2001:db8::10/64',
		],
		['dns=ns1.example.org', '"ns1.example.org" is not an IP address; give one as in 192.0.2.10 or 2001:db8::10'],
		['dns', '"dns" has no value; give one, as in dns=192.0.2.53'],
		['nameserver', '"nameserver" has no value; give one, as in nameserver=192.0.2.53'],
		['hostname', '"hostname" has no value; give one, as in hostname=host7.example.org'],
		[
			'hostname=host_7',
			'"host_7" is not a host name; give a name as in host7.example.org: letters, digits, hyphens and dots',
		],
		[
			`hostname=${'a'.repeat(65)}`,
			`"${'a'.repeat(65)}" has 65 characters and a host name at most 64; give a shorter one`,
		],
		['mtu=100', '"100" is not an MTU; give a whole number from 576 to 65535'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});
