/** oVirt Node's words about the network (facts/ovirt-node.md 1.4), and dracut's of the same names (facts/services.md 2.6). */
import type {Legacy, LegacyKey, Line} from '../feature.ts';
import {listText, needsValue, takesText, unbracketed} from '../legacy-word.ts';
import {asInterface, claimInterface, vlanParent} from './claim.ts';
import {readGateway, readIp, readNetmask} from './ip-legacy.ts';

function readBootif(value: string | undefined): Legacy {
	if (value === undefined) return needsValue('BOOTIF', '01-52-54-00-12-34-56, or BOOTIF=eno1');
	return {settings: {'network.interface': asInterface(value)}};
}

/** The ID in `20`, and in dracut's names `vlan0020`, `vlan20`, `eth0.0020` and `eth0.20`. */
const vlanIdIn = (name: string) => /^(?:vlan|.+\.)?0*(\d+)$/.exec(name)?.[1];

function readVlan(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('vlan', '20');
	if (value === '') return {settings: {'network.vlan': ''}};
	const [name = '', device = ''] = value.split(':');
	const id = vlanIdIn(name);
	if (id === undefined)
		return {
			errors: [
				`"${name}" in vlan=${value} holds no VLAN ID; give one as in vlan=20, vlan=20:eno1 or vlan=eno1.20:eno1.`,
			],
		};
	const parent = device || vlanParent(name);
	const claim = parent === '' ? {} : claimInterface(`vlan=${value}`, parent, line);
	return {...claim, settings: {'network.vlan': id, ...claim.settings}};
}

/** Commas part options on a kernel line, where a value's own commas are semicolons; in the setting blanks part them. */
const optionsText = (text: string) => text.replaceAll(',', ' ').replaceAll(';', ',').trim();

function readBond(word: string, value: string | undefined): Legacy {
	const example = 'bond0:eno1,eno2:mode=802.3ad,miimon=100';
	if (value === undefined) return needsValue(word, example);
	if (value === '') return {settings: {'network.bond': '', 'network.bondPorts': '', 'network.bondOptions': ''}};
	const [name = '', ports = '', options = '', mtu = '', ...more] = value.split(':');
	if (name === '' || more.length > 0)
		return {
			errors: [`"${word}=${value}" is not NAME:PORT,PORT[:OPTIONS[:MTU]]; give one as in ${word}=${example}.`],
		};
	return {
		settings: {
			'network.bond': name,
			...(ports === '' ? {} : {'network.bondPorts': listText(ports.split(',').map(asInterface))}),
			...(options === '' ? {} : {'network.bondOptions': optionsText(options)}),
			...(mtu === '' ? {} : {'network.mtu': mtu}),
		},
	};
}

function readBridge(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('bridge', 'br0:eno1');
	if (value === '') return {settings: {'network.bridge': ''}};
	const [name = '', ports = ''] = value.split(':');
	const devices = ports.split(',').filter(port => port !== '');
	if (devices.length > 1)
		return {
			errors: [
				`"${ports}" in bridge=${value} names ${devices.length} ports; give one, or a bond of them as in bond=bond0:${ports}.`,
			],
		};
	const claim = devices[0] === undefined ? {} : claimInterface(`bridge=${value}`, devices[0], line);
	return {...claim, settings: {'network.layout': 'bridged', 'network.bridge': name, ...claim.settings}};
}

/** A method, or an address as the wiki of era A had it. */
function readIpv6(value: string | undefined): Legacy {
	if (value === undefined) return needsValue('ipv6', 'auto');
	if (value === '0' || value === 'no') return {settings: {'network.ipv6': 'off'}};
	if (!value.includes(':')) return {settings: {'network.ipv6': value}};
	return {settings: {'network.ipv6': 'static', 'network.address6': value.replace(/^\[([^\]]*)\]/, '$1')}};
}

/** `warning` is said whenever the word occurs. */
const layoutKey = (word: string, warning?: string) =>
	takesText(word, 'network.layout', {
		grammar: 'bridged|direct',
		help: 'Whether a bridge for guests stands on the interface.',
		example: 'direct',
		...(warning === undefined ? {} : {warning}),
	});

const bondKey = (word: string): LegacyKey => ({
	grammar: 'NAME:PORT[,PORT...][:OPTION[,OPTION...][:MTU]]',
	help: 'A bond of several interfaces, which is the management interface then.',
	read: value => readBond(word, value),
});

export const networkLegacy: Readonly<Record<string, LegacyKey>> = {
	BOOTIF: {
		grammar: 'MAC|01-MAC|NAME|link|BOND',
		help: 'The management interface; link takes the first one that has a link.',
		read: readBootif,
	},
	ip: {
		grammar: 'dhcp|off|ADDRESS[/PREFIX]|CLIENT:SERVER:GATEWAY:MASK|a form of dracut.cmdline(7)',
		help: 'How the management interface gets its address.',
		read: readIp,
	},
	netmask: {grammar: 'MASK', help: 'The netmask of the address in ip=.', read: readNetmask},
	gateway: {grammar: 'ADDRESS', help: 'The default router.', read: readGateway},
	ipv6: {
		grammar: 'auto|dhcp|off|ADDRESS/PREFIX',
		help: 'How the management interface gets its IPv6 address.',
		read: readIpv6,
	},
	dns: {
		grammar: 'ADDRESS[,ADDRESS...]',
		help: 'DNS servers.',
		read: value =>
			value === undefined
				? needsValue('dns', '192.0.2.53')
				: {settings: {'network.dns': value.split(',').map(unbracketed).join(',')}},
	},
	nameserver: {
		grammar: 'ADDRESS',
		help: 'A DNS server; the word may be repeated.',
		repeatable: true,
		read: value =>
			value === undefined
				? needsValue('nameserver', '192.0.2.53')
				: {settings: {'network.dns': unbracketed(value)}},
	},
	hostname: takesText('hostname', 'network.hostname', {
		grammar: 'NAME',
		help: 'The name of the host.',
		example: 'host7.example.org',
	}),
	vlan: {
		grammar: 'ID|ID:NIC|NAME:NIC',
		help: 'The VLAN of the management interface.',
		read: readVlan,
	},
	bond: bondKey('bond'),
	bond_setup: bondKey('bond_setup'),
	bridge: {grammar: 'NAME[:PORT]', help: 'The bridge for guests by name, and what it stands on.', read: readBridge},
	network_layout: layoutKey('network_layout'),
	network_topology: layoutKey(
		'network_topology',
		'"network_topology" was the name of network_layout for a few days of June 2013; write "network_layout".',
	),
	mtu: takesText('mtu', 'network.mtu', {
		grammar: 'BYTES',
		help: 'The largest packet of the management interface.',
		example: '9000',
	}),
};
