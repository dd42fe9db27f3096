/** Profiles of NetworkManager (nm-settings-keyfile(5), nm-settings-nmcli(5)): one file for each device of the management network. */
import type {WantedFile} from '../../plan/wanted.ts';
import {bondOptionsOf, keepsOneAddress} from './bond-options.ts';
import {BOND_OPTIONS} from './bond-table.ts';
import {isEthernet} from './bootif.ts';
import type {Network} from './check.ts';
import {keyfile, type Group} from './keyfile.ts';
import type {Management, Port} from './management.ts';
import {stableUuid} from './stable-uuid.ts';
import {isIPv6} from './subnet.ts';

export const PROFILES = {folder: '/etc/NetworkManager/system-connections', prefix: 'hostwright-'} as const;

/** The profile at each place, so that a file keeps its name while devices change theirs; ports are counted from 1. */
const PROFILE = {
	bridge: 'hostwright-bridge',
	bond: 'hostwright-bond',
	vlan: 'hostwright-vlan',
	port: (number: number) => `hostwright-port${number}`,
} as const;

/** What stands on a device: it joins another, or has the addresses, or carries a VLAN and nothing else. */
type Role = {readonly joins: string; readonly as: 'bridge' | 'bond'} | 'addresses' | 'nothing';

type Wish = {readonly values: Network; readonly management: Management; readonly seed: string};

/** NetworkManager's own words for on and off. */
const FLAGS: Readonly<Record<string, string>> = {off: '0', on: '1'};

/** Options that this version of NetworkManager may drop without a word; they are left out. */
export const unknownToNetworkManager = (options: ReadonlyMap<string, string>): readonly string[] =>
	[...options.keys()].filter(name => BOND_OPTIONS[name]?.recent);

function bondGroup(values: Network): Group {
	const options = bondOptionsOf(values.bondOptions);
	const left = new Set(unknownToNetworkManager(options));
	const keys = [...options].filter(([name]) => !left.has(name)).map(([name, value]) => [name, FLAGS[value] ?? value]);
	return {name: 'bond', keys: Object.fromEntries(keys) as Readonly<Record<string, string>>};
}

/** Names are resolved by these servers only, when any are given: what DHCP says of them does not count then. */
const nameKeys = (values: Network, wanted: (server: string) => boolean) => ({
	dns: values.dns.filter(wanted),
	'dns-search': values.search,
	'ignore-auto-dns': values.dns.length > 0 ? true : undefined,
});

const withGateway = (address: string | undefined, gateway: string | undefined) =>
	[address, gateway].filter(text => text !== undefined).join(',');

function ipv4Group(values: Network): Group {
	const {ipv4: method, hostname} = values;
	if (method === 'off') return {name: 'ipv4', keys: {method: 'disabled'}};
	const names = nameKeys(values, server => !isIPv6(server));
	if (method === 'dhcp') return {name: 'ipv4', keys: {'dhcp-hostname': hostname, ...names, method: 'auto'}};
	return {name: 'ipv4', keys: {address1: withGateway(values.address, values.gateway), ...names, method: 'manual'}};
}

/**
 * `eui64`: the address that follows from the MAC address, as the kernel makes it; one that an inventory can foretell. NetworkManager's
 * own method `dhcp` hears no router, so that a host would have an address and no way out; with `auto` it asks a DHCPv6 server where the
 * router says that there is one.
 */
function ipv6Group(values: Network): Group {
	const {ipv6: method, hostname} = values;
	if (method === 'off') return {name: 'ipv6', keys: {method: 'disabled'}};
	const own = {'addr-gen-mode': 'eui64'};
	const names = nameKeys(values, isIPv6);
	if (method === 'static') {
		const address1 = withGateway(values.address6, values.gateway6);
		return {name: 'ipv6', keys: {...own, address1, ...names, method: 'manual'}};
	}
	const asked = {'dhcp-hostname': hostname, ...names};
	return {name: 'ipv6', keys: {...own, ...asked, method: 'auto'}};
}

function addressGroups(role: Role, values: Network): readonly Group[] {
	if (role === 'addresses') return [ipv4Group(values), ipv6Group(values)];
	if (role !== 'nothing') return role.as === 'bridge' ? [{name: 'bridge-port', keys: {}}] : [];
	return ['ipv4', 'ipv6'].map(name => ({name, keys: {method: 'disabled'}}));
}

