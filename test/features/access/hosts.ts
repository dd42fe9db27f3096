/** What hosts of tests have: a password, a key, and the SSH server's files of their distribution. */
import {execFileSync} from 'node:child_process';
import type {Platform} from '../../../src/platforms/platform.ts';

export const PASSWORD = 'correct-horse-battery';

/** Of that password, by OpenSSL and not by us. */
export const HASH = execFileSync('openssl', ['passwd', '-6', '-salt', 'abcdefgh', '-stdin'], {
	input: PASSWORD,
	encoding: 'utf8',
}).trim();

export const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOeMHWYcH+xMtWNOMWI+wFlozraw4A3QhipfoTredOuN ops@example.org';

/** Their lines that are not comments. */
export const MAIN: Readonly<Record<Platform['name'], Readonly<Record<string, string>>>> = {
	debian: {
		'/etc/ssh/sshd_config': `Include /etc/ssh/sshd_config.d/*.conf
KbdInteractiveAuthentication no
UsePAM yes
X11Forwarding yes
PrintMotd no
AcceptEnv LANG LC_*
Subsystem	sftp	/usr/lib/openssh/sftp-server
`,
	},
	el: {
		'/etc/ssh/sshd_config': `Include /etc/ssh/sshd_config.d/*.conf
AuthorizedKeysFile	.ssh/authorized_keys
Subsystem	sftp	/usr/lib/openssh/sftp-server
`,
		'/etc/ssh/sshd_config.d/50-redhat.conf': `SyslogFacility AUTHPRIV
ChallengeResponseAuthentication no
GSSAPIAuthentication yes
GSSAPICleanupCredentials no
UsePAM yes
X11Forwarding yes
PrintMotd no
`,
	},
};
