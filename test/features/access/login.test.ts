/** Logins over the loopback to a real SSH server with the rendered files, accounts and keys of a scratch root. */
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {access} from '../../../src/features/access/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import {scratch} from '../../host/scratch.ts';
import {inNamespace, isRoot} from '../../namespace.ts';
import {make, PLATFORMS, wantedOf} from '../rendered.ts';
import {HASH, MAIN, PASSWORD} from './hosts.ts';
import {debian} from '../../../src/platforms/debian.ts';
import type {Platform} from '../../../src/platforms/platform.ts';

const PORT = '2222';

/** The server's own user stands in the files of its package. */
const ACCOUNTS = {
	'/etc/passwd': `root:x:0:0:root:/root:/bin/bash
sshd:x:105:65534::/run/sshd:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
admin:x:1000:1000::/home/admin:/bin/bash
`,
	'/etc/group': 'root:x:0:\nshadow:x:42:\nnogroup:x:65534:\nadmin:x:1000:\n',
	'/etc/shadow': 'root:*:19000:0:99999:7:::\nsshd:!:19000::::::\nadmin:!:19000:0:99999:7:::\n',
};

/**
 * Starts the server, then several clients at a time, but fewer than it takes before it drops some (MaxStartups): each says its name,
 * its code and its output in one line. With further arguments only those who are named.
 */
const SCRIPT = `
root=$1 at=127.0.0.1 port=${PORT}; shift; names=" $* "
mkdir /run/sshd && chown 1000:1000 /home/admin && /usr/sbin/sshd -E "$root/log" || exit 9
export HOME=/root SSH_ASKPASS="$root/askpass" SSH_ASKPASS_REQUIRE=force
options="-F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o ConnectionAttempts=30"
key="$options -i $root/client -o IdentitiesOnly=yes -o PreferredAuthentications=publickey"
ask="$options -o NumberOfPasswordPrompts=1 -o PreferredAuthentications=password"
other="$options -o NumberOfPasswordPrompts=1 -o PreferredAuthentications=keyboard-interactive"
say() {
	name=$1; shift
	case $names in *" $name "* | '  ') ;; *) return ;; esac
	said=$("$@" 2>&1 </dev/null); echo "$name $?: $(echo $said | tr -d '\\r')"
}
terminal() { printf 'id -un\\nexit\\n' | ssh -tt $ask -p $port "$@"; }
say root-by-key ssh $key -p $port root@$at id -un &
say root-by-password ssh $ask -p $port root@$at id -un &
say root-otherwise ssh $other -p $port root@$at id -un &
say root-forwards ssh $key -p $port -W $at:$port root@$at &
say root-copies sftp $key -P $port root@$at:/etc/hostname "$root/copied" &
wait
say admin-by-password terminal admin@$at echo taken over &
say admin-by-a-wrong-one env WRONG=1 ssh $ask -p $port admin@$at &
say admin-without-a-terminal ssh $ask -p $port admin@$at echo taken over &
say admin-forwards ssh $ask -p $port -W $at:$port admin@$at &
say admin-copies sftp $ask -P $port admin@$at:/etc/hostname "$root/other" &
wait
`;

/** What each login came to, by its name. */
async function logins(
	texts: Readonly<Record<string, string>>,
	platform: Platform,
	names: readonly string[] = [],
): Promise<Record<string, string>> {
	const root = await scratch();
	const host = rootedHost(realHost(), root);
	const keygen = (path: string) => execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
	for (const [path, text] of Object.entries({...ACCOUNTS, ...MAIN[platform.name]})) {
		await host.write(path, text, {mode: path === '/etc/shadow' ? 0o640 : 0o644});
	}
	await host.makeDirectory('/root');
	await host.makeDirectory('/home/admin', 0o755);
	keygen(join(root, 'etc/ssh/ssh_host_ed25519_key'));
	keygen(join(root, 'client'));
	const ask = `#!/bin/sh\nif [ "$WRONG" ]; then echo nothing-like-it; else echo ${PASSWORD}; fi\n`;
	writeFileSync(join(root, 'askpass'), ask, {mode: 0o700});
	const sshKeys = readFileSync(join(root, 'client.pub'), 'utf8').trim();
	await make(host, {...wantedOf(access, {sshKeys, sshPort: PORT, ...texts}, {platform}), checks: [], services: []});
	const binds = ['/etc/ssh', '/etc/passwd', '/etc/group', '/etc/shadow', '/root', '/home'];
	const {stdout, stderr} = inNamespace(root, binds, SCRIPT, [root, ...names]);
	expect(stderr).toBe('');
	expect(await host.stat('/root/.ssh')).toMatchObject({mode: 0o700});
	expect(await host.stat('/root/.ssh/authorized_keys')).toMatchObject({mode: 0o600});
	return Object.fromEntries(
		stdout
			.trim()
			.split('\n')
			.map(line => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1)]),
	);
}

const REFUSED = expect.stringMatching(/^255: \S+@127.0.0.1: Permission denied \(publickey.*\)\.$/) as string;

/** A shell that took the orders, and not the command that was asked for. */
const SHELL = expect.stringMatching(/^0: .*\badmin\b/) as string;

if (!isRoot) console.warn('not run here, because it needs root: logins to an SSH server');

describe.runIf(isRoot).each(PLATFORMS)('on %s', (_, platform) => {
	it('keys let root in and passwords nobody, unless they are asked for', async () => {
		expect(await logins({rootPassword: HASH, adminPassword: HASH}, platform)).toMatchObject({
			'root-by-key': '0: root',
			'root-by-password': REFUSED,
			'root-otherwise': REFUSED,
			'admin-by-password': REFUSED,
		});
	});

	it('passwords that are asked for let in who has one, and admin to its shell alone', async () => {
		const said = await logins({rootPassword: HASH, adminPassword: HASH, sshPasswordLogin: 'yes'}, platform);
		expect(said).toMatchObject({
			'root-by-key': '0: root',
			'root-by-password': '0: root',
			'root-otherwise': '0: root',
			'admin-by-password': SHELL,
			'admin-by-a-wrong-one': REFUSED,
			'admin-without-a-terminal': '1: admin logs in at a terminal, and nowhere else',
		});
		expect(said['admin-by-password']).not.toContain('taken over');
		expect(said['admin-forwards']).toBe('255: stdio forwarding failed');
		expect(said['admin-copies']).toMatch(/^255: Connection closed/);
		expect(said['root-forwards']).toMatch(/^\d+: SSH-2.0-/);
		expect(said['root-copies']).toMatch(/^0:/);
	});
});

describe.runIf(isRoot)('a login', () => {
	it('of root with a locked password is by key alone', async () => {
		const names = ['root-by-key', 'root-by-password', 'admin-by-password'];
		expect(await logins({adminPassword: HASH, sshPasswordLogin: 'yes'}, debian, names)).toEqual({
			'root-by-key': '0: root',
			'root-by-password': REFUSED,
			'admin-by-password': SHELL,
		});
	});

	it('with a password that must be changed asks for a new one before anything else', async () => {
		const texts = {adminPassword: HASH, sshPasswordLogin: 'yes', mustChange: 'yes'};
		const said = await logins(texts, debian, ['root-by-key', 'admin-without-a-terminal']);
		expect(said['admin-without-a-terminal']).toContain('Password change required but no TTY available');
		expect(said['root-by-key']).toBe('0: root');
	});
});
