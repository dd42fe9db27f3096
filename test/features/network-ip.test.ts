import {describe, expect, it} from 'vitest';
import {answersOf, fromLine} from './gathered.ts';

const dual = {ipv6: 'static', address6: '2001:db8::10/64'};

describe('ip, netmask and gateway', () => {
	it.each([
		['ip=dhcp', {ipv4: 'dhcp'}],
		['ip=on', {ipv4: 'dhcp'}],
		['ip=any', {ipv4: 'dhcp'}],
		['ip=single-dhcp', {ipv4: 'dhcp'}],
		['ip=dhcp6', {ipv6: 'dhcp', ipv4: 'off'}],
		['ip=auto6', {ipv6: 'auto', ipv4: 'off'}],
		['ip=either6', {ipv6: 'auto', ipv4: 'off'}],
		['ip=dhcp ip=dhcp6', {ipv4: 'dhcp', ipv6: 'dhcp'}],
		['ip=192.0.2.10/24', {ipv4: 'static', address: '192.0.2.10/24'}],
		['ip=192.0.2.10 netmask=255.255.255.0', {ipv4: 'static', address: '192.0.2.10/24'}],
		[
			'netmask=255.255.255.128 gateway=192.0.2.1 ip=192.0.2.10',
			{ipv4: 'static', address: '192.0.2.10/25', gateway: '192.0.2.1'},
		],
		['ip=192.0.2.10 netmask=26', {ipv4: 'static', address: '192.0.2.10/26'}],
		[
			'ip=192.0.2.10:192.0.2.2:192.0.2.1:255.255.255.0',
			{ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1'},
		],
		[
			'ip=192.0.2.10::192.0.2.1 netmask=255.255.0.0',
			{ipv4: 'static', address: '192.0.2.10/16', gateway: '192.0.2.1'},
		],
		[
			'ip=192.0.2.10:::255.255.255.0 gateway=192.0.2.1',
			{ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1'},
		],
		[
			'ip=192.0.2.10::192.0.2.1:255.255.255.0:host7:eno1:none',
			{ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1', hostname: 'host7', interface: 'eno1'},
		],
		[
			'ip=192.0.2.10::192.0.2.1:24::eno1:off:9000',
			{ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1', interface: 'eno1', mtu: '9000'},
		],
		[
			'ip=192.0.2.10::192.0.2.1:24:host7:eno1:none:192.0.2.53:192.0.2.54',
			{
				ipv4: 'static',
				address: '192.0.2.10/24',
				gateway: '192.0.2.1',
				hostname: 'host7',
				interface: 'eno1',
				dns: '192.0.2.53,192.0.2.54',
			},
		],
		['ip=::::host7:eno1:dhcp', {ipv4: 'dhcp', hostname: 'host7', interface: 'eno1'}],
		['ip=eno1:dhcp', {ipv4: 'dhcp', interface: 'eno1'}],
		['ip=52-54-00-12-34-56:dhcp', {ipv4: 'dhcp', interface: '52:54:00:12:34:56'}],
		['ip=eno1:auto6:1500', {ipv6: 'auto', ipv4: 'off', interface: 'eno1', mtu: '1500'}],
		[
			'ip=[2001:db8::10]::[2001:db8::1]:64:host7:eno1:none',
			{...dual, ipv4: 'off', gateway6: '2001:db8::1', hostname: 'host7', interface: 'eno1'},
		],
		['ip=[2001:db8::10]/64', {...dual, ipv4: 'off'}],
		['ip=2001:db8::10/64', {...dual, ipv4: 'off'}],
		['ip=[2001:db8::10]/64 ip=dhcp', {...dual, ipv4: 'dhcp'}],
		['ip=192.0.2.10/24 ip=[2001:db8::10]/64', {...dual, ipv4: 'static', address: '192.0.2.10/24'}],
		['ip=192.0.2.10/24 ip=dhcp', {ipv4: 'dhcp'}],
		['ip=eno2:dhcp BOOTIF=eno1', {ipv4: 'dhcp', interface: 'eno1'}],
		['ip=eno1:dhcp ip=eno2:dhcp', {ipv4: 'dhcp', interface: 'eno2'}],
		['ip=192.0.2.10:::24::eno1:static', {ipv4: 'static', address: '192.0.2.10/24', interface: 'eno1'}],
		['ip=192.0.2.10:::24::eno1', {ipv4: 'static', address: '192.0.2.10/24', interface: 'eno1'}],
		['ip=:::::eno1:dhcp:1500', {ipv4: 'dhcp', interface: 'eno1', mtu: '1500'}],
		['ip=::::host7::', {hostname: 'host7'}],
	])('%s', (line, answers) => {
		const come = fromLine(line);
		expect(answersOf(come)).toEqual(answers);
		expect(come.problems.filter(problem => problem.startsWith('error'))).toEqual([]);
	});

	it.each([
		[
			'ip=eno1:dhcp ip=eno2:dhcp',
			'warning: "eno1" in ip=eno1:dhcp is not used as the interface: the last ip= names eno2',
		],
		['ip=off', 'warning: Both IPv4 and IPv6 are "off", so the host cannot be reached over the network'],
		[
			'ip=link6',
			'warning: ip=link6 is taken as auto6: an address that is valid on one link alone cannot be asked for',
		],
		[
			'ip=192.0.2.10::192.0.2.1:24::eno1:dhcp',
			'warning: "192.0.2.10" in ip=192.0.2.10::192.0.2.1:24::eno1:dhcp is not used, since the word asks for dhcp',
		],
		[
			'ip=192.0.2.10:192.0.2.2::24::eno1:none',
			'warning: "192.0.2.2" in ip=192.0.2.10:192.0.2.2::24::eno1:none is a peer or a boot server and is not used',
		],
		[
			'ip=eno1:dhcp::52:54:00:12:34:56',
			'warning: "52:54:00:12:34:56" in ip=eno1:dhcp::52:54:00:12:34:56 is not used: the interface keeps its own MAC address',
		],
		[
			'ip=:::::eno1:dhcp:192.0.2.53 dns=192.0.2.54',
			'warning: "192.0.2.53" in ip=:::::eno1:dhcp:192.0.2.53 is not used, since dns= or nameserver= gives DNS servers',
		],
		['ip=eno2:dhcp BOOTIF=eno1', 'warning: "eno2" in ip=eno2:dhcp is not used as the interface: eno1 is'],
		[
			'ip=eno1:dhcp bond=bond0:eno1,eno2',
			'warning: "eno1" in ip=eno1:dhcp is not used as the interface: the bond bond0 is',
		],
		[
			'netmask=255.255.255.0',
			'warning: "255.255.255.0" in netmask=255.255.255.0 is not used: the line gives no address; give one, as in ip=192.0.2.10',
		],
		[
			'ip=dhcp gateway=192.0.2.1',
			'warning: "192.0.2.1" in gateway=192.0.2.1 is not used, since ip=dhcp gives no address',
		],
		[
			'gateway=192.0.2.1 ip=eno1:off',
			'warning: "192.0.2.1" in gateway=192.0.2.1 is not used, since ip=off gives no address',
		],
	])('%s: %s', (line, message) => {
		expect(fromLine(line).problems).toContain(message);
		expect(fromLine(line).problems.filter(problem => problem.startsWith('error'))).toEqual([]);
	});

	const forms = 'give one as in ip=dhcp, ip=192.0.2.10/24 or ip=192.0.2.10::192.0.2.1:255.255.255.0:host7:eno1:none';

	it.each([
		['ip', '"ip" has no value; give one, as in ip=dhcp'],
		['ip=static', `"static" in ip=static has no address beside it; ${forms.replace('one as', 'one, as')}`],
		['ip=bogus', `"bogus" in ip=bogus is neither a method nor an address; ${forms}`],
		['ip=eno1:bogus', `"eno1:bogus" in ip=eno1:bogus is neither a method nor an address; ${forms}`],
		[
			'ip=eno1:ibft',
			'"ibft" in ip=eno1:ibft is not a method that hostwright knows; give none for a static address, or dhcp, dhcp6 or auto6',
		],
		[
			'ip=192.0.2.10::192.0.2.1:24:h:eno1:manual',
			'"manual" in ip=192.0.2.10::192.0.2.1:24:h:eno1:manual is not a method that hostwright knows; give none for a static address, or dhcp, dhcp6 or auto6',
		],
		[
			'ip=192.0.2.10',
			'"192.0.2.10" in ip=192.0.2.10 has no netmask; write ip=192.0.2.10/24, or give netmask=255.255.255.0 beside it',
		],
		['ip=[2001:db8::10]', '"[2001:db8::10]" in ip=[2001:db8::10] has no prefix; write ip=[2001:db8::10]/64'],
		['ip=192.0.2.10:::300', '"300" in ip=192.0.2.10:::300 is not a netmask; give one as in 255.255.255.0 or 24'],
		[
			'ip=192.0.2.10:::255.0.255.0',
			'"255.0.255.0" in ip=192.0.2.10:::255.0.255.0 is not a netmask; give one as in 255.255.255.0 or 24',
		],
		['ip=192.0.2.10 netmask=33', '"33" in netmask=33 is not a netmask; give one as in 255.255.255.0 or 24'],
		[
			'ip=[2001:db8::10]:::129::eno1:none',
			'"129" in ip=[2001:db8::10]:::129::eno1:none is not a netmask; give the length of a prefix, as in 64',
		],
		[
			'ip=192.0.2.10/24 netmask=255.255.0.0',
			'ip=192.0.2.10/24 and netmask=255.255.0.0 give two netmasks; leave one of them out',
		],
		[
			'ip=192.0.2.10::192.0.2.1:24 gateway=192.0.2.2',
			'gateway=192.0.2.2 and "192.0.2.1" in ip= give two gateways; leave one of them out',
		],
		[
			'ip=300.0.2.10/24',
			'"300.0.2.10/24" is not an IPv4 address with a prefix; give an address and the length of its prefix, as in 192.0.2.10/24',
		],
		[
			'ip=192.0.2.0/24',
			'"192.0.2.0/24" is the address of the network itself; give an address and the length of its prefix, as in 192.0.2.10/24',
		],
		['ip=192.0.2.10::2001:24', '"2001" is not an IPv4 address; give four numbers from 0 to 255, as in 192.0.2.10'],
		['netmask', '"netmask" has no value; give one, as in netmask=255.255.255.0'],
		['gateway', '"gateway" has no value; give one, as in gateway=192.0.2.1'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems.filter(problem => problem.startsWith('error'))).toEqual([`error: ${message}`]);
	});

	it('take away the address of an answer file when the line asks for DHCP', () => {
		const yaml = 'network:\n  ipv4: static\n  address: 192.0.2.10/24\n  gateway: 192.0.2.1\n';
		expect(fromLine('ip=dhcp', {yaml})).toEqual({answers: {'network.ipv4': 'dhcp'}, problems: []});
	});
});
