/** What shells and services find in their environment, as shells, OpenSSL and systemd read it. */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {access} from '../../../src/features/access/index.ts';
import {scratch} from '../../host/scratch.ts';
import {inNamespace, isRoot} from '../../namespace.ts';
import {fileAt, PLATFORMS, textAt, wantedOf} from '../rendered.ts';

const PROFILE = '/etc/profile.d/hostwright.sh';
const MANAGER = '/etc/systemd/system.conf.d/hostwright.conf';
const BOTH = {disableAesNi: 'yes', idleLogout: '15'};

describe.each(PLATFORMS)('on %s', (_, platform) => {
	it('shells log out and OpenSSL does without AES-NI where they are to', () => {
		const wanted = wantedOf(access, BOTH, {platform});
		expect(textAt(wanted, PROFILE)).toBe(`# Written by hostwright from its settings; changes here are overwritten.
TMOUT=900
export TMOUT
OPENSSL_ia32cap=~0x200000000000000
export OPENSSL_ia32cap
`);
		expect(textAt(wanted, MANAGER)).toBe(`# Written by hostwright from its settings; changes here are overwritten.
[Manager]
DefaultEnvironment=OPENSSL_ia32cap=~0x200000000000000
`);
		expect(wanted.commands).toMatchObject([{command: 'systemctl', args: ['daemon-reload'], reads: [MANAGER]}]);
	});

	it('there is no file where nothing is asked for', () => {
		const wanted = wantedOf(access, {}, {platform});
		expect([PROFILE, MANAGER].map(path => fileAt(wanted, path))).toEqual([
			{path: PROFILE, absent: true},
			{path: MANAGER, absent: true},
		]);
		expect(fileAt(wantedOf(access, {idleLogout: '1'}, {platform}), MANAGER)).toHaveProperty('absent');
	});
});

/** What a shell has of a variable after it has read a profile. */
function inShell(shell: string, profile: string, name: string): string {
	const script = `${profile}\nenv | grep "^${name}=" || echo none`;
	// bash reads its own files too when something like a remote shell has started it: when its input is a socket.
	const stdio = ['ignore', 'pipe', 'pipe'] as const;
	return execFileSync(shell, ['-c', script], {
		encoding: 'utf8',
		env: {PATH: process.env.PATH},
		stdio: [...stdio],
	}).trim();
}

describe.each(['bash', 'dash'])('%s', shell => {
	it('gives both to what it starts', () => {
		const profile = textAt(wantedOf(access, BOTH), PROFILE) ?? '';
		expect(inShell(shell, profile, 'TMOUT')).toBe('TMOUT=900');
		expect(inShell(shell, profile, 'OPENSSL_ia32cap')).toBe('OPENSSL_ia32cap=~0x200000000000000');
		const idle = textAt(wantedOf(access, {idleLogout: '15'}), PROFILE) ?? '';
		expect(inShell(shell, idle, 'OPENSSL_ia32cap')).toBe('none');
	});
});

/** CPUID 1, ECX bit 25, as OpenSSL counts it (OPENSSL_ia32cap(3)). */
const AES_NI = 1n << 57n;

describe.runIf(process.arch === 'x64')('OpenSSL', () => {
	it('does without the AES instructions of a processor that has them, and without no others', () => {
		const capabilities = (env: Record<string, string>) => {
			const said = execFileSync('openssl', ['version', '-c'], {
				encoding: 'utf8',
				env: {PATH: process.env.PATH, ...env},
			});
			return BigInt(/OPENSSL_ia32cap=(0x[0-9a-f]+)/.exec(said)?.[1] ?? 0);
		};
		const manager = textAt(wantedOf(access, BOTH), MANAGER) ?? '';
		const [, name = '', value = ''] = /^DefaultEnvironment=(\w+)=(.*)$/m.exec(manager) ?? [];
		const [before, after] = [capabilities({}), capabilities({[name]: value})];
		expect((before & AES_NI) !== 0n).toBe(/^flags.*\baes\b/m.test(readFileSync('/proc/cpuinfo', 'utf8')));
		expect(after).toBe(before & ~AES_NI);
	});
});

if (!isRoot) console.warn('not run here, because it needs root: the environment of services as systemd reads it');

describe.runIf(isRoot)('systemd', () => {
	/** What it says of a file, read as the configuration of a manager; the one of users takes the same keys and needs no boot. */
	async function said(text: string): Promise<string> {
		const root = await scratch();
		await mkdir(join(root, 'etc/systemd/user.conf.d'), {recursive: true});
		await writeFile(join(root, 'etc/systemd/user.conf.d/x.conf'), text);
		const script = `mkdir -m 777 /run/own
			export HOME=/nonexistent XDG_RUNTIME_DIR=/run/own SYSTEMD_LOG_TARGET=console
			setpriv --reuid=65534 --regid=65534 --clear-groups /lib/systemd/systemd --user --test
			exit $?`;
		const {code, stdout, stderr} = inNamespace(root, ['/etc/systemd'], script);
		expect(code).toBe(0);
		return `${stdout}\n${stderr}`
			.split('\n')
			.filter(line => line.includes('x.conf'))
			.join('\n');
	}

	it('takes the environment of services, and would say what it does not take', async () => {
		const manager = textAt(wantedOf(access, BOTH), MANAGER) ?? '';
		expect(await said(manager)).toBe('');
		expect(await said(manager.replace('ia32cap', 'ia32-cap'))).toContain('Invalid environment assignment');
		expect(await said(manager.replace('DefaultEnv', 'DefaultEnvs'))).toContain('Unknown key');
	});
});
