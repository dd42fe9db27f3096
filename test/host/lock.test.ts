import {spawn} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {scratch} from './scratch.ts';

const host = realHost();

async function somePath(): Promise<string> {
	const path = join(await scratch(), 'disk.img');
	await writeFile(path, 'x');
	return path;
}

test('one holds it, and after release the next', async () => {
	const path = await somePath();
	const first = await host.lock(path);
	expect(first).toBeDefined();
	expect(await host.lock(path)).toBeUndefined();
	await first?.release();
	await first?.release();
	const second = await host.lock(path);
	expect(second).toBeDefined();
	await second?.release();
});

test('flock(1) and we see each other', async () => {
	const path = await somePath();
	const lock = await host.lock(path);
	expect((await host.ask('flock', ['--nonblock', path, 'true'])).code).toBe(1);
	await lock?.release();
	expect((await host.ask('flock', ['--nonblock', path, 'true'])).code).toBe(0);
});

test('a holder killed with SIGKILL lets go', async () => {
	const path = await somePath();
	const program = `
		const {realHost} = await import(${JSON.stringify(join(import.meta.dirname, '../../src/host/real-host.ts'))});
		console.log(await realHost().lock(${JSON.stringify(path)}) ? 'held' : 'refused');
		setInterval(() => {}, 1000);
	`;
	const holder = spawn(process.execPath, ['--input-type=module', '-e', program], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void holder.kill('SIGKILL'));
	expect(String(await new Promise(resolve => holder.stdout.once('data', resolve)))).toBe('held\n');
	expect(await host.lock(path)).toBeUndefined();
	holder.kill('SIGKILL');
	// Waits in the kernel until the lock is free; the test's own time limit is the only other way out.
	expect((await host.ask('flock', ['--exclusive', path, 'true'])).code).toBe(0);
});

test('nobody makes a file by locking it', async () => {
	const path = join(await scratch(), 'none');
	await expect(host.lock(path)).rejects.toThrow(`locking ${path} failed: ENOENT`);
	expect(await host.stat(path)).toBeUndefined();
});

test('a lock that was never released keeps no program running', async () => {
	const path = await somePath();
	const program = `
		const {realHost} = await import(${JSON.stringify(join(import.meta.dirname, '../../src/host/real-host.ts'))});
		await realHost().lock(${JSON.stringify(path)});
	`;
	expect((await host.ask(process.execPath, ['--input-type=module', '-e', program])).code).toBe(0);
	expect((await host.ask('flock', ['--exclusive', path, 'true'])).code).toBe(0);
});

test('a plain file is free; a device is free until somebody has it', async () => {
	const path = await somePath();
	expect(await host.isFree(path)).toBe(true);
	await expect(host.isFree(`${path}-none`)).rejects.toThrow('ENOENT');
	if (process.getuid?.() !== 0) {
		expect(await host.stat('/dev/null')).toMatchObject({kind: 'character'});
		return;
	}

	const disk = join(await scratch(), 'fs.img');
	await host.makeSparse(disk, 8 * 1024 * 1024);
	await host.run('mke2fs', ['-q', disk]);
	const device = (await host.run('losetup', ['--find', '--show', disk])).stdout.trim();
	onTestFinished(async () => {
		await host.run('losetup', ['--detach', device]);
	});
	expect(await host.isFree(device)).toBe(true);
	const at = await scratch();
	await host.run('mount', [device, at]);
	const whileMounted = await host.isFree(device);
	await host.run('umount', [at]);
	expect(whileMounted).toBe(false);
});
