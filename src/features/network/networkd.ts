/** Files of systemd-networkd (systemd.netdev(5), systemd.network(5)): a device is made by one file and configured by another. */
import type {WantedFile} from '../../plan/wanted.ts';
import {WRITTEN} from '../../plan/written.ts';
import {BOND_OPTIONS} from './bond-table.ts';
import {bondOptionsOf, keepsOneAddress} from './bond-options.ts';
import type {Network} from './check.ts';
import type {Management, Port} from './management.ts';
import {isIPv6} from './subnet.ts';

/** Read before the files that distributions bring, which match every interface. */
export const NETWORKD = {folder: '/etc/systemd/network', prefix: '20-hostwright-'} as const;

/** A key that is given twice adds up; what is undefined is left out. */
type Section = {readonly name: string; readonly keys: ReadonlyArray<readonly [string, string | number | undefined]>};

/** Syntax: systemd.syntax(7). What a value may hold is up to the rules of the settings: nothing here needs quoting. */
function file(name: string, sections: readonly Section[]): WantedFile {
	const parts = sections.flatMap(({name: section, keys}) => {
		const lines = keys.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
		return lines.length === 0 ? [] : [[`[${section}]`, ...lines].join('\n')];
	});
	return {path: `${NETWORKD.folder}/${NETWORKD.prefix}${name}`, text: `# ${WRITTEN}\n\n${parts.join('\n\n')}\n`};
}

const FLAGS: Readonly<Record<string, string>> = {off: 'no', on: 'yes'};

/** Values that the driver has and systemd has not. */
const LACKING = new Set([
	...['filter', 'filter_active', 'filter_backup'].map(word => `arp_validate=${word}`),
	'xmit_hash_policy=vlan+srcmac',
]);

/** Said in the file of a port, not in that of the bond. */
const OF_A_PORT = {primary: 'PrimarySlave', active_slave: 'ActiveSlave'} as const;

/** Options that systemd has no key for; they are left out. */
export const unknownToNetworkd = (options: ReadonlyMap<string, string>): readonly string[] =>
	[...options]
		.filter(
			([name, value]) =>
				!Object.hasOwn(OF_A_PORT, name) && (!BOND_OPTIONS[name]?.networkd || LACKING.has(`${name}=${value}`)),
		)
		.map(([name]) => name);

function bondSection(values: Network): Section {
	const options = bondOptionsOf(values.bondOptions);
	const left = new Set(unknownToNetworkd(options));
	// Both names of the same count are one key.
	const keys = new Map(
		[...options].flatMap(([name, value]) => {
			const {networkd, unit = ''} = BOND_OPTIONS[name] ?? {};
			if (networkd === undefined || left.has(name)) return [];
			return [[networkd, `${FLAGS[value] ?? value.replaceAll(',', ' ')}${unit}`] as const];
		}),
	);
	return {name: 'Bond', keys: [...keys]};
}

/** The name it is found under: as the operator named it. */
const match = (port: Port): Section => ({
	name: 'Match',
	keys: port.by === 'mac' ? [['PermanentMACAddress', port.mac]] : [['Name', port.name]],
});

const named = (device: string): Section => ({name: 'Match', keys: [['Name', device]]});

/** Keys of `[Network]` for a device without addresses: not even those that IPv6 makes by itself. */
const QUIET = [
	['LinkLocalAddressing', 'no'],
	['IPv6AcceptRA', 'no'],
] as const;

const DHCP: Readonly<Record<string, string>> = {'true,true': 'yes', 'true,false': 'ipv4', 'false,true': 'ipv6'};

