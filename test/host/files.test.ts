import {mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {HostFailed} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {scratch} from './scratch.ts';

const host = realHost();

test('what is absent is an answer, what is refused an error', async () => {
	const dir = await scratch();
	expect(await host.read(join(dir, 'none'))).toBeUndefined();
	expect(await host.list(join(dir, 'none'))).toEqual([]);
	expect(await host.resolve(join(dir, 'none'))).toBeUndefined();
	expect(await host.stat(join(dir, 'none'))).toBeUndefined();
	await expect(host.read(dir)).rejects.toThrow(new HostFailed(dir, 'reading', 'EISDIR'));
});

test('a written file has its bytes and its exact mode, whatever the umask', async () => {
	const path = join(await scratch(), 'new/folder/settings.yaml');
	const before = process.umask(0o077);
	try {
		await host.write(path, 'one');
		expect((await host.stat(path))?.mode).toBe(0o644);
		await host.write(path, 'two', {mode: 0o666});
	} finally {
		process.umask(before);
	}
	expect(await readFile(path, 'utf8')).toBe('two');
	expect(await host.stat(path)).toMatchObject({kind: 'file', size: 3, mode: 0o666});
});

test('a rename that fails leaves the old file and nothing else', async () => {
	const dir = await scratch();
	await mkdir(join(dir, 'taken/inside'), {recursive: true});
	await expect(host.write(join(dir, 'taken'), 'text')).rejects.toThrow(HostFailed);
	expect(await readdir(dir)).toEqual(['taken']);
	expect(await readdir(join(dir, 'taken'))).toEqual(['inside']);
});

test('a reader sees the old text or the new one, never a part', async () => {
	const path = join(await scratch(), 'file');
	const texts = ['a', 'b'].map(letter => letter.repeat(3_000_000));
	await host.write(path, texts[0] ?? '');
	const writing = {now: true};
	const writer = (async () => {
		for (let round = 0; round < 12; round++) await host.write(path, texts[round % 2] ?? '');
		writing.now = false;
	})();
	let reads = 0;
	while (writing.now) {
		expect(texts.includes(await readFile(path, 'utf8'))).toBe(true);
		reads++;
	}
	await writer;
	expect(reads).toBeGreaterThan(0);
});

test('a last link is not followed when looked at, and replaced when written', async () => {
	const dir = await scratch();
	await writeFile(join(dir, 'target'), 'kept');
	await symlink('target', join(dir, 'link'));
	expect((await host.stat(join(dir, 'link')))?.kind).toBe('link');
	expect(await host.resolve(join(dir, 'link'))).toBe(join(dir, 'target'));
	await host.write(join(dir, 'link'), 'new');
	expect(await readFile(join(dir, 'target'), 'utf8')).toBe('kept');
});

test('folders and removal do not mind what is there already', async () => {
	const dir = await scratch();
	await host.makeDirectory(join(dir, 'a/b'));
	await host.makeDirectory(join(dir, 'a/b'));
	expect((await host.stat(join(dir, 'a/b')))?.mode).toBe(0o700);
	await host.remove(join(dir, 'a'));
	await host.remove(join(dir, 'a'));
	expect(await readdir(dir)).toEqual([]);
});

test('a folder where none can be made is refused, and soon', async () => {
	await expect(host.makeDirectory('/proc/none/of/these')).rejects.toThrow(
		'making folder /proc/none/of/these failed: ENOENT',
	);
	const file = join(await scratch(), 'file');
	await writeFile(file, '');
	await expect(host.makeDirectory(join(file, 'below'))).rejects.toThrow(HostFailed);
	await expect(host.write(join(file, 'below'), '')).rejects.toThrow(HostFailed);
});

test('a sparse file takes no room and is never made over another', async () => {
	const path = join(await scratch(), 'disk.img');
	await host.makeSparse(path, 1024 ** 3);
	expect(await host.stat(path)).toMatchObject({size: 1024 ** 3, mode: 0o600});
	expect((await stat(path)).blocks).toBe(0);
	await expect(host.makeSparse(path, 1)).rejects.toThrow(new HostFailed(path, 'making', 'EEXIST'));
});
