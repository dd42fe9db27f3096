import {randomBytes} from 'node:crypto';
import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {HostFailed} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {scratch} from './scratch.ts';

const host = realHost();
const MIB = 1024 * 1024;
/** Two whole chunks and a bit. */
const LENGTH = 9 * MIB + 513;

/** What bytes are written to: a plain file, and with root also a block device. */
const targets = [
	{name: 'a plain file', make: async () => plainFile(await scratch())},
	...(process.getuid?.() === 0
		? [{name: 'a loop device', make: async () => loopDevice(await plainFile(await scratch()))}]
		: []),
];

async function plainFile(dir: string): Promise<string> {
	await writeFile(join(dir, 'target'), Buffer.alloc(16 * MIB, 0xff));
	return join(dir, 'target');
}

async function loopDevice(file: string): Promise<string> {
	const device = (await host.run('losetup', ['--find', '--show', file])).stdout.trim();
	onTestFinished(async () => {
		await host.run('losetup', ['--detach', device]);
	});
	return device;
}

test('with root a loop device is written to as well, without root the file alone', () => {
	expect(targets.map(({name}) => name)).toEqual(
		process.getuid?.() === 0 ? ['a plain file', 'a loop device'] : ['a plain file'],
	);
});

test.for(targets)('copying to $name changes those bytes and no others', async ({make}) => {
	const path = await make();
	const source = join(await scratch(), 'source');
	const bytes = randomBytes(LENGTH);
	await writeFile(source, bytes);
	const seen: number[] = [];
	await host.copy({path: source, offset: 0, length: LENGTH}, {path, offset: MIB}, done => seen.push(done));
	await host.flush(path);
	expect(seen).toEqual([...Array.from({length: 9}, (_, chunk) => (chunk + 1) * MIB), LENGTH]);
	expect(Buffer.from(await host.readAt({path, offset: MIB, length: LENGTH})).equals(bytes)).toBe(true);
	expect(Buffer.from(await host.readAt({path, offset: 0, length: MIB})).equals(Buffer.alloc(MIB, 0xff))).toBe(true);
	expect((await host.stat(path))?.size).toBe(16 * MIB);
	const [behind] = await host.readAt({path, offset: MIB + LENGTH, length: 1});
	expect(behind).toBe(0xff);
});

test.for(targets)('reading $name back finds the first byte that differs', async ({make}) => {
	const path = await make();
	const source = join(await scratch(), 'source');
	await writeFile(source, randomBytes(LENGTH));
	const original = {path: source, offset: 0, length: LENGTH};
	const copied = {path, offset: MIB, length: LENGTH};
	await host.copy(original, copied);
	const seen: number[] = [];
	await host.compare(original, copied, done => seen.push(done));
	expect(seen.at(-1)).toBe(LENGTH);

	const at = MIB + 5 * MIB + 7;
	const [was = 0] = await host.readAt({path, offset: at, length: 1});
	await host.writeAt(path, at, new Uint8Array([was ^ 1]));
	await expect(host.compare(original, copied)).rejects.toThrow(
		new HostFailed(path, `reading back byte ${at} of`, 'differs'),
	);
});

test.for(targets)(
	'what is copied to $name is read back behind itself, and what was not copied is found',
	async ({make}) => {
		const path = await make();
		const source = join(await scratch(), 'source');
		await writeFile(source, randomBytes(LENGTH));
		const original = {path: source, offset: 0, length: LENGTH};
		// Past the page cache nobody reads from the middle of a sector.
		for (const offset of [MIB, MIB + 3]) {
			const seen: number[] = [];
			await host.copyChecked(original, {path, offset}, done => seen.push(done));
			expect(seen.at(-1)).toBe(LENGTH);
			await host.compare(original, {path, offset, length: LENGTH});
			const [behind] = await host.readAt({path, offset: offset + LENGTH, length: 1});
			expect(behind).toBe(0xff);
			// It gives other bytes each time it is read.
			const random = {path: '/dev/urandom', offset: 0, length: LENGTH};
			await expect(host.copyChecked(random, {path, offset})).rejects.toThrow(
				new HostFailed(path, `reading back byte ${offset} of`, 'differs'),
			);
		}
	},
);

test.for(targets)('zeroing $name zeroes exactly the region', async ({make}) => {
	const path = await make();
	await host.zero({path, offset: MIB + 3, length: 6 * MIB});
	const around = Buffer.from(await host.readAt({path, offset: MIB, length: 6 * MIB + 6}));
	expect(around.subarray(0, 3)).toEqual(Buffer.from([255, 255, 255]));
	expect(around.subarray(3, -3).equals(Buffer.alloc(6 * MIB))).toBe(true);
	expect(around.subarray(-3)).toEqual(Buffer.from([255, 255, 255]));
	expect((await host.stat(path))?.size).toBe(16 * MIB);
});

test('a zeroed file keeps no room for the zeros', async () => {
	const path = await plainFile(await scratch());
	await host.flush(path);
	const before = (await stat(path)).blocks;
	await host.zero({path, offset: 0, length: 8 * MIB});
	expect((await stat(path)).blocks).toBeLessThan(before);
});

test('too few bytes are an error, not a short answer', async () => {
	const path = join(await scratch(), 'short');
	await writeFile(path, 'abc');
	await expect(host.readAt({path, offset: 1, length: 3})).rejects.toThrow('ENODATA');
	await expect(host.copy({path, offset: 0, length: 4}, {path, offset: 0})).rejects.toThrow(HostFailed);
	expect(await readFile(path, 'utf8')).toBe('abc');
});

test('bytes go into what exists, and nowhere else', async () => {
	const path = join(await scratch(), 'none');
	await expect(host.writeAt(path, 0, new Uint8Array(1))).rejects.toThrow(new HostFailed(path, 'writing', 'ENOENT'));
	await expect(host.copy({path: '/dev/zero', offset: 0, length: 1}, {path, offset: 0})).rejects.toThrow(HostFailed);
	expect(await host.stat(path)).toBeUndefined();
});

test('the event loop goes on while bytes are copied', async () => {
	const path = await plainFile(await scratch());
	let turns = 0;
	const tick = () => {
		turns++;
		timer = setImmediate(tick);
	};
	let timer = setImmediate(tick);
	await host.copy({path: '/dev/zero', offset: 0, length: 16 * MIB}, {path, offset: 0});
	clearImmediate(timer);
	expect(turns).toBeGreaterThan(3);
});
