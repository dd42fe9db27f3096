/** Rules over several values of the access section, and what is asked for in vain. */
import type {Finding} from '../feature.ts';

type Access = {
	readonly adminPassword: string | undefined;
	readonly rootPassword: string | undefined;
	readonly mustChange: boolean;
	readonly sshPasswordLogin: boolean;
	readonly sshKeys: readonly string[];
	readonly strongRng: number;
};

const warning = (setting: string, message: string): Finding => ({setting, level: 'warning', message});

export function checkAccess(values: Access): readonly Finding[] {
	const {adminPassword, rootPassword, mustChange, sshPasswordLogin, sshKeys, strongRng} = values;
	const noPassword = adminPassword === undefined && rootPassword === undefined;
	const findings: Finding[] = [];
	if (noPassword && sshPasswordLogin) {
		const message =
			'SSH login by password is "yes", but there is no password to log in with; give access.adminPassword.';
		findings.push(warning('sshPasswordLogin', message));
	}
	if (noPassword && mustChange) {
		const message =
			'Changing the password at first login is "yes", but there is no password to change; give access.adminPassword.';
		findings.push(warning('mustChange', message));
	}
	// PAM asks everybody whose password has expired, whatever let them in.
	if (rootPassword !== undefined && mustChange && sshKeys.length > 0) {
		const message =
			'Changing the password at first login is "yes", so whoever logs in as root by key must change it first, and programs cannot; leave out access.rootPassword or access.mustChange.';
		findings.push(warning('mustChange', message));
	}
	if (strongRng > 0) {
		const message = `"${strongRng}" has no effect: the SSH servers of today start from the kernel's random numbers, which are strong; leave access.strongRng out.`;
		findings.push(warning('strongRng', message));
	}
	return findings;
}
