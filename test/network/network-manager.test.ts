/** Our profiles in NetworkManager itself, put to use by our own commands. Kernels here make bridges and no VLANs or bonds. */
import {chmodSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {PROFILES} from '../../src/features/network/profiles.ts';
import {render} from '../../src/features/network/render.ts';
import type {Rendering} from '../../src/features/feature.ts';
import type {Wanted} from '../../src/plan/wanted.ts';
import {machineWith} from '../features/gathered.ts';
import {ENO1, ENO2, rendering, textsOf, valuesOf, type Texts} from '../features/network/given.ts';
import {canHaveNamespaces, type Link, type Namespace} from '../namespace.ts';
import {announceIPv6, isLeased} from './announce.ts';
import {openWithBus, startNetworkManager} from './network-manager.ts';

if (!canHaveNamespaces)
	console.warn('not run here, because it needs root or user namespaces: NetworkManager in a network namespace');

let namespace: Namespace;

/** Files below NetworkManager's folder as a section wants them, those that nobody wants any more removed. */
function put(texts: Texts, change: Partial<Rendering> = {}): Wanted {
	const wanted = render(valuesOf(texts), rendering(change));
	const folder = namespace.outside(PROFILES.folder);
	for (const name of readdirSync(folder)) if (name.startsWith(PROFILES.prefix)) rmSync(`${folder}/${name}`);
	for (const [file, text] of textsOf(wanted.files)) {
		if (file.startsWith('/etc/NetworkManager/')) writeFileSync(namespace.outside(file), text, {mode: 0o600});
	}
	return wanted;
}

/** What makes the files act on a running host, as apply runs it. */
async function putToUse({commands = []}: Wanted): Promise<void> {
	const ours = commands.filter(({command}) => command === 'nmcli');
	expect(ours.length).toBeGreaterThan(0);
	for (const {command, args} of ours) await namespace.run(command, args);
}

const has = (link: Link | undefined, address: string) =>
	link?.operstate === 'UP' && (link.addr_info ?? []).some(({local}) => local === address);

const STATIC = {ipv4: 'static', address: '192.0.2.10/24'};

describe.runIf(canHaveNamespaces)('NetworkManager', () => {
	beforeEach(async () => {
		namespace = await openWithBus();
		await namespace.plug(ENO1.name, ENO1.mac);
	});
	afterEach(() => namespace.close());

	it('brings up a bridge with static addresses', async () => {
		const more = {gateway: '192.0.2.1', mtu: '1400', dns: '192.0.2.53', search: 'example.org', ipv6: 'static'};
		put({interface: ENO1.mac, ...STATIC, ...more, address6: '2001:db8::10/64'});
		await startNetworkManager(namespace);
		const links = await namespace.until(
			found => has(found.get('breno1'), '192.0.2.10') && has(found.get('breno1'), '2001:db8::10'),
		);
		expect(links.get('breno1')).toMatchObject({mtu: 1400, address: ENO1.mac, linkinfo: {info_kind: 'bridge'}});
		expect(links.get('eno1')).toMatchObject({mtu: 1400, master: 'breno1', addr_info: []});
		expect(await namespace.run('ip', ['route'])).toContain('default via 192.0.2.1 dev breno1');
		const names = await namespace.run('cat', ['/run/NetworkManager/resolv.conf']);
		expect(names).toContain('search example.org\nnameserver 192.0.2.53\n');
	});

	it('has an address from a DHCPv6 server and its way out from a router', async () => {
		await announceIPv6(namespace, `far-${ENO1.name}`);
		put({interface: 'eno1', ipv4: 'off', ipv6: 'dhcp'});
		await startNetworkManager(namespace);
		await namespace.until(found => isLeased(found.get('breno1')));
		expect(await namespace.run('ip', ['-6', 'route', 'show', 'default'])).toMatch(/via fe80::\S+ dev breno1/);
	});

	it('goes over to other settings, and lets go of the interface', async () => {
		put({interface: 'eno1', ...STATIC});
		await startNetworkManager(namespace);
		await namespace.until(found => has(found.get('breno1'), '192.0.2.10'));

		await putToUse(put({interface: 'eno1', ...STATIC, address: '192.0.2.11/24'}));
		await namespace.until(
			found => has(found.get('breno1'), '192.0.2.11') && !has(found.get('breno1'), '192.0.2.10'),
		);

		await putToUse(put({interface: 'eno1', layout: 'direct', ...STATIC}));
		const direct = await namespace.until(found => has(found.get('eno1'), '192.0.2.10'));
		expect(direct.has('breno1')).toBe(false);

		await putToUse(put({}));
		const none = await namespace.until(found => !has(found.get('eno1'), '192.0.2.10'));
		expect(none.get('eno1')?.addr_info).toEqual([]);
	});

	it('finds an interface by its address, whatever it is called', async () => {
		const {nics} = machineWith({...ENO1, name: 'enp0s99'});
		put({interface: ENO1.mac, bridge: 'br0', ...STATIC}, {nics});
		await startNetworkManager(namespace);
		const links = await namespace.until(found => has(found.get('br0'), '192.0.2.10'));
		expect(links.get('eno1')?.master).toBe('br0');
	});

	it('takes the first interface that gets a link', async () => {
		await namespace.plug(ENO2.name, ENO2.mac);
		await namespace.run('ip', ['link', 'set', `far-${ENO1.name}`, 'down']);
		const {waits} = put({interface: 'link', ...STATIC}, {nics: machineWith({...ENO1, link: 'down'}).nics});
		expect(waits).toHaveLength(1);
		await startNetworkManager(namespace);
		const links = await namespace.until(found => has(found.get('br0'), '192.0.2.10'));
		expect(links.get('eno2')?.master).toBe('br0');
		expect(links.get('eno1')?.master).toBeUndefined();
	});

	it('asks the servers that were given, where no interface is ours', async () => {
		put({dns: '192.0.2.53,2001:db8::53', search: 'example.org'});
		await startNetworkManager(namespace);
		await putToUse(put({dns: '192.0.2.54', search: 'example.org,a.example'}));
		expect(await namespace.run('cat', ['/run/NetworkManager/resolv.conf'])).toContain(
			'search example.org a.example\nnameserver 192.0.2.54\n',
		);
	});

	it('takes no profile that others may read, which is why the mode of ours counts', async () => {
		const file = `${PROFILES.folder}/hostwright-port1.nmconnection`;
		put({interface: 'eno1', layout: 'direct', ...STATIC});
		chmodSync(namespace.outside(file), 0o644);
		await startNetworkManager(namespace);
		await namespace.run('nmcli', ['connection', 'reload']);
		expect(await namespace.run('nmcli', ['-g', 'NAME', 'connection'])).not.toContain('hostwright');
		chmodSync(namespace.outside(file), 0o600);
		await namespace.run('nmcli', ['connection', 'reload']);
		expect(await namespace.run('nmcli', ['-g', 'NAME', 'connection'])).toContain('hostwright-port1');
	});
});
