import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {expect, test, vi} from 'vitest';
import {CommandFailed} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';

const host = realHost();

test('a tool sees a minimal environment and its arguments as they are', async () => {
	process.env['HOSTWRIGHT_LEAK'] = 'seen';
	const {stdout} = await host.ask('env', [], {env: {MORE: 'yes'}});
	delete process.env['HOSTWRIGHT_LEAK'];
	expect(stdout.split('\n').filter(Boolean).sort()).toEqual([
		'LC_ALL=C',
		'MORE=yes',
		'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
	]);
	const hostile = ['$(id)', ';', '"\'', '*', '-n'];
	expect((await host.ask('printf', ['%s\n', ...hostile])).stdout).toBe(hostile.map(word => `${word}\n`).join(''));
});

test('input goes to standard input; without any there is none to wait for', async () => {
	expect((await host.ask('cat', [], {input: 'sectors\n'})).stdout).toBe('sectors\n');
	expect((await host.ask('cat', [])).stdout).toBe('');
});

test('how a tool ended is its code', async () => {
	expect((await host.ask('false', [])).code).toBe(1);
	expect((await host.ask('no-such-tool', [])).code).toBe(127);
	expect((await host.ask('sh', ['-c', 'kill -KILL $$'])).code).toBe(137);
});

test('a failed run is a sentence with tool, code and the last words', async () => {
	const failing = ['-c', 'echo first >&2; echo "last words" >&2; exit 3'];
	await expect(host.run('sh', failing)).rejects.toThrow('sh ended with code 3: last words');
	await expect(host.run('sh', failing)).rejects.toThrow(CommandFailed);
	expect((await host.run('sh', failing, {accept: [0, 3]})).code).toBe(3);
});

test('what a tool says about a secret is in no error', async () => {
	const echoing = ['-c', 'read line; echo "bad: $line" >&2; exit 1'];
	const failure: unknown = await host
		.run('sh', echoing, {input: 'hunter2\n', secret: true})
		.catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(CommandFailed);
	expect(JSON.stringify(failure) + String(failure)).not.toContain('hunter2');
});

test('a tool that changes the machine does not outlive us', async () => {
	const main = path.resolve(import.meta.dirname, '../../src/host/real-host.ts');
	const script = `import {realHost} from ${JSON.stringify(main)}; await realHost().run('sh', ['-c', 'exec sleep 600'])`;
	const us = spawn(process.execPath, ['--input-type=module', '--eval', script], {stdio: 'ignore'});
	const childrenOf = async (pid: number | undefined) =>
		(await host.ask('pgrep', ['-P', String(pid), '-x', 'sleep'])).stdout.trim();
	await vi.waitUntil(() => childrenOf(us.pid), {timeout: 20_000});
	const tool = await childrenOf(us.pid);
	us.kill('SIGKILL');
	await vi.waitUntil(() => !existsSync(`/proc/${tool}`), {timeout: 20_000});
});

test('a tool that never stops printing is ended', async () => {
	const {code, stdout} = await host.ask('cat', ['/dev/zero']);
	expect(code).not.toBe(0);
	expect(stdout.length).toBeLessThan(64 * 1024 * 1024);
});
