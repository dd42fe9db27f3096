/** The traps of the ancestor's parser, in the order of facts/ovirt-node.md 1.10: fixed, and said where the meaning changed. */
import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const takenAsOff = (word: string) =>
	`warning: "${word}" is taken as off; oVirt Node took it for on, so leave the word out`;
const ignored = (word: string, way: 'on' | 'off') =>
	`warning: "${word}" is taken as ${way}; oVirt Node ignored this spelling`;

describe('what the ancestor got wrong', () => {
	it.each([
		['upgrade=0', {}, `${takenAsOff('upgrade=0')} to be safe with both`],
		['upgrade=no', {}, `${takenAsOff('upgrade=no')} to be safe with both`],
		['uninstall=0', {}, `${takenAsOff('uninstall=0')} to be safe with both`],
		['install=no', {}, `${takenAsOff('install=no')} to be safe with both`],
		['local_boot=0', {}, `${takenAsOff('local_boot=0')} to be safe with both`],
		['iscsi_install=no', {'iscsi.root': 'no'}, takenAsOff('iscsi_install=no')],
		['disable_kdump=0', {}, takenAsOff('disable_kdump=0')],
		[
			'reinstall=1',
			{'lifecycle.action': 'reinstall', 'storage.expect': 'any'},
			'warning: "reinstall=1" is taken as on; oVirt Node erased the disks and then did not reinstall, so write the bare word "reinstall"',
		],
		['ssh_pwauth=yes', {'access.sshPasswordLogin': 'yes'}, ignored('ssh_pwauth=yes', 'on')],
		['ssh_pwauth=no', {'access.sshPasswordLogin': 'no'}, ignored('ssh_pwauth=no', 'off')],
		['disable_aes_ni=true', {'access.disableAesNi': 'yes'}, ignored('disable_aes_ni=true', 'on')],
		[
			'ovirt_runtime_mode=managed',
			{},
			'warning: "ovirt_runtime_mode" is known and has no effect: hostwright hosts always run on their own',
		],
		[
			'rescue=1',
			{'lifecycle.rescue': 'yes'},
			'warning: "rescue=1" is taken as a flag; oVirt Node understood only half of it, so write the bare word "rescue"',
		],
		['cim_enabled=1', {}, 'warning: "cim_enabled" is known and has no effect: CIM ended with oVirt Node'],
		['enable_cim', {}, 'warning: "enable_cim" is known and has no effect: CIM ended with oVirt Node'],
		[
			'aesni=1',
			{'access.disableAesNi': 'no'},
			'warning: "aesni" was used from August 2013 to January 2014 only; write "disable_aes_ni", which means the inverse',
		],
		[
			'network_topology=direct',
			{'network.layout': 'direct'},
			'warning: "network_topology" was the name of network_layout for a few days of June 2013; write "network_layout"',
		],
	])('%s', (line, answers, warning) => {
		const come = fromLine(line);
		expect(come.answers).toEqual(answers);
		expect(come.problems).toContain(warning);
	});

	it.each([
		['wipe-fakeraid', {'storage.wipeFakeraid': 'yes'}],
		['storage_vol=:::::-1', {'storage.dataSize': '-1'}],
		[
			'storage_vol=-1,Data2 storage_init=/dev/vda;/dev/vdb',
			{'storage.data2Size': '-1', 'storage.bootDisk': '/dev/vda', 'storage.appDisks': '/dev/vdb'},
		],
		['BOOTIF=52-54-00-12-34-56', {'network.interface': '52:54:00:12:34:56'}],
		['BOOTIF=em1', {'network.interface': 'em1'}],
		['BOOTIF=wlan0', {'network.interface': 'wlan0'}],
		['BOOTIF=ib0', {'network.interface': 'ib0'}],
		['BOOTIF=ens3', {'network.interface': 'ens3'}],
		[
			'ip=[2001:db8::10]/64',
			{'network.ipv6': 'static', 'network.address6': '2001:db8::10/64', 'network.ipv4': 'off'},
		],
		['"hostname=host7"', {'network.hostname': 'host7'}],
		[
			'hostwright.network.bondOptions="mode=802.3ad miimon=100"',
			{'network.bondOptions': 'mode=802.3ad miimon=100'},
		],
	])('%s is simply taken', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	it.each(['installer', 'upgrade_path=x', 'uninstalled', 'stateless_mode', 'keyboards=us', 'tuneds'])(
		'%s is not taken for a word that it starts with',
		line => {
			expect(fromLine(line).answers).toEqual({});
		},
	);
});
