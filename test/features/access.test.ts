import {describe, expect, it} from 'vitest';
import {fromLine} from './gathered.ts';

const ADMIN = `$6$abcdefgh$${'a'.repeat(86)}`;
const ROOT = `$6$hgfedcba$${'r'.repeat(86)}`;

describe('passwords', () => {
	it.each([
		['adminpw first', `adminpw=${ADMIN} rootpw=${ROOT}`],
		['rootpw first', `rootpw=${ROOT} adminpw=${ADMIN}`],
	])('each have their own: %s', (_, line) => {
		expect(fromLine(line).answers).toEqual({
			'access.adminPassword': ADMIN,
			'access.rootPassword': ROOT,
			'access.mustChange': 'yes',
		});
	});

	it('take rootpw for admin too when nobody gives admin one', () => {
		const come = fromLine(`rootpw=${ROOT}`);
		expect(come.answers['access.adminPassword']).toBe(ROOT);
		expect(come.problems).toEqual([]);
	});

	it('leave admin what an answer file gives', () => {
		const come = fromLine(`rootpw=${ROOT}`, {yaml: `access:\n  adminPassword: ${ADMIN}\n`});
		expect(come.answers).toEqual({'access.adminPassword': ADMIN, 'access.rootPassword': ROOT});
	});

	it('do not give admin the password of root when it came by our own key', () => {
		expect(fromLine(`hostwright.access.rootPassword=${ROOT}`).answers['access.adminPassword']).toBeUndefined();
	});

	it.each([
		['by a legacy word', `adminpw=${ADMIN}`, 'yes'],
		['by our own key', `hostwright.access.adminPassword=${ADMIN}`, 'yes'],
		['with SSH keys', `adminpw=${ADMIN} hostwright.access.sshKeys=https://keys.example.org/ops`, undefined],
		['with a word against it', `adminpw=${ADMIN} hostwright.access.mustChange=no`, 'no'],
		['not at all', '', undefined],
	])('that came on the line %s', (_, line, answer) => {
		expect(fromLine(line).answers['access.mustChange']).toBe(answer);
	});

	it('need not be changed when they came in a file', () => {
		const yaml = `access:\n  adminPassword: ${ADMIN}\n`;
		expect(fromLine('', {yaml}).answers['access.mustChange']).toBeUndefined();
	});

	it.each([
		[
			'plain text',
			'adminpw=correct-horse',
			'is not a password hash; give one that starts with $6$ or $y$; make one with: openssl passwd -6',
		],
		[
			'MD5',
			'adminpw=$1$abcdefgh$0123456789abcdefghijkl',
			'is a password hash of a scheme that is too weak; give one that starts with $6$ or $y$; make one with: openssl passwd -6',
		],
		[
			'DES',
			'adminpw=ab01FAX.bQRSU',
			'is not a password hash, or one of a scheme that is too weak (DES); give one that starts with $6$ or $y$; make one with: openssl passwd -6',
		],
		[
			'one cut short',
			`adminpw=${ADMIN.slice(0, -1)}`,
			'is a password hash that is cut short or damaged; copy the whole of it, or make one with: openssl passwd -6',
		],
	])('%s is refused and not shown', (_, line, sentence) => {
		const {problems} = fromLine(line);
		expect(problems).toContain(`error: "[secret]" ${sentence}`);
		expect(problems.join(' ')).not.toContain(line.slice('adminpw='.length));
	});

	it.each([
		['rootpw alone', 'rootpw=correct-horse'],
		['an install without asking', 'rootpw=correct-horse BOOTIF=eno1 storage_init'],
	])('that are wrong are wrong once: %s', (_, line) => {
		expect(fromLine(line).problems).toEqual([
			'error: "[secret]" is not a password hash; give one that starts with $6$ or $y$; make one with: openssl passwd -6',
		]);
	});

	it('are missed where something hangs on them', () => {
		expect(fromLine('ssh_pwauth=1 hostwright.access.mustChange=yes').problems).toEqual([
			'warning: SSH login by password is "yes", but there is no password to log in with; give access.adminPassword',
			'warning: Changing the password at first login is "yes", but there is no password to change; give access.adminPassword',
		]);
	});
});

describe('what is asked for in vain', () => {
	const random =
		'warning: "32" has no effect: the SSH servers of today start from the kernel\'s random numbers, which are strong; leave access.strongRng out';
	const change =
		'warning: Changing the password at first login is "yes", so whoever logs in as root by key must change it first, and programs cannot; leave out access.rootPassword or access.mustChange';
	const key = 'hostwright.access.sshKeys=https://keys.example.org/ops';

	it.each([
		['use_strong_rng=32', [random]],
		['use_strong_rng=0', []],
		[`rootpw=${ROOT} ${key} hostwright.access.mustChange=yes`, [change]],
		[`adminpw=${ROOT} ${key} hostwright.access.mustChange=yes`, []],
		[`rootpw=${ROOT} ${key}`, []],
	])('%s', (line, warnings) => {
		expect(fromLine(line).problems).toEqual(warnings);
	});
});

describe('other settings', () => {
	it.each([
		['hostwright.access.sshPort=0', '"0" is not a TCP port; give a whole number from 1 to 65535'],
		[
			'hostwright.access.bootMenuPassword=$6$x',
			'"[secret]" is not a hash of a boot menu password; give one that starts with grub.pbkdf2.sha512; make one with: grub-mkpasswd-pbkdf2',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toContain(`error: ${message}`);
	});
});
