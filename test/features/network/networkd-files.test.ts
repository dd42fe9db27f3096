import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {NETWORKD} from '../../../src/features/network/networkd.ts';
import {render} from '../../../src/features/network/render.ts';
import {rendering, textsOf, valuesOf, type Texts} from './given.ts';

const filesOf = (texts: Texts, nics = rendering().nics) =>
	[...textsOf(render(valuesOf(texts), rendering({renderer: 'networkd', nics})).files)].filter(([file]) =>
		file.startsWith(NETWORKD.folder),
	);

const readable = (texts: Texts) =>
	filesOf(texts)
		.map(([file, text]) => `==> ${file} <==\n${text}`)
		.join('\n');

const golden = (name: string) => path.join(import.meta.dirname, 'golden', `${name}.networkd.txt`);

describe('files of systemd-networkd', () => {
	it.each<readonly [string, Texts]>([
		['bridge-with-dhcp', {interface: 'eno1', hostname: 'host7.example.org'}],
		[
			'bond-with-vlan-and-bridge',
			{
				...{bond: 'bond0', bondPorts: 'eno1,52:54:00:12:34:57', vlan: '20', mtu: '9000'},
				bondOptions:
					'mode=active-backup primary=eno1 arp_interval=1000 arp_ip_target=192.0.2.1,192.0.2.2 all_slaves_active=1',
				...{
					ipv4: 'static',
					address: '192.0.2.10/24',
					gateway: '192.0.2.1',
					dns: '192.0.2.53',
					search: 'example.org',
				},
			},
		],
		[
			'direct-with-ipv6',
			{interface: '52:54:00:12:34:99', layout: 'direct', ipv4: 'off', ipv6: 'dhcp', dns: '2001:db8::53'},
		],
	])('read %s', async (name, texts) => {
		await expect(readable(texts)).toMatchFileSnapshot(golden(name));
	});

	it('are none while it is not known which interface it is, since every one would match', () => {
		expect(filesOf({interface: 'link'}, [])).toEqual([]);
		expect(filesOf({interface: 'link'})).not.toEqual([]);
	});
});
