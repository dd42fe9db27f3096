/** What the SSH server may do, as a drop-in of sshd_config(5), and whether it is what counts in the end. */
import type {WantedCheck, WantedFile} from '../../plan/wanted.ts';
import {WRITTEN} from '../../plan/written.ts';

export type Sshd = {
	readonly port: number;
	/** Passwords are let in. */
	readonly passwords: boolean;
	/** root's is one of them. */
	readonly rootPassword: boolean;
	/** root has one for a while that is let in, also where no other is. */
	readonly lent: boolean;
	/** Keys are given that must let root in. */
	readonly rootKeys: boolean;
};

/**
 * Of several values the server takes the first it reads, and it reads these files in the order of their names: this one comes before
 * what distributions, cloud-init and administrators call 40 to 99.
 */
const DROP_IN = '/etc/ssh/sshd_config.d/10-hostwright.conf';

const yesNo = (on: boolean) => (on ? 'yes' : 'no');

/**
 * admin gets its login shell at a terminal and nothing beside it (design section 8). Each kind of forwarding is named: before OpenSSH
 * 10.0 DisableForwarding left X11 and the agent out. A forced command stands in for sftp too, whichever server of it is configured;
 * without a terminal it ends, or sftp would wait for ever for what a shell does not say.
 */
const ADMIN = [
	'Match User admin',
	'\tDisableForwarding yes',
	'\tAllowAgentForwarding no',
	'\tAllowStreamLocalForwarding no',
	'\tAllowTcpForwarding no',
	'\tX11Forwarding no',
	'\tPermitTunnel no',
	'\tPermitUserRC no',
	'\tForceCommand [ -t 0 ] && exec "$SHELL"; echo "admin logs in at a terminal, and nowhere else" >&2; exit 1',
];

/** What programs ask for: a password, not a dialogue. Of two values the first counts, so that Match comes behind the rest. */
const LENT = ['Match User root', '\tPasswordAuthentication yes'];

const letsRootIn = ({passwords, rootPassword, lent}: Sshd) => lent || (passwords && rootPassword);

/** Nothing of it is text from outside: sshd_config(5) needs no quoting here. */
export function sshdFile(sshd: Sshd): WantedFile {
	const {port, passwords, lent} = sshd;
	const lines = [
		`# ${WRITTEN}`,
		`Port ${port}`,
		`PasswordAuthentication ${yesNo(passwords)}`,
		`KbdInteractiveAuthentication ${yesNo(passwords)}`,
		`PermitRootLogin ${letsRootIn(sshd) ? 'yes' : 'prohibit-password'}`,
		...ADMIN,
		...(lent ? LENT : []),
	];
	return {path: DROP_IN, text: lines.map(line => `${line}\n`).join(''), mode: 0o600};
}

/**
 * The server ends with 255 for a line it cannot read and also where it was never started (/run/sshd is made by its unit), and with 1
 * where it has no host keys yet: what it says tells them apart.
 */
const ENDS = [0, 1, 255];
const UNREADABLE = /: terminating, \d+ bad|\bline \d+: (?!Deprecated|Unsupported)/;

/** What `sshd -T` says when another file opens what is to be closed, or closes what was asked for. */
function overruled(sshd: Sshd): RegExp {
	const {port, passwords, lent, rootKeys} = sshd;
	const wrong = [
		String.raw`port (?!${port}$)\d+`,
		`passwordauthentication ${yesNo(!passwords && !lent)}`,
		...(passwords ? [] : ['kbdinteractiveauthentication yes']),
		letsRootIn(sshd) ? 'permitrootlogin (?!yes$).*' : 'permitrootlogin yes',
		...(rootKeys ? ['permitrootlogin (no|forced-commands-only)', 'pubkeyauthentication no'] : []),
	];
	return new RegExp(`^(${wrong.join('|')})$`);
}

const MEANS =
	'Another file of /etc/ssh sets this too: it is read before 10-hostwright.conf, or it opens one more port; take the line out there.';

export function sshdChecks(sshd: Sshd): readonly WantedCheck[] {
	const asRoot = ['-T', '-C', 'user=root,host=localhost,addr=127.0.0.1'];
	return [
		{command: 'sshd', args: ['-t'], accepts: ENDS, refuses: UNREADABLE},
		{command: 'sshd', args: asRoot, accepts: ENDS, refuses: overruled(sshd), means: MEANS},
	];
}
