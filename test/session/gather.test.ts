/** What the sources come to together, and the rules over several sections. */
import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import type {GatherInput} from '../../src/session/answers.ts';
import {gather, valuesOf} from '../../src/session/answers.ts';
import {answerFileFor, kernelLineFor} from '../../src/session/equivalent.ts';
import {answersReport} from '../../src/session/report.ts';
import type {Given, Rank} from '../../src/settings/answers.ts';
import {lifecycle} from '../../src/features/lifecycle/index.ts';
import {network} from '../../src/features/network/index.ts';
import {PW1} from '../settings/hash-samples.ts';

const from = (input: Partial<GatherInput>) => gather({features, configs: [], ...input});
const file = (text: string, name = 'site.yaml') => ({name, text});
const given = (rank: Rank, setting: string, text: string): Given => ({setting, text, source: {rank, name: rank}});
const errors = (input: Partial<GatherInput>) =>
	from(input)
		.problems.filter(({level}) => level === 'error')
		.map(({setting}) => setting);
const warnings = (input: Partial<GatherInput>) =>
	from(input)
		.problems.filter(({level}) => level === 'warning')
		.map(({setting}) => setting);

describe('ranks', () => {
	it('let the later source win and keep what it overrode', () => {
		const {answers} = from({
			facts: [given('fact', 'network.mtu', '1500')],
			store: [given('store', 'network.mtu', '1501')],
			configs: [file('network: {mtu: 1502}'), file('network: {mtu: 1503}', 'b.yaml')],
			cmdline: 'hostwright.network.mtu=1504',
			typed: [given('typed', 'network.mtu', '1505')],
		});
		expect(answersReport(features, answers)['network.mtu']).toEqual({
			text: '1505',
			source: 'typed',
			overrode: [
				{text: '1504', source: 'kernel argument hostwright.network.mtu='},
				{text: '1503', source: 'b.yaml line 1'},
				{text: '1502', source: 'site.yaml line 1'},
				{text: '1501', source: 'saved: store'},
				{text: '1500', source: 'fact'},
			],
		});
	});

	it('let an empty text remove what lower sources said', () => {
		const {answers} = from({configs: [file('network: {mtu: 9000}')], cmdline: 'hostwright.network.mtu='});
		expect(valuesOf(network, answers).mtu).toBeUndefined();
		expect(answersReport(features, answers)).toEqual({});
	});
});

describe('values', () => {
	it('are typed, with defaults, and a text that does not parse counts as absent', () => {
		const {answers} = from({
			cmdline: 'vlan=5000 hostwright.network.mtu=9000 dns=192.0.2.1,192.0.2.2 reboot_delay=soon',
		});
		expect(valuesOf(network, answers)).toMatchObject({
			mtu: 9000,
			vlan: undefined,
			dns: ['192.0.2.1', '192.0.2.2'],
			layout: 'bridged',
		});
		expect(valuesOf(lifecycle, answers).delay).toBe(0);
	});
});

