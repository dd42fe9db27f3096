/**
 * Rules over several values of the network section. What is missing is said about the setting that is missing: when that one was
 * given and its text did not parse, that has been said already.
 */
import type {Values} from '../../settings/setting.ts';
import type {Finding} from '../feature.ts';
import {isEthernet, sameMac} from './bootif.ts';
import {vlanDevice} from './names.ts';
import type {settings} from './settings.ts';
import {contains, isIPv6, isLinkLocal, sameAddress, subnetOf} from './subnet.ts';

export type Network = Values<typeof settings>;

/** Bits of an address, by its family; a subnet of that length is one host. */
const bitsOf = (address: string) => (isIPv6(address) ? 128 : 32);

/** A router must be reachable without a router, and be another host. */
function checkGateway(setting: string, gateway: string, own: string): readonly Finding[] {
	const subnet = subnetOf(own);
	if (!subnet || isLinkLocal(gateway)) return [];
	if (sameAddress(subnet.address, gateway))
		return [{setting, message: `"${gateway}" is the host's own address, ${own}; give the address of the router.`}];
	if (contains(subnet, gateway)) return [];
	const right =
		subnet.prefix === bitsOf(subnet.address)
			? 'give the host a shorter prefix, since nothing else is inside this one'
			: 'give a router inside it, or another prefix';
	return [{setting, message: `"${gateway}" is not inside the network of ${own}; ${right}.`}];
}

type Family = {
	readonly name: 'IPv4' | 'IPv6';
	readonly method: 'ipv4' | 'ipv6';
	readonly address: 'address' | 'address6';
	readonly gateway: 'gateway' | 'gateway6';
	readonly example: string;
};

const FAMILIES: readonly Family[] = [
	{name: 'IPv4', method: 'ipv4', address: 'address', gateway: 'gateway', example: '192.0.2.10/24'},
	{name: 'IPv6', method: 'ipv6', address: 'address6', gateway: 'gateway6', example: '2001:db8::10/64'},
];

/** Static needs an address, and nothing but static may have one. */
function checkFamily(values: Network, family: Family): readonly Finding[] {
	const [method, own, gateway] = [values[family.method], values[family.address], values[family.gateway]];
	if (method === 'static') {
		if (own !== undefined) return gateway === undefined ? [] : checkGateway(family.gateway, gateway, own);
		const message = `"static" needs an address; give network.${family.address}, as in ${family.example}.`;
		return [{setting: family.address, message}];
	}
	const right = `give network.${family.method}=static, or leave it out`;
	return ([family.address, family.gateway] as const).flatMap(setting =>
		values[setting] === undefined
			? []
			: [{setting, message: `"${values[setting]}" is given while ${family.name} is "${method}"; ${right}.`}],
	);
}

const sameDevice = (one: string, other: string) => one === other || sameMac(one, other);

function checkBond({bond, bondPorts, interface: nic}: Network): readonly Finding[] {
	const findings: Finding[] = [];
	if (bond === undefined) {
		if (bondPorts.length > 0) {
			const message = `"${bondPorts.join(',')}" are ports of no bond; give network.bond=bond0, or leave them out.`;
			findings.push({setting: 'bond', message});
		}
		if (nic !== undefined && /^bond\d+$/.test(nic)) {
			const message = `"${nic}" is a bond and no bond is given; give bond=${nic}:PORT,PORT.`;
			findings.push({setting: 'interface', message});
		}
		return findings;
	}
	if (bondPorts.length === 0) {
		const message = `The bond "${bond}" has no ports; give network.bondPorts, as in eno1,eno2.`;
		findings.push({setting: 'bondPorts', message});
	}
	const twice = bondPorts.find((port, at) => bondPorts.slice(0, at).some(before => sameDevice(before, port)));
	if (twice !== undefined)
		findings.push({setting: 'bondPorts', message: `"${twice}" is named twice; name each port once.`});
	if (bondPorts.includes(bond))
		findings.push({
			setting: 'bondPorts',
			message: `"${bond}" is the bond itself; name the interfaces it is made of.`,
		});
	if (bondPorts.includes('link'))
		findings.push({
			setting: 'bondPorts',
			message: '"link" is not a port; name the interfaces the bond is made of.',
		});
	if (bondPorts.length === 1) {
		const message = `The bond "${bond}" has one port, "${bondPorts[0]}", so nothing stands in when that one fails.`;
		findings.push({setting: 'bondPorts', level: 'warning', message});
	}
	if (nic === undefined || nic === bond) return findings;
	const what = bondPorts.some(port => sameDevice(port, nic))
		? `is a port of the bond "${bond}"`
		: `is given beside the bond "${bond}"`;
	findings.push({
		setting: 'interface',
		message: `"${nic}" ${what}; give network.interface=${bond}, or leave it out.`,
	});
	return findings;
}

