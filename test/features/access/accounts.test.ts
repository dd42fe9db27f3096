/** Passwords of admin and root in a shadow file: set by chpasswd, read by chage, and what they are by OpenSSL. */
import {execFileSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {access} from '../../../src/features/access/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import {isHashOf} from '../../checkers/openssl.ts';
import {scratch} from '../../host/scratch.ts';
import {isRoot} from '../../namespace.ts';
import {make, PLATFORMS, wantedOf} from '../rendered.ts';
import {HASH, PASSWORD} from './hosts.ts';

/** By mkpasswd, of another scheme. */
const YESCRYPT = execFileSync('mkpasswd', ['-m', 'yescrypt', '-s'], {input: PASSWORD, encoding: 'utf8'}).trim();

describe.each(PLATFORMS)('on %s', (_, platform) => {
	it('an account without a password is locked and has nothing to change', () => {
		expect(wantedOf(access, {mustChange: 'yes', adminPassword: HASH}, {platform}).accounts).toEqual([
			{name: 'admin', hash: HASH, mustChange: true},
			{name: 'root', hash: undefined, mustChange: false},
		]);
	});
});

if (!isRoot) console.warn('not run here, because it needs root: passwords in a shadow file');

describe.runIf(isRoot).each(PLATFORMS)('a host of %s', (_, platform) => {
	async function withPasswords(texts: Readonly<Record<string, string>>) {
		const root = await scratch();
		const host = rootedHost(realHost(), root);
		await host.write('/etc/passwd', 'root:x:0:0::/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n');
		await host.write('/etc/group', 'root:x:0:\n');
		const shadow = `root:${HASH}:19000:0:99999:7:::\nadmin:!:19000:0:99999:7:::\n`;
		await host.write('/etc/shadow', shadow, {mode: 0o600});
		await make(host, {files: [], accounts: wantedOf(access, texts, {platform}).accounts ?? []});
		const lines = ((await host.read('/etc/shadow')) ?? '').trim().split('\n');
		const fields = new Map(lines.map(line => [line.split(':')[0] ?? '', line.split(':')]));
		return {
			root,
			password: (name: string) => fields.get(name)?.[1],
			changed: (name: string) => fields.get(name)?.[2],
		};
	}

	it.each([
		['SHA-512', HASH],
		['yescrypt', YESCRYPT],
	])('has the password that was given as %s, and that of root no more', async (_name, hash) => {
		const {password, changed} = await withPasswords({adminPassword: hash});
		expect(password('admin')).toBe(hash);
		expect(Number(changed('admin'))).toBeGreaterThan(19_000);
		expect(password('root')).toBe(`!${HASH}`);
	});

	it('has a password that OpenSSL makes of the same words, and of no other', async () => {
		const {password} = await withPasswords({adminPassword: HASH});
		expect(isHashOf(password('admin') ?? '', PASSWORD)).toBe(true);
		expect(isHashOf(password('admin') ?? '', `${PASSWORD}x`)).toBe(false);
	});

	it('asks for another one at the first login where it is to', async () => {
		const chage = (root: string) => execFileSync('chage', ['-R', root, '-l', 'admin'], {encoding: 'utf8'});
		const asked = await withPasswords({adminPassword: HASH, mustChange: 'yes'});
		expect(asked.changed('admin')).toBe('0');
		expect(chage(asked.root)).toContain('password must be changed');
		const not = await withPasswords({adminPassword: HASH});
		expect(chage(not.root)).not.toContain('password must be changed');
	});
});