/** Names are resolved by these servers only, when any are given. They reach resolv.conf by systemd-resolved, where that runs. */
function addressSections(values: Network): readonly Section[] {
	const {ipv4, ipv6, dns, search} = values;
	const reachable = dns.filter(server => (isIPv6(server) ? ipv6 : ipv4) !== 'off');
	const ownDns = dns.length > 0 ? 'no' : undefined;
	const asks = ipv6 === 'auto' || ipv6 === 'dhcp';
	return [
		{
			name: 'Network',
			keys: [
				['DHCP', DHCP[`${ipv4 === 'dhcp'},${ipv6 === 'dhcp'}`] ?? 'no'],
				['LinkLocalAddressing', ipv6 === 'off' ? 'no' : 'ipv6'],
				['IPv6AcceptRA', asks ? 'yes' : 'no'],
				['Address', ipv4 === 'static' ? values.address : undefined],
				['Gateway', ipv4 === 'static' ? values.gateway : undefined],
				['Address', ipv6 === 'static' ? values.address6 : undefined],
				['Gateway', ipv6 === 'static' ? values.gateway6 : undefined],
				...reachable.map(server => ['DNS', server] as const),
				['Domains', search.length > 0 ? search.join(' ') : undefined],
			],
		},
		// By its MAC address, as boot servers and NetworkManager know the host.
		{name: 'DHCPv4', keys: ipv4 === 'dhcp' ? [...[['ClientIdentifier', 'mac'] as const], ['UseDNS', ownDns]] : []},
		{name: 'DHCPv6', keys: asks ? [['UseDNS', ownDns]] : []},
		{
			name: 'IPv6AcceptRA',
			keys: asks
				? [
						['UseDNS', ownDns],
						['UseAutonomousPrefix', ipv6 === 'dhcp' ? 'no' : undefined],
						['DHCPv6Client', ipv6 === 'dhcp' ? 'always' : undefined],
					]
				: [],
		},
	];
}

/** What is on top of a device: it joins a bond or a bridge, or has the addresses; and a VLAN may stand beside. */
type Above = {readonly joins?: readonly [string, string]; readonly vlan?: string};

function aboveSections({joins, vlan}: Above, values: Network): readonly Section[] {
	if (joins) return [{name: 'Network', keys: [joins, ...QUIET]}];
	if (vlan !== undefined) return [{name: 'Network', keys: [['VLAN', vlan], ...QUIET]}];
	return addressSections(values);
}

/** A device that joins another has no addresses to wait for, and one below a VLAN none but a link. */
const online = ({joins, vlan}: Above) => (joins ? 'enslaved' : vlan === undefined ? undefined : 'carrier');

function network(name: string, found: Section, above: Above, values: Network, more: Section['keys'] = []): WantedFile {
	const link: Section = {
		name: 'Link',
		keys: [
			['MTUBytes', values.mtu],
			['RequiredForOnline', online(above)],
		],
	};
	const [first, ...rest] = aboveSections(above, values);
	const sections = first ? [{...first, keys: [...first.keys, ...more]}, ...rest] : [];
	return file(`${name}.network`, [found, link, ...sections]);
}

/** `none`: the kernel chooses, and takes that of a port; else systemd would make one up. */
const device = (name: string, kind: string, mac: string | undefined, ...rest: readonly Section[]) => [
	{name: 'NetDev', keys: [['Name', name] as const, ['Kind', kind] as const, ['MACAddress', mac] as const]},
	...rest,
];

function portKeys(port: Port, values: Network): Section['keys'] {
	const options = bondOptionsOf(values.bondOptions);
	return Object.entries(OF_A_PORT).flatMap(([name, key]) => {
		const chosen = options.get(name);
		return chosen !== undefined && chosen === port.name ? [[key, 'yes'] as const] : [];
	});
}

/** The files, the highest device first. None while nobody knows which interface it is: here every one of them would match. */
export function networkdFiles(values: Network, management: Management): readonly WantedFile[] {
	const {ports, bond, vlan, bridge, mac = 'none'} = management;
	if (ports.some(({by, isThere}) => by === 'link' && !isThere)) return [];
	const underBridge: Above = bridge === undefined ? {} : {joins: ['Bridge', bridge]};
	const underVlan: Above = vlan === undefined ? underBridge : {vlan: vlan.name};
	const portAbove: Above = bond === undefined ? underVlan : {joins: ['Bond', bond]};
	const files: WantedFile[] = [];
	if (bridge !== undefined) {
		const stp: Section = {name: 'Bridge', keys: [['STP', 'no']]};
		files.push(file('bridge.netdev', device(bridge, 'bridge', mac, stp)));
		files.push(network('bridge', named(bridge), {}, values));
	}
	if (vlan !== undefined) {
		const id: Section = {name: 'VLAN', keys: [['Id', vlan.id]]};
		files.push(file('vlan.netdev', device(vlan.name, 'vlan', undefined, id)));
		files.push(network('vlan', named(vlan.name), underBridge, values));
	}
	if (bond !== undefined) {
		const own = keepsOneAddress(values.bondOptions) ? mac : 'none';
		files.push(file('bond.netdev', device(bond, 'bond', own, bondSection(values))));
		files.push(network('bond', named(bond), underVlan, values));
	}
	ports.forEach((port, at) => {
		const more = bond === undefined ? [] : portKeys(port, values);
		files.push(network(`port${at + 1}`, match(port), portAbove, values, more));
	});
	return files;
}
