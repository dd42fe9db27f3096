import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const reinstall = {'lifecycle.action': 'reinstall', 'storage.expect': 'any'};

describe('words for what to do', () => {
	it.each([
		['install', {'lifecycle.action': 'install'}],
		['install=1', {'lifecycle.action': 'install'}],
		['reinstall', reinstall],
		['reinstall=0', {}],
		['reinstall=no', {}],
		['firstboot', reinstall],
		['firstboot=1', reinstall],
		['firstboot=no', {}],
		['ovirt_firstboot=1', reinstall],
		['ovirt_firstboot=0', {}],
		['upgrade', {'lifecycle.action': 'upgrade'}],
		['ovirt_upgrade=1', {'lifecycle.action': 'upgrade'}],
		['local_boot', {'lifecycle.action': 'upgrade'}],
		['ovirt_local_boot=yes', {'lifecycle.action': 'upgrade'}],
		['uninstall', {'lifecycle.action': 'uninstall'}],
		['install reinstall', reinstall],
		['reinstall install', reinstall],
		['firstboot reinstall', reinstall],
		['upgrade install', {'lifecycle.action': 'upgrade'}],
		['reinstall reinstall=0', {}],
		['upgrade=0 install', {'lifecycle.action': 'install'}],
		['installer', {}],
		['hostwright.lifecycle.action=install reinstall=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line).answers).toEqual(answers);
	});

	it.each([
		['reinstall uninstall', '"reinstall", "uninstall" ask for different things; give one of them'],
		[
			'uninstall upgrade firstboot=1',
			'"firstboot", "upgrade", "uninstall" ask for different things; give one of them',
		],
		['install=maybe', '"maybe" in install=maybe is neither yes nor no; give install=yes, or leave it out'],
		['firstboot=2', '"2" in firstboot=2 is neither yes nor no; give firstboot=yes, or leave it out'],
		[
			'uninstall=$(reboot)',
			'"$(reboot)" in uninstall=$(reboot) is neither yes nor no; give uninstall=yes, or leave it out',
		],
	])('%s is refused', (line, message) => {
		const come = fromLine(line);
		expect(come.problems.filter(problem => problem.startsWith('error'))).toEqual([`error: ${message}`]);
		expect(come.answers['lifecycle.action']).toBeUndefined();
		expect(come.answers['storage.expect']).toBeUndefined();
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
	it.each([
		['local_boot_trigger=http://boot/done', {'lifecycle.notify': 'http://boot/done'}],
		[
			'local_boot_trigger=http://boot/cblr?h=@HOSTNAME@,x%20y',
			{'lifecycle.notify': 'http://boot/cblr?h=@HOSTNAME@%2Cx%2520y'},
		],
		['reboot_delay=30', {'lifecycle.delay': '30'}],
		['stateless', {'lifecycle.stateless': 'yes'}],
		['stateless=1', {'lifecycle.stateless': 'yes'}],
		['ovirt_stateless=no', {'lifecycle.stateless': 'no'}],
		['rescue', {'lifecycle.rescue': 'yes'}],
		['rescue=0', {'lifecycle.rescue': 'no'}],
		['node.break=pre-installer', {'lifecycle.pause': 'before-install'}],
		['node.break=post-installer', {'lifecycle.pause': 'after-install'}],
		['node.break=pre-reboot', {'lifecycle.pause': 'before-reboot'}],
		['node.log_level=debug', {'lifecycle.logLevel': 'debug'}],
		['reboot_delay=30 hostwright.lifecycle.delay=5', {'lifecycle.delay': '5'}],
		['reboot_delay=30 reboot_delay=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line).answers).toEqual(answers);
	});

	it.each([
		[
			'local_boot_trigger',
			'error: "local_boot_trigger" has no value; give one, as in local_boot_trigger=https://boot.example.org/done/@MAC@',
		],
		['reboot_delay', 'error: "reboot_delay" has no value; give one, as in reboot_delay=30'],
		['reboot_delay=soon', 'error: "soon" is not a delay in seconds; give a whole number from 0 to 86400'],
		[
			'stateless=perhaps',
			'error: "perhaps" in stateless=perhaps is neither yes nor no; give stateless=yes, or leave it out',
		],
		['node.break', 'error: "node.break" has no value; give one, as in node.break=pre-reboot'],
		[
			'node.break=lunch',
			'error: "lunch" is not a place to stop at; give node.break=pre-installer, post-installer, pre-reboot',
		],
		['node.log_level=loud', 'error: "loud" is not one of the choices; give info, debug'],
		[
			'local_boot_trigger=ftp://boot/done',
			'error: "ftp://boot/done" is not a URL that starts with http:// or https://; give one as in https://boot.example.org/done',
		],
		[
			'local_boot_trigger=http://boot/@SERIAL@',
			'error: "http://boot/@SERIAL@" holds @SERIAL@; give @HOSTNAME@, @MAC@ or @UUID@',
		],
		[
			'hostwright.lifecycle.answersFingerprint=abc',
			'error: "abc" is not a SHA-256 fingerprint; give 64 hexadecimal digits, with or without colons',
		],
	])('%s', (line, message) => {
		expect(fromLine(line).problems).toContain(message);
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
