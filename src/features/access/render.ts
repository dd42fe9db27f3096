/** Access on a host: passwords, the SSH server, keys of root, and the environment of shells and services. */
import type {Wanted, WantedAccount} from '../../plan/wanted.ts';
import type {Rendering} from '../feature.ts';
import {keysFile, keysOf} from './authorized-keys.ts';
import {managerFile, MANAGER, profileFile} from './environment.ts';
import {sshdChecks, sshdFile, type Sshd} from './sshd.ts';
import {isKeysUrl} from './ssh-key.ts';

export type Access = {
	readonly adminPassword: string | undefined;
	readonly rootPassword: string | undefined;
	readonly mustChange: boolean;
	readonly sshPasswordLogin: boolean;
	readonly sshPort: number;
	readonly sshKeys: readonly string[];
	readonly disableAesNi: boolean;
	readonly idleLogout: number;
};

const account = (name: string, hash: string | undefined, mustChange: boolean): WantedAccount => ({
	name,
	hash,
	mustChange: mustChange && hash !== undefined,
});

/** The port that policies give to SSH without being asked. */
const LABELLED = 22;

const unlabelled = (port: number) =>
	`Where SELinux enforces, it lets the SSH server use port ${port} once "semanage port -a -t ssh_port_t -p tcp ${port}" was run (package policycoreutils-python-utils).`;

/** https URLs of keys. */
export const keyUrls = ({sshKeys}: Pick<Access, 'sshKeys'>): readonly string[] => sshKeys.filter(isKeysUrl);

export function renderAccess(values: Access, {platform, fetched, carried}: Rendering): Wanted {
	const {adminPassword, rootPassword, mustChange, sshPasswordLogin, sshPort} = values;
	const {lentPassword} = carried;
	const keys = keysOf(values.sshKeys, fetched);
	const sshd: Sshd = {
		port: sshPort,
		passwords: sshPasswordLogin,
		rootPassword: rootPassword !== undefined,
		lent: lentPassword !== undefined,
		rootKeys: keys.lines.length > 0,
	};
	const dropIn = sshdFile(sshd);
	const reload = {
		title: 'Give services their environment',
		command: 'systemctl',
		args: ['daemon-reload'],
		atStart: true,
	} as const;
	const {ssh, sshSocket} = platform.units;
	return {
		files: [dropIn, keysFile(keys.lines), profileFile(values), managerFile(values)],
		accounts: [
			account('admin', adminPassword, mustChange),
			// A program that is asked for another password cannot answer.
			lentPassword === undefined
				? account('root', rootPassword, mustChange)
				: account('root', lentPassword, false),
		],
		checks: sshdChecks(sshd),
		commands: [{...reload, reads: [MANAGER]}],
		services: [
			// While systemd listens for the server, its own Port counts for nothing.
			{...sshSocket, state: 'off'},
			{...ssh, state: 'on', reads: [dropIn.path, MANAGER]},
		],
		waits: [...keys.waits, ...(platform.selinux && sshPort !== LABELLED ? [unlabelled(sshPort)] : [])],
	};
}
