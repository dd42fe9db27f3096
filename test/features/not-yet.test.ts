import {describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {notYet, notYetValues, whyNotYet, whyNoWord} from '../../src/features/not-yet.ts';
import {settingNamed} from '../../src/settings/section.ts';
import {fromLine} from './gathered.ts';

describe('settings that act on nothing yet', () => {
	it.each([...Object.keys(notYet), ...Object.keys(notYetValues)])('%s is declared', name => {
		expect(settingNamed(features, name)).toBeDefined();
	});

	it.each([
		['stateless', 'A host cannot run without a disk yet; leave out stateless'],
		['rescue', 'The rescue shell is not built yet; leave out rescue, and boot the medium without it'],
		[
			'local_boot_trigger=http://boot/done',
			'URLs are not fetched at the end of a run yet; leave out lifecycle.notify and local_boot_trigger=',
		],
		[
			'hostwright.lifecycle.notifyFailure=http://boot/failed',
			'URLs are not fetched after a failure yet; leave out lifecycle.notifyFailure',
		],
		['node.break=pre-reboot', 'A run cannot pause yet; leave out lifecycle.pause and node.break='],
		[
			'hostwright.lifecycle.answers=https://boot/a.yaml',
			'Answer files are not fetched from a URL yet; give the file with --config FILE',
		],
		[
			'iscsi_install iscsi_server=san iscsi_target_name=iqn.2026-11.org.example:lun1',
			'A host cannot be installed onto an iSCSI disk yet; leave out iscsi.root and iscsi_install',
		],
		['upgrade', 'The action "upgrade" is not built yet; give install or reinstall'],
		['uninstall', 'The action "uninstall" is not built yet; give install or reinstall'],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toContain(`error: ${message}`);
	});

	it.each([
		'stateless=0',
		'rescue=no',
		'hostwright.lifecycle.pause=none',
		'hostwright.lifecycle.rescue=false',
		'install',
		'reboot_delay=5',
		'iscsi_install=no',
	])('%s is not', line => {
		expect(fromLine(line).problems.filter(problem => problem.startsWith('error'))).toEqual([]);
	});

	it('finds nothing under hostile names', () => {
		expect(whyNotYet('constructor', 'x', undefined)).toBeUndefined();
		expect(whyNotYet('lifecycle.action', 'toString', 'none')).toBeUndefined();
		expect(whyNoWord('constructor')).toBeUndefined();
	});
});

describe('words that ended with the ancestor', () => {
	it.each([
		['snmp_password=sEcret-7', 'SNMP is left to a plugin'],
		['cim_passwd=sEcret-7', 'CIM ended with oVirt Node'],
		['rhn_password=sEcret-7', 'registration with RHN, Satellite or SAM is left to a plugin'],
		['puppet_server=sEcret-7', 'Puppet is left to a plugin'],
		['standalone', 'hostwright hosts always run on their own'],
		['ovirt_standalone=0', 'hostwright hosts always run on their own'],
		['runtime_mode=ovirt', 'hostwright hosts always run on their own'],
		['ovirt_early=hook', 'scripts named on a kernel line are not run'],
		['rdloaddriver=scsi_dh_alua', 'the kernel loads scsi_dh_alua where it is needed'],
		['ovirt_vdsm_disable', 'nothing registers unless an engine is given'],
	])('%s is explained, and its value is not shown', (line, why) => {
		const {problems} = fromLine(line);
		expect(problems).toEqual([`warning: "${line.split('=')[0]}" is known and has no effect: ${why}`]);
	});
});
