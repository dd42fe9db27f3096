import {mkdir, readFile, readlink, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {HostFailed, type Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {scratch} from './scratch.ts';

async function rooted(): Promise<{root: string; host: Host}> {
	const root = await scratch();
	return {root, host: rootedHost(realHost(), root)};
}

test('paths mean what they mean to the host in the folder', async () => {
	const {root, host} = await rooted();
	await host.write('/etc/one', 'text\n', {mode: 0o600});
	expect(await readFile(join(root, 'etc/one'), 'utf8')).toBe('text\n');
	expect(await host.read('/etc/one')).toBe('text\n');
	expect(await host.list('/etc')).toEqual(['one']);
	expect(await host.resolve('/etc/one')).toBe('/etc/one');
	expect(await host.stat('/etc/one')).toMatchObject({kind: 'file', mode: 0o600});
	await host.remove('/etc/one');
	expect(await host.read('/etc/one')).toBeUndefined();
});

test('an absolute link starts at the root again', async () => {
	const {root, host} = await rooted();
	await mkdir(join(root, 'run'));
	await mkdir(join(root, 'etc'));
	await writeFile(join(root, 'run/there'), 'inside\n');
	await symlink('/run/there', join(root, 'etc/here'));
	expect(await host.read('/etc/here')).toBe('inside\n');
	expect(await host.stat('/etc/here')).toMatchObject({kind: 'link'});
	expect(await host.readLink('/etc/here')).toBe('/run/there');
});

test('nothing leads out of the folder', async () => {
	const {root, host} = await rooted();
	const outside = await scratch();
	await writeFile(join(outside, 'secret'), 'outside\n');
	await symlink(outside, join(root, 'away'));
	await symlink('../../../../../../../../..', join(root, 'up'));
	expect(await host.read('/away/secret')).toBeUndefined();
	expect(await host.read(`/up${outside}/secret`)).toBeUndefined();
	await host.write('/away/new', 'text\n');
	expect(await readFile(join(root, outside, 'new'), 'utf8')).toBe('text\n');
});

test('a link that is written over is replaced, and a link is made as it is asked for', async () => {
	const {root, host} = await rooted();
	await host.link('/etc/localtime', '/usr/share/zoneinfo/UTC');
	await host.link('/etc/localtime', '/usr/share/zoneinfo/Europe/Berlin');
	expect(await readlink(join(root, 'etc/localtime'))).toBe('/usr/share/zoneinfo/Europe/Berlin');
	await host.write('/etc/localtime', 'plain\n');
	expect(await host.stat('/etc/localtime')).toMatchObject({kind: 'file'});
});

test('links that lead in a circle are an error, not a hang', async () => {
	const {root, host} = await rooted();
	await symlink('two', join(root, 'one'));
	await symlink('one', join(root, 'two'));
	await expect(host.read('/one/file')).rejects.toThrow(
		new HostFailed('/one/file', 'following the links of', 'ELOOP'),
	);
});

test('a tool of that host that is not there answers so, and one that takes a root is given it', async () => {
	const {host} = await rooted();
	expect((await host.ask('sshd', ['-t'])).code).toBe(127);
	const {code, stdout, stderr} = await host.ask('systemctl', ['is-enabled', 'nobodys.service']);
	expect({code, stdout}).toEqual({code: 1, stdout: ''});
	expect(stderr).toContain('nobodys.service');
});