type Profile = {
	readonly profile: string;
	readonly type: 'ethernet' | 'infiniband' | 'bond' | 'vlan' | 'bridge';
	/** Undefined where the device is found by its address. */
	readonly device: string | undefined;
	readonly role: Role;
	/** Its ports are brought up with it. */
	readonly hasPorts?: true;
	readonly groups?: readonly Group[];
};

/** Higher than any profile that a distribution or NetworkManager itself makes for an interface. */
const PRIORITY = 100;

/** A profile as a file, and how it is brought up. */
export type ProfileFile = {
	readonly profile: string;
	readonly file: WantedFile;
	/** It is brought up by its own name; else the device that it joins brings it up. */
	readonly standsAlone: boolean;
};

function fileOf({profile, type, device, role, hasPorts, groups = []}: Profile, {values, seed}: Wish): ProfileFile {
	const joined = typeof role === 'object' ? {master: role.joins, 'slave-type': role.as} : {};
	const connection: Group = {
		name: 'connection',
		keys: {
			id: profile,
			uuid: stableUuid(seed, profile),
			type,
			'autoconnect-priority': PRIORITY,
			'autoconnect-slaves': hasPorts ? 1 : undefined,
			'interface-name': device,
			...joined,
		},
	};
	const text = keyfile([connection, ...groups, ...addressGroups(role, values)]);
	const path = `${PROFILES.folder}/${profile}.nmconnection`;
	return {profile, file: {path, mode: 0o600, text}, standsAlone: typeof role === 'string'};
}

/** Of the group that every kind of device has for its packets; none when it would be empty. */
function packets(keys: Group['keys']): readonly Group[] {
	return Object.values(keys).every(value => value === undefined) ? [] : [{name: 'ethernet', keys}];
}

function portProfile(port: Port, number: number, role: Role, {values: {mtu}}: Wish): Profile {
	const mac = port.by === 'mac' ? port.mac : undefined;
	const base = {
		profile: PROFILE.port(number),
		device: mac === undefined ? port.name : undefined,
		role,
	};
	if (port.mac === undefined || isEthernet(port.mac))
		return {...base, type: 'ethernet', groups: packets({'mac-address': mac, mtu})};
	const keys = {'mac-address': mac, mtu, 'transport-mode': 'datagram'};
	return {...base, type: 'infiniband', groups: [{name: 'infiniband', keys}]};
}

/** The profiles, the highest device first. */
export function profiles(wish: Wish): readonly ProfileFile[] {
	const {values, management, seed} = wish;
	const {ports, bond, vlan, bridge, mac} = management;
	const {mtu} = values;
	const underBridge: Role = bridge === undefined ? 'addresses' : {joins: bridge, as: 'bridge'};
	const underVlan: Role = vlan === undefined ? underBridge : 'nothing';
	const portRole: Role = bond === undefined ? underVlan : {joins: bond, as: 'bond'};
	const found: Profile[] = [];
	if (bridge !== undefined) {
		const groups = [...packets({mtu}), {name: 'bridge', keys: {'mac-address': mac, stp: false}}];
		found.push({
			profile: PROFILE.bridge,
			type: 'bridge',
			device: bridge,
			role: 'addresses',
			hasPorts: true,
			groups,
		});
	}
	if (vlan !== undefined) {
		// By its profile, since the interface may have any name.
		const parent = stableUuid(seed, bond === undefined ? PROFILE.port(1) : PROFILE.bond);
		const groups = [...packets({mtu}), {name: 'vlan', keys: {flags: 1, id: vlan.id, parent}}];
		found.push({profile: PROFILE.vlan, type: 'vlan', device: vlan.name, role: underBridge, groups});
	}
	if (bond !== undefined) {
		const cloned = keepsOneAddress(values.bondOptions) ? mac : undefined;
		const groups = [...packets({'cloned-mac-address': cloned, mtu}), bondGroup(values)];
		found.push({profile: PROFILE.bond, type: 'bond', device: bond, role: underVlan, hasPorts: true, groups});
	}
	ports.forEach((port, at) => found.push(portProfile(port, at + 1, portRole, wish)));
	return found.map(profile => fileOf(profile, wish));
}
