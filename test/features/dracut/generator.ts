/**
 * What NetworkManager's own reader makes of a kernel line in the initramfs: its nm-initrd-generator prints keyfiles
 * (nm-settings-keyfile(5)), read here into the few things a line says about the management network.
 */
import {existsSync} from 'node:fs';
import {execa} from 'execa';

/** Debian's path, and that of Enterprise Linux. */
const PATHS = ['/usr/lib/NetworkManager/nm-initrd-generator', '/usr/libexec/nm-initrd-generator'];

/** The management network in words that both readers can be put into. Lists are sorted; absent is undefined. */
export type Reading = {
	readonly ipv4: 'dhcp' | 'static' | 'off';
	/** `auto` is DHCP for IPv6 too: NetworkManager follows what the router says. */
	readonly ipv6: 'auto' | 'link' | 'static' | 'off';
	readonly address?: string | undefined;
	readonly gateway?: string | undefined;
	readonly address6?: string | undefined;
	readonly gateway6?: string | undefined;
	readonly dns: readonly string[];
	readonly hostname?: string | undefined;
	readonly mtu?: string | undefined;
	/** The device below everything: a name, a MAC address, or the bond. */
	readonly device?: string | undefined;
	readonly vlan?: string | undefined;
	readonly ports: readonly string[];
	readonly bondOptions: readonly string[];
	readonly bridge?: string | undefined;
	/** Another MAC address than the interface has. */
	readonly mac?: string | undefined;
};

type Keyfile = ReadonlyMap<string, string>;

/** Each connection with its keys as `section.key`. */
function connectionsIn(text: string): readonly Keyfile[] {
	return text
		.split(/^\*\*\* /m)
		.filter(part => part.startsWith('Connection '))
		.map(part => {
			let section = '';
			const keys = new Map<string, string>();
			for (const line of part.split('\n')) {
				const [, heading] = /^\[(.+)\]$/.exec(line) ?? [];
				const [, key, value = ''] = /^([\w.-]+)=(.*)$/.exec(line) ?? [];
				if (heading !== undefined) section = heading;
				else if (key !== undefined) keys.set(`${section}.${key}`, value);
			}
			return keys;
		});
}

const METHODS6: ReadonlyMap<string | undefined, Reading['ipv6']> = new Map([
	['auto', 'auto'],
	['link-local', 'link'],
	['manual', 'static'],
]);

/** It waits more than it works. */
const AT_ONCE = 25;

/** Runs the generator on each of the lines. Its warnings go nowhere, as in an initramfs. */
export async function generate(lines: readonly string[]): Promise<readonly Reading[]> {
	const readings: Reading[] = [];
	for (let at = 0; at < lines.length; at += AT_ONCE) {
		readings.push(...(await Promise.all(lines.slice(at, at + AT_ONCE).map(line => generateOne(line)))));
	}
	return readings;
}

async function generateOne(line: string): Promise<Reading> {
	const program = PATHS.find(path => existsSync(path)) ?? 'nm-initrd-generator';
	const {stdout} = await execa(program, ['--stdout', '--', ...line.split(' ')], {stderr: 'ignore', reject: false});
	const connections = connectionsIn(stdout);
	const [, hostname] = /^\*\*\* Hostname '(.*)' \*\*\*$/m.exec(stdout) ?? [];
	return readingOf(connections, hostname);
}

const typeOf = (connection: Keyfile | undefined) => connection?.get('connection.type');

/** The connection with the addresses: the one on top of all others, and a stack of one's own before what the initramfs adds. */
function topOf(connections: readonly Keyfile[]): Keyfile | undefined {
	const tops = connections.filter(keys => !keys.has('connection.master'));
	return ['bridge', 'vlan', 'bond', 'ethernet'].flatMap(type => tops.filter(keys => typeOf(keys) === type))[0];
}

/** From the top down: a bridge stands on its first port, a VLAN on its parent. */
function stackOf(connections: readonly Keyfile[]): readonly Keyfile[] {
	const stack: Keyfile[] = [];
	let at = topOf(connections);
	while (at !== undefined && stack.length < 4) {
		stack.push(at);
		const [uuid, parent] = [at.get('connection.uuid'), at.get('vlan.parent')];
		const isBridge = typeOf(at) === 'bridge';
		at = connections.find(keys =>
			isBridge
				? keys.get('connection.master') === uuid
				: parent !== undefined && keys.get('connection.interface-name') === parent,
		);
	}
	return stack;
}

function familyOf(connection: Keyfile | undefined, family: 'ipv4' | 'ipv6') {
	const method = connection?.get(`${family}.method`);
	const [address, gateway] = (connection?.get(`${family}.address1`) ?? '').split(',');
	const dns = (connection?.get(`${family}.dns`) ?? '').split(';').filter(server => server !== '');
	return {method, address: address || undefined, gateway, dns};
}

function readingOf(connections: readonly Keyfile[], hostname: string | undefined): Reading {
	const stack = stackOf(connections);
	const [v4, v6] = [familyOf(stack[0], 'ipv4'), familyOf(stack[0], 'ipv6')];
	const [vlan, bond, bridge] = ['vlan', 'bond', 'bridge'].map(type => stack.find(keys => typeOf(keys) === type));
	const below = stack.at(-1);
	const ports = connections.filter(
		keys => bond !== undefined && keys.get('connection.master') === bond.get('connection.uuid'),
	);
	const nameOf = (keys: Keyfile | undefined) =>
		keys?.get('connection.interface-name') ?? keys?.get('ethernet.mac-address')?.toLowerCase();
	const parent = typeOf(below) === 'vlan' ? below?.get('vlan.parent') : nameOf(below);
	return {
		ipv4: v4.method === 'auto' ? 'dhcp' : v4.method === 'manual' ? 'static' : 'off',
		ipv6: METHODS6.get(v6.method) ?? 'off',
		address: v4.address,
		gateway: v4.gateway,
		address6: v6.address,
		gateway6: v6.gateway,
		dns: [...v4.dns, ...v6.dns].sort(),
		hostname,
		mtu: stack.map(keys => keys.get('ethernet.mtu')).find(mtu => mtu !== undefined),
		device: parent,
		vlan: vlan?.get('vlan.id'),
		ports: ports.map(keys => nameOf(keys) ?? '').sort(),
		bondOptions: [...(bond ?? [])]
			.flatMap(([key, value]) => (key.startsWith('bond.') ? [`${key.slice('bond.'.length)}=${value}`] : []))
			.sort(),
		bridge: nameOf(bridge),
		mac: stack[0]?.get('ethernet.cloned-mac-address'),
	};
}
