/** iSCSI: rules over several values. */
import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const IQN = 'iqn.2026-11.org.example:lun1';
const SAN = `iscsi_server=san iscsi_target_name=${IQN}`;

describe('iSCSI', () => {
	it.each([
		[
			'hostwright.iscsi.initiatorName=iqn.2026-11.org.example:H7',
			'"iqn.2026-11.org.example:H7" has capital letters; write it as iqn.2026-11.org.example:h7',
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