function checkBridge({layout, bridge, bond, bondPorts, interface: nic, vlan}: Network): readonly Finding[] {
	if (bridge === undefined) return [];
	if (layout === 'direct') {
		const message = `"${bridge}" is given while the layout is "direct", which has no bridge; give network.layout=bridged, or leave it out.`;
		return [{setting: 'bridge', message}];
	}
	const lower = bond ?? nic;
	const tagged = vlan === undefined ? [] : [vlanDevice(lower?.includes(':') ? undefined : lower, vlan)];
	const taken = [bond, nic, ...bondPorts, ...tagged];
	if (!taken.includes(bridge)) return [];
	return [
		{
			setting: 'bridge',
			message: `"${bridge}" is the name of a device below the bridge; give another name, such as br0.`,
		},
	];
}

function checkRest({vlan, interface: nic, bond, ipv4, ipv6, mtu}: Network): readonly Finding[] {
	const findings: Finding[] = [];
	if (vlan !== undefined && nic === undefined && bond === undefined) {
		const message = `VLAN ${vlan} has no interface to stand on; give network.interface, as in eno1, or BOOTIF=.`;
		findings.push({setting: 'interface', message});
	}
	if (mtu !== undefined && mtu < 1280 && ipv6 !== 'off') {
		const message = `An MTU of ${mtu} is too small for IPv6, which is "${ipv6}"; give 1280 or more.`;
		findings.push({setting: 'mtu', message});
	}
	if (ipv4 === 'off' && ipv6 === 'off') {
		const message = 'Both IPv4 and IPv6 are "off", so the host cannot be reached over the network.';
		findings.push({setting: 'ipv4', level: 'warning', message});
	}
	return findings;
}

/** glibc asks the first three and no other (resolv.conf(5), MAXNS). */
const MOST_SERVERS = 3;

function checkDns({dns, ipv4, ipv6}: Network): readonly Finding[] {
	const warning = (message: string) => [{setting: 'dns', level: 'warning' as const, message}];
	if (dns.length === 0) return [];
	if (ipv6 === 'off' && dns.every(isIPv6))
		return warning(
			`"${dns.join(',')}" cannot be reached while IPv6 is "off"; give an IPv4 server, or network.ipv6=auto.`,
		);
	if (ipv4 === 'off' && !dns.some(isIPv6))
		return warning(
			`"${dns.join(',')}" cannot be reached while IPv4 is "off"; give an IPv6 server, or network.ipv4=dhcp.`,
		);
	if (dns.length <= MOST_SERVERS) return [];
	return warning(`"${dns.slice(MOST_SERVERS).join(',')}" will never be asked: programs use the first three servers.`);
}

/** An InfiniBand address is longer; neither a bridge nor a VLAN of Ethernet stands on such a port. */
function checkInfiniband({layout, vlan, interface: nic, bondPorts}: Network): readonly Finding[] {
	const long = [nic, ...bondPorts].find(text => text?.includes(':') && !isEthernet(text));
	if (long === undefined) return [];
	const found = (setting: string, message: string) => [{setting, message}];
	if (layout === 'bridged')
		return found(
			'layout',
			`"${long}" is an InfiniBand port, which cannot be in a bridge; give network.layout=direct.`,
		);
	if (vlan === undefined) return [];
	return found('vlan', `"${long}" is an InfiniBand port, which has no VLANs; leave ${vlan} out.`);
}

export function check(values: Network): readonly Finding[] {
	return [
		...FAMILIES.flatMap(family => checkFamily(values, family)),
		...checkBond(values),
		...checkBridge(values),
		...checkInfiniband(values),
		...checkRest(values),
		...checkDns(values),
	];
}
