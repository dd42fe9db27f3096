/** The management network: one interface, alone or a bond, with a VLAN and a bridge for guests over it. */
import {domain, hostname, ipv4, ipv4Prefix, ipv6, ipv6Prefix, address} from '../../settings/rules.ts';
import {choice, list, number, text} from '../../settings/setting.ts';
import {bondOptions} from './bond-options.ts';
import {newDeviceName, nic} from './names.ts';

export const settings = {
	hostname: text({
		label: 'Host name',
		help: 'The name of the host, with its domain.',
		example: 'host7.example.org',
		fact: 'from DHCP, or localhost',
		is: hostname,
	}),
	interface: text({
		label: 'Interface',
		help: 'The management interface: a name, a MAC address, or link for the first one that has a link; empty with a bond.',
		example: '52:54:00:12:34:56',
		fact: 'asked',
		is: nic,
	}),
	layout: choice({
		label: 'Layout',
		help: 'Whether a bridge for guests stands on the interface; oVirt Node had none unless asked.',
		options: {bridged: 'A bridge for guests', direct: 'The interface alone'},
		default: 'bridged',
	}),
	bridge: text({
		label: 'Bridge',
		help: 'The name of the bridge; left empty it is br and the interface, or br0 when that is too long.',
		example: 'ovirtmgmt',
		is: newDeviceName,
	}),
	vlan: number({
		label: 'VLAN',
		help: 'The VLAN of the management network; the tag stays under the bridge.',
		example: '20',
		noun: 'a VLAN ID',
		min: 1,
		max: 4094,
	}),
	bond: text({
		label: 'Bond',
		help: 'The name of a bond of several interfaces, which is the management interface then.',
		example: 'bond0',
		is: newDeviceName,
	}),
	bondPorts: list({
		label: 'Its ports',
		help: 'The interfaces of the bond, by name or by MAC address.',
		example: 'eno1,eno2',
		noun: 'interface',
		item: nic,
	}),
	bondOptions: text({
		label: 'Its options',
		help: 'Options of the bonding driver.',
		example: 'mode=802.3ad miimon=100 lacp_rate=fast',
		default: 'mode=active-backup miimon=100',
		is: bondOptions,
	}),
	ipv4: choice({
		label: 'IPv4',
		help: 'How the host gets its IPv4 address.',
		options: {dhcp: 'By DHCP', static: 'As given here', off: 'No IPv4'},
		default: 'dhcp',
	}),
	address: text({
		label: 'IPv4 address',
		help: 'The IPv4 address of the host, with the length of its prefix.',
		example: '192.0.2.10/24',
		is: ipv4Prefix,
	}),
	gateway: text({
		label: 'IPv4 gateway',
		help: 'The default router for IPv4.',
		example: '192.0.2.1',
		is: ipv4,
	}),
	ipv6: choice({
		label: 'IPv6',
		help: 'How the host gets its IPv6 address.',
		options: {off: 'No IPv6', auto: 'From the router', dhcp: 'By DHCP', static: 'As given here'},
		default: 'off',
	}),
	address6: text({
		label: 'IPv6 address',
		help: 'The IPv6 address of the host, with the length of its prefix.',
		example: '2001:db8::10/64',
		is: ipv6Prefix,
	}),
	gateway6: text({
		label: 'IPv6 gateway',
		help: 'The default router for IPv6.',
		example: 'fe80::1',
		is: ipv6,
	}),
	dns: list({
		label: 'DNS servers',
		help: 'DNS servers; left empty they come from DHCP.',
		example: '192.0.2.53,2001:db8::53',
		noun: 'address',
		item: address,
	}),
	search: list({
		label: 'Search domains',
		help: 'Domains in which short names are looked up.',
		example: 'example.org',
		noun: 'domain',
		item: domain,
	}),
	mtu: number({
		label: 'MTU',
		help: 'The largest packet of the management interface; left empty the network decides.',
		example: '9000',
		unit: 'bytes',
		noun: 'an MTU',
		min: 576,
		max: 65_535,
	}),
	confirmSeconds: number({
		label: 'Time to confirm',
		help: 'A change of the network on a running host is taken back when nobody confirms it for this long.',
		unit: 'seconds',
		noun: 'a number of seconds',
		min: 10,
		max: 3600,
		default: '60',
	}),
};
