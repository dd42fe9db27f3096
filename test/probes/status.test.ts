/** How a running host does, part by part, and what is not known. */
import {describe, expect, it} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {within} from '../../src/probes/asking.ts';
import {probeStatus, type Status} from '../../src/probes/status.ts';
import {scratch} from '../host/scratch.ts';
import {tell, type Told} from './told-host.ts';

async function statusOf(host: Host): Promise<Status> {
	let all: Status = {};
	await probeStatus(host, part => (all = {...all, ...part}));
	return all;
}

async function told(about: Told): Promise<Status> {
	const dir = await scratch();
	tell(dir, about);
	return statusOf(recordedHost(dir));
}

const df = (path: string) => `df --block-size=1 --output=size,used,target ${path}`;
const LIST = 'virsh --readonly -c qemu:///system list --name';

describe('the status', () => {
	it('says nothing about what the host does not tell', async () => {
		expect(await told({})).toEqual({
			...{hostname: undefined, uptime: undefined, load: undefined, links: undefined, fileSystems: undefined},
			...{logTargets: [], virtualization: undefined, manager: null, registration: {}},
			guests: {known: false, why: 'libvirt is not on this host'},
		});
	});

	it('has uptime, load and file systems, each once', async () => {
		const {uptime, load, fileSystems} = await told({
			files: {'/proc/uptime': '93784.21 1.0\n', '/proc/loadavg': '0.08 0.03 1.01 1/123 4567\n'},
			asks: {
				[df('/')]: '  1B-blocks  Used Mounted on\n 1000 250 /\n',
				[df('/var/log')]: '  1B-blocks  Used Mounted on\n 1000 250 /\n',
				[df('/data')]: '  1B-blocks  Used Mounted on\n 5000 10 /data\n',
			},
		});
		expect([uptime, load]).toEqual([93_784.21, '0.08 0.03 1.01']);
		expect(fileSystems).toEqual([
			{at: '/', size: 1000, used: 250},
			{at: '/data', size: 5000, used: 10},
		]);
	});

	it('tells bridges from the interfaces in them', async () => {
		const links = JSON.stringify([
			{ifname: 'lo', link_type: 'loopback', addr_info: [{local: '127.0.0.1', prefixlen: 8, scope: 'host'}]},
			{ifname: 'eno1', link_type: 'ether', operstate: 'UP', master: 'br0', addr_info: []},
			{
				...{ifname: 'br0', link_type: 'ether', operstate: 'UP', linkinfo: {info_kind: 'bridge'}},
				addr_info: [
					{local: '192.0.2.10', prefixlen: 24, scope: 'global'},
					{local: 'fe80::1', prefixlen: 64, scope: 'link'},
				],
			},
		]);
		const {links: found} = await told({
			asks: {'ip -j -d addr': links},
			files: {'/sys/class/net/eno1/speed': '10000\n', '/sys/class/net/br0/speed': '-1\n'},
		});
		expect(found).toEqual([
			{name: 'eno1', kind: '', of: 'br0', state: 'UP', addresses: [], speed: 10_000},
			{name: 'br0', kind: 'bridge', of: '', state: 'UP', addresses: ['192.0.2.10/24'], speed: 0},
		]);
	});

	it('names where logs go, whichever way they were told to', async () => {
		const {logTargets} = await told({
			files: {
				'/etc/rsyslog.conf':
					'# *.* @commented.example.org\nmodule(load="imuxsock")\n*.* @@old.example.org:10514\n',
				'/etc/rsyslog.d/one.conf':
					'action(type="omfwd"\n  target="2001:db8::5" port="6514" protocol="tcp" StreamDriverMode="1")\n',
				'/etc/rsyslog.d/two.conf':
					'action(type="omfwd" target="log.example.org")\n# action(type="omfwd" target="no")\n',
				'/etc/rsyslog.d/three.off': '*.* @nobody.example.org\n',
				'/sys/module/netconsole/parameters/netconsole': '@/eno1,6666@192.0.2.14/52:54:00:00:00:01\n',
			},
		});
		expect(logTargets).toEqual([
			'old.example.org:10514 (tcp)',
			'[2001:db8::5]:6514 (tls)',
			'log.example.org:514 (udp)',
			'192.0.2.14:6666 (netconsole)',
		]);
	});

	it('counts guests where libvirt answers', async () => {
		const virsh = {'/usr/bin/virsh': ''};
		expect((await told({files: virsh, asks: {[LIST]: 'web\ndb\n\n'}})).guests).toEqual({
			known: true,
			running: ['web', 'db'],
		});
		expect((await told({files: virsh, asks: {[LIST]: 1}})).guests).toEqual({
			known: false,
			why: 'libvirt does not answer',
		});
	});

	it('knows an engine by what vdsm left, not by the name of a bridge', async () => {
		expect((await told({there: ['/sys/class/net/ovirtmgmt/bridge']})).manager).toBeNull();
		const {manager} = await told({there: ['/var/lib/vdsm/persistence/netconf']});
		expect(manager).toEqual({name: 'oVirt Engine', trace: '/var/lib/vdsm/persistence/netconf'});
		const older = await told({there: ['/sys/class/net/rhevm/bridge'], files: {'/etc/vdsm/vdsm.conf': ''}});
		expect(older.manager?.trace).toBe('the bridge rhevm of vdsm');
	});
});

describe('a probe that hangs', () => {
	it('makes one thing unknown and is ended', async () => {
		const ran = await realHost().ask('sleep', ['60'], {seconds: 0.05});
		expect(ran).toMatchObject({code: 124, stderr: 'sleep did not answer within 0.05 seconds'});
	});

	it('does not hold who waits for it', async () => {
		expect(await within(0.01, new Promise<string>(() => {}), 'unknown')).toBe('unknown');
		expect(await within(60, Promise.reject(new Error('no')), 'unknown')).toBe('unknown');
		expect(await within(60, Promise.resolve('known'), 'unknown')).toBe('known');
	});
});
