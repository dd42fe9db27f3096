/** Our files in systemd-networkd itself. Kernels here make bridges and no VLANs or bonds: those are read and no more. */
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {afterEach, describe, expect, it} from 'vitest';
import {NETWORKD} from '../../src/features/network/networkd.ts';
import {render} from '../../src/features/network/render.ts';
import {networks} from '../features/network/generated.ts';
import {ENO1, rendering, textsOf, valuesOf, type Texts} from '../features/network/given.ts';
import {announceIPv6, isLeased} from './announce.ts';
import type {Namespace} from '../namespace.ts';
import {complaints, openForNetworkd, startNetworkd} from './networkd.ts';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('not run here, because it needs root: systemd-networkd in a network namespace');

let namespace: Namespace;
afterEach(() => namespace.close());

const filesOf = (texts: Texts) =>
	[...textsOf(render(valuesOf(texts), rendering({renderer: 'networkd'})).files)].filter(([file]) =>
		file.startsWith(NETWORKD.folder),
	);

/** @param prefix before each name, so that the files of several cases can lie beside each other */
function put(texts: Texts, prefix = ''): void {
	for (const [file, text] of filesOf(texts)) {
		writeFileSync(namespace.outside(path.join(path.dirname(file), `${prefix}${path.basename(file)}`)), text);
	}
}

const STATIC = {
	...{ipv4: 'static', address: '192.0.2.10/24', gateway: '192.0.2.1', mtu: '1400'},
	...{ipv6: 'static', address6: '2001:db8::10/64', dns: '192.0.2.53', search: 'example.org'},
};

describe.runIf(isRoot)('systemd-networkd', () => {
	it('brings up a bridge with static addresses', async () => {
		namespace = await openForNetworkd();
		await namespace.plug(ENO1.name, ENO1.mac);
		put({interface: 'eno1', ...STATIC});
		const daemon = await startNetworkd(namespace);
		const links = await namespace.until(found => {
			const own = found.get('breno1')?.addr_info?.map(({local}) => local) ?? [];
			return own.includes('192.0.2.10') && own.includes('2001:db8::10');
		});
		expect(links.get('breno1')).toMatchObject({mtu: 1400, address: ENO1.mac, linkinfo: {info_kind: 'bridge'}});
		expect(links.get('eno1')).toMatchObject({mtu: 1400, master: 'breno1', addr_info: []});
		expect(await namespace.run('ip', ['route'])).toContain('default via 192.0.2.1 dev breno1');
		expect(complaints(daemon)).toEqual([]);
	});

	it('has an address from a DHCPv6 server and its way out from a router', async () => {
		namespace = await openForNetworkd();
		await namespace.plug(ENO1.name, ENO1.mac);
		await announceIPv6(namespace, `far-${ENO1.name}`);
		put({interface: 'eno1', ipv4: 'off', ipv6: 'dhcp'});
		await startNetworkd(namespace);
		await namespace.until(found => isLeased(found.get('breno1')));
		expect(await namespace.run('ip', ['-6', 'route', 'show', 'default'])).toMatch(/via fe80::\S+ dev breno1/);
	});

	it('reads every combination without a complaint', async () => {
		namespace = await openForNetworkd();
		const cases = fc.sample(networks, 150);
		cases.forEach((texts, at) => put(texts, `${String(at).padStart(3, '0')}-`));
		const daemon = await startNetworkd(namespace);
		// Devices of the same name in different cases are not made twice.
		expect(complaints(daemon).filter(line => !line.includes('Device was already configured by'))).toEqual([]);
		expect(new Set(cases.flatMap(filesOf).map(([file]) => file)).size).toBeGreaterThan(8);
	});

	it('says what is wrong with a file, so that its silence means something', async () => {
		namespace = await openForNetworkd();
		const bad = {
			'1.network': '[Match]\nName=x\n[Network]\nAddres=192.0.2.10/24\nAddress=300\n[Foo]\na=b\n',
			'2.netdev': '[NetDev]\nName=x\nKind=vlan\n[VLAN]\nId=99999\n',
			'3.netdev': '[NetDev]\nName=y\nKind=bond\n[Bond]\nMode=fast\nMIIMonitorSec=x\n',
		};
		for (const [name, text] of Object.entries(bad))
			writeFileSync(namespace.outside(`${NETWORKD.folder}/${name}`), text);
		const said = complaints(await startNetworkd(namespace)).join('\n');
		for (const word of ['Addres', '300', 'Foo', '99999', 'fast', 'sec value']) expect(said).toContain(word);
	});
});