describe('unattended', () => {
	const whole = `BOOTIF=eno1 storage_init=/dev/sda adminpw=${PW1}`;

	it.each([
		[whole, 'yes'],
		[`hostwright.network.interface=eno1 hostwright.storage.bootDisk=/dev/sda adminpw=${PW1}`, 'yes'],
		[`bond=bond0:eno1,eno2 storage_init adminpw=${PW1}`, 'yes'],
		['BOOTIF=eno1', undefined],
		['storage_init=/dev/sda', undefined],
		[`${whole} hostwright.lifecycle.unattended=no`, 'no'],
	])('of %s is %s', (cmdline, text) => {
		expect(from({cmdline}).answers.get('lifecycle.unattended')?.text).toBe(text);
	});

	it('is not armed by a file that says the same', () => {
		const configs = [file('network: {interface: eno1}\nstorage: {bootDisk: /dev/sda}\n')];
		expect(from({configs}).answers.has('lifecycle.unattended')).toBe(false);
		expect(from({configs, cmdline: 'quiet'}).answers.has('lifecycle.unattended')).toBe(false);
	});

	it('asks for a way to log in', () => {
		expect(errors({cmdline: whole})).toEqual([]);
		expect(errors({cmdline: 'BOOTIF=eno1 storage_init=/dev/sda'})).toEqual(['access.adminPassword']);
		const keys = 'BOOTIF=eno1 storage_init=/dev/sda hostwright.access.sshKeys=https://keys.example.org/ops.keys';
		expect([errors({cmdline: keys}), warnings({cmdline: keys})]).toEqual([[], ['access.adminPassword']]);
		expect(from({cmdline: keys}).problems[0]?.message).toContain('nobody can log in at the console');
		expect(errors({cmdline: 'vlan=20 BOOTIF=eno1'})).toEqual([]);
	});

	it('asks for a disk, unless --disk names one', () => {
		const cmdline = `hostwright.lifecycle.unattended=yes BOOTIF=eno1 adminpw=${PW1}`;
		expect(errors({cmdline})).toEqual(['storage.bootDisk']);
		expect(errors({cmdline, disk: 'file'})).toEqual([]);
		expect(warnings({cmdline: cmdline.replace('BOOTIF=eno1', ''), disk: 'file'})).toEqual(['network.interface']);
	});
});

describe('the password of a kernel line', () => {
	it.each([
		[`adminpw=${PW1}`, 'yes'],
		[`adminpw=${PW1} hostwright.access.sshKeys=https://keys.example.org/ops.keys`, undefined],
		[`adminpw=${PW1} hostwright.access.mustChange=no`, 'no'],
	])('must be changed: %s is %s', (cmdline, text) => {
		expect(from({cmdline}).answers.get('access.mustChange')?.text).toBe(text);
	});

	it('keeps its meaning through the other doors', () => {
		const byFile = from({configs: [file(`access: {adminPassword: ${PW1}}`)]});
		const {line, withheld} = kernelLineFor(byFile.answers, features);
		expect([line, withheld]).toEqual(['hostwright.access.mustChange=no', ['access.adminPassword']]);
		const byLine = from({cmdline: `adminpw=${PW1}`});
		expect(answerFileFor(byLine.answers, features, {secrets: true}).text).toBe(
			`access:\n  adminPassword: ${PW1}\n  mustChange: yes\n`,
		);
	});
});

describe('problems', () => {
	it('are one list, whichever source they come from, and never show a secret', () => {
		const {problems} = from({
			configs: [file('network:\n  vlan: 5000\n  vlam: 20\naccess:\n  rootPassword: hunter2\n')],
			cmdline: 'adminpw=hunter2 hostwright.network.mtu=lots local_boot_trigger=http://u:hunter2@a/',
			store: [given('store', 'network.dns', 'here')],
		});
		expect(problems.map(({setting, text, source, level}) => [setting, text, source, level])).toEqual([
			['', 'network.vlam', 'site.yaml line 3', 'error'],
			['lifecycle.notify', 'http://[secret]@a/', 'kernel argument local_boot_trigger=', 'error'],
			['access.adminPassword', '[secret]', 'kernel argument adminpw=', 'error'],
			['access.rootPassword', '[secret]', 'site.yaml line 5', 'error'],
			['network.vlan', '5000', 'site.yaml line 2', 'error'],
			['network.dns', 'here', 'store', 'error'],
			['network.mtu', 'lots', 'kernel argument hostwright.network.mtu=', 'error'],
		]);
		expect(JSON.stringify(problems)).not.toContain('hunter2');
	});

	it('of a rule over several values are left out where one of them does not parse', () => {
		expect(
			from({cmdline: 'BOOTIF=eno1 hostwright.network.ipv4=static hostwright.network.address=here'}).problems
				.length,
		).toBe(1);
	});

	it('hold what is known and not built yet', () => {
		expect(from({cmdline: 'stateless'}).problems.map(({setting, level}) => [setting, level])).toEqual([
			['lifecycle.stateless', 'error'],
		]);
		expect(from({cmdline: 'stateless=0'}).problems).toEqual([]);
	});
});
