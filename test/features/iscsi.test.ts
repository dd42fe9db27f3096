/** iSCSI: legacy words and rules over several values. */
import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const IQN = 'iqn.2026-11.org.example:lun1';
const SAN = `iscsi_server=san iscsi_target_name=${IQN}`;

describe('iSCSI', () => {
	it.each([
		['iscsi_name=iqn.2026-11.org.example:host7', {'iscsi.initiatorName': 'iqn.2026-11.org.example:host7'}],
		['iscsi_name=IQN.2026-11.Org.Example:Host7', {'iscsi.initiatorName': 'iqn.2026-11.org.example:host7'}],
		['iscsi_name=eui.0123456789ABCDEF', {'iscsi.initiatorName': 'eui.0123456789abcdef'}],
		['iscsi_name=', {}],
		['iscsi_server=192.0.2.20', {'iscsi.portal': '192.0.2.20'}],
		['iscsi_server=[2001:db8::20]:3260', {'iscsi.portal': '[2001:db8::20]:3260'}],
		['iscsi_server=', {}],
		[
			'iscsi_server=san iscsi_target_name=iqn.2000-01.com.synology:NAS.lun1',
			{'iscsi.portal': 'san', 'iscsi.target': 'iqn.2000-01.com.synology:NAS.lun1'},
		],
		['iscsi_target_name=', {}],
		['iscsi_init=', {}],
		['iscsi_install=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	it.each([
		[
			'iscsi_server=2001:db8::20:3260',
			'"iscsi_server=2001:db8::20:3260" is taken as an address without a port; write iscsi_server=[2001:db8::20]:3260 if 3260 is the port',
		],
		['iscsi_init=/dev/sdb', '"/dev/sdb" is used only when the host is installed onto it; leave iscsi.device out'],
		['iscsi_install=0', '"iscsi_install=0" is taken as off; oVirt Node took it for on, so leave the word out'],
	])('%s is taken with a warning', (line, warning) => {
		expect(fromLine(line).problems).toEqual([`warning: ${warning}`]);
	});

	const initiator = 'give one as in iqn.2026-11.org.example:host7';

	it.each([
		['iscsi_name', '"iscsi_name" has no value; give one, as in iscsi_name=iqn.2026-11.org.example:host7'],
		['iscsi_name=host7', `"host7" is not an initiator name; ${initiator}`],
		[
			'iscsi_name=iqn.2026-99.org.example',
			`"iqn.2026-99.org.example" names a month that does not exist; ${initiator}`,
		],
		['iscsi_name=eui.0123456789abcdefXYZ', `"eui.0123456789abcdefxyz" is not an initiator name; ${initiator}`],
		['iscsi_name=iqn.2026-11.org:$(id)', `"iqn.2026-11.org:$(id)" is not an initiator name; ${initiator}`],
		[
			'hostwright.iscsi.initiatorName=iqn.2026-11.org.example:H7',
			'"iqn.2026-11.org.example:H7" has capital letters; write it as iqn.2026-11.org.example:h7',
		],
		['iscsi_server', '"iscsi_server" has no value; give one, as in iscsi_server=san.example.org:3260'],
		['iscsi_target_name', `"iscsi_target_name" has no value; give one, as in iscsi_target_name=${IQN}`],
		['iscsi_target_name=lun1', `"lun1" is not the name of a target; give one as in ${IQN}`],
		[`iscsi_target_name=${IQN}`, `The target "${IQN}" needs its server; give iscsi.portal, as in san.example.org`],
		['iscsi_init', '"iscsi_init" has no value; give one, as in iscsi_init=/dev/sdb'],
		['iscsi_init=/dev/../etc/shadow', '"/dev/../etc/shadow" is not the path of a device; give one as in /dev/sdb'],
		[
			'iscsi_install=maybe',
			'"maybe" in iscsi_install=maybe is neither yes nor no; give iscsi_install=yes, or leave it out',
		],
		[
			`${SAN} hostwright.iscsi.chapUser=host7`,
			'The CHAP user "host7" has no password; give iscsi.chapPassword, or leave iscsi.chapUser out',
		],
		[
			'"hostwright.iscsi.chapUser=a b"',
			'"a b" cannot be used for CHAP; give up to 255 letters, digits and marks of ASCII, without blanks',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});

	it('says what an install onto a disk of it lacks, besides that there is none yet', () => {
		expect(fromLine('iscsi_install').problems).toEqual([
			'error: A host cannot be installed onto an iSCSI disk yet; leave out iscsi.root and iscsi_install',
			'error: An install onto an iSCSI disk needs its server; give iscsi.portal, as in san.example.org',
			`error: An install onto an iSCSI disk needs a target; give iscsi.target, as in ${IQN}`,
		]);
	});
});

describe('the CHAP password', () => {
	const file = (chap: string) => fromLine(SAN, {yaml: `iscsi:\n${chap}`}).problems;

	it('goes with its user, and is never shown', () => {
		expect(file('  chapUser: host7\n  chapPassword: correct-horse-battery\n')).toEqual([]);
		expect(file('  chapPassword: correct-horse-battery\n')).toEqual([
			'error: The CHAP password has no user; give iscsi.chapUser, or leave iscsi.chapPassword out',
		]);
		expect(file('  chapUser: host7\n  chapPassword: s3cret\n')).toEqual([
			'warning: The CHAP password has fewer than 12 characters, which many targets refuse; give a longer one',
		]);
		expect(file('  chapUser: host7\n  chapPassword: "correct horse"\n').join()).toBe(
			'error: "[secret]" cannot be used for CHAP; give up to 255 letters, digits and marks of ASCII, without blanks',
		);
		expect(
			fromLine('', {yaml: 'iscsi: {chapUser: host7, chapPassword: correct-horse-battery}\n'}).problems,
		).toEqual(['warning: The CHAP user "host7" is used nowhere, because no server is given; give iscsi.portal']);
	});

	it('is better not given on a kernel line', () => {
		const {problems} = fromLine(`${SAN} hostwright.iscsi.chapUser=h hostwright.iscsi.chapPassword=correct-horse`);
		expect(problems.join()).toContain('iscsi.chapPassword stands in plain on the kernel line');
		expect(problems.join()).not.toContain('correct-horse');
	});
});
