import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

describe('words for what to do', () => {
	it('take back what another word asked for', () => {
		expect(fromLine('hostwright.lifecycle.action=install reinstall=').answers).toEqual({});
	});
});

describe('reinstall in our own words', () => {
	it('means a host of ours, unless somebody says what may be erased', () => {
		expect(fromLine('hostwright.lifecycle.action=reinstall').answers['storage.expect']).toBe('ours');
		expect(fromLine('', {yaml: 'lifecycle:\n  action: reinstall\n'}).answers['storage.expect']).toBe('ours');
		const line = 'hostwright.lifecycle.action=reinstall hostwright.storage.expect=';
		expect(fromLine(`${line}empty`).answers['storage.expect']).toBe('empty');
		expect(fromLine(`${line}any`).answers['storage.expect']).toBe('any');
		expect(fromLine('hostwright.lifecycle.action=install').answers['storage.expect']).toBeUndefined();
	});
});

describe('words about the run', () => {
	it('refuse a fingerprint that is none', () => {
		expect(fromLine('hostwright.lifecycle.answersFingerprint=abc').problems).toContain(
			'error: "abc" is not a SHA-256 fingerprint; give 64 hexadecimal digits, with or without colons',
		);
	});

	it('says when a delay is followed by nothing', () => {
		expect(fromLine('reboot_delay=30 hostwright.lifecycle.afterwards=stay').problems).toEqual([
			'warning: The delay of 30 seconds has no effect: afterwards is "stay", so nothing follows it',
		]);
	});
});

describe('the trigger of an install without asking', () => {
	it.each([
		'BOOTIF=link storage_init',
		'storage_init=/dev/vda BOOTIF=01-52-54-00-12-34-56',
		'bond=bond0:eno1,eno2 storage_init=scsi',
		'hostwright.network.interface=eno1 hostwright.storage.bootDisk=serial:X',
	])('%s', line => {
		expect(fromLine(line).answers['lifecycle.unattended']).toBe('yes');
	});

	it.each([
		'BOOTIF=link',
		'storage_init=/dev/vda',
		'ip=eno1:dhcp storage_init=/dev/vda',
		'vlan=20:eno1 storage_init=/dev/vda',
		'BOOTIF= storage_init=/dev/vda',
	])('%s does not pull it', line => {
		expect(fromLine(line).answers['lifecycle.unattended']).toBeUndefined();
	});

	it('is not pulled across sources, and not against a word that says no', () => {
		const yaml = 'storage:\n  bootDisk: serial:X\n';
		expect(fromLine('BOOTIF=link', {yaml}).answers['lifecycle.unattended']).toBeUndefined();
		expect(
			fromLine('BOOTIF=link storage_init hostwright.lifecycle.unattended=no').answers['lifecycle.unattended'],
		).toBe('no');
	});
});
