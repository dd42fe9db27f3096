/** The same without a checkpoint: systemd-networkd has none, and leaves devices that no file makes any more. */
import {readdirSync, readFileSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {isRoot, type Link, type Namespace} from '../namespace.ts';
import {hostwright, inFar, install, plugHost, start} from './installed-host.ts';
import {openForNetworkd, startNetworkd} from './networkd.ts';

if (!isRoot) console.warn('not run here, because it needs root: a change that goes back under systemd-networkd');

/** By name: a veth has no permanent address by which systemd-networkd would find it. */
const SETTINGS = `version: 1
network: {interface: eno1, layout: direct, ipv4: static, address: 192.0.2.10/24, gateway: 192.0.2.1}
`;
const FOLDER = '/etc/systemd/network';

let namespace: Namespace;

const has = (link: Link | undefined, address: string) =>
	link?.operstate === 'UP' && (link.addr_info ?? []).some(({local}) => local === address);

async function stateOf() {
	const folder = namespace.outside(FOLDER);
	return {
		files: readdirSync(folder).map(name => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
		addresses: (await namespace.links()).map(({ifname, addr_info: own}) => [ifname, own?.map(({local}) => local)]),
		routes: await namespace.run('ip', ['route']),
	};
}

describe.runIf(isRoot)('a change under systemd-networkd', () => {
	beforeAll(async () => {
		namespace = await openForNetworkd({bus: true, layers: ['/etc', '/usr/sbin']});
		await namespace.run('rm', ['/usr/sbin/NetworkManager']);
		await plugHost(namespace, 'eno1');
		await inFar(namespace, 'ip', ['address', 'add', '192.0.2.1/24', 'dev', 'far-eno1']);
		await install(namespace, 'systemd-networkd.service', SETTINGS);
		await startNetworkd(namespace);
		await hostwright(namespace, 'apply', '--section', 'network');
		await namespace.until(links => has(links.get('eno1'), '192.0.2.10'));
	});
	afterAll(() => namespace.close());

	it('goes back with its devices when nobody keeps it', async () => {
		const before = await stateOf();
		const words = 'hostwright.network.layout=bridged hostwright.network.gateway=192.0.2.99';
		const trying = start(namespace, 'apply', '--section', 'network', '--confirm', '30', '--cmdline', words);
		await namespace.until(links => has(links.get('breno1'), '192.0.2.10'));
		await trying.says(/Nobody answers to 192\.0\.2\.99 on breno1/);
		await trying.says(/The change has gone back, and nothing was saved\.\n/);
		await namespace.until(links => has(links.get('eno1'), '192.0.2.10') && !links.has('breno1'));
		expect(await stateOf()).toEqual(before);
	});
});
