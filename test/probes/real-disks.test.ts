/** Probes on real images: a plain file, and with root the same bytes behind a loop device. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {describeDisk, identityOf, probeDisk, probeDisks, probeFile} from '../../src/probes/probe.ts';
import {scratch} from '../host/scratch.ts';

const host = realHost();
const MIB = 1024 * 1024;

async function blank(size = 64 * MIB): Promise<string> {
	const path = join(await scratch(), 'disk.img');
	await host.makeSparse(path, size);
	return path;
}

/** Our four telling partitions; CONFIG with the given files below /hostwright, or blank. */
async function withOurTable(files?: Readonly<Record<string, string>>): Promise<string> {
	const path = await blank(128 * MIB);
	const table = [
		'label: gpt',
		'size=16M,name=ESP',
		'size=8M,name=ROOT-A',
		'size=8M,name=ROOT-B',
		'size=32M,name=CONFIG',
		'',
	];
	await host.run('sfdisk', ['--quiet', path], {input: table.join('\n')});
	if (!files) return path;
	const content = await scratch();
	await host.makeDirectory(join(content, 'hostwright'));
	for (const [name, text] of Object.entries(files)) await host.write(join(content, 'hostwright', name), text);
	await host.run('mke2fs', [
		'-q',
		'-t',
		'ext4',
		'-L',
		'CONFIG',
		'-d',
		content,
		'-E',
		`offset=${33 * MIB}`,
		path,
		'32m',
	]);
	return path;
}

async function loopOver(path: string): Promise<string> {
	const device = (await host.run('losetup', ['--find', '--show', path])).stdout.trim();
	onTestFinished(async () => {
		await host.run('losetup', ['--detach', device]);
	});
	return device;
}

const hostJson = JSON.stringify({hostname: 'h7', version: '1.0', installedAt: '2026-03-02T09:14:00Z'});

test('a blank file is an empty disk', async () => {
	const path = await blank();
	const disk = await probeFile(host, path);
	expect(disk).toMatchObject({
		name: 'disk.img',
		path,
		size: 64 * MIB,
		bus: 'file',
		table: '',
		contents: [],
		uses: [],
		readOnly: false,
	});
	expect(describeDisk(disk)).toBe('empty');
});

test('what is no plain file is refused with its path', async () => {
	const dir = await scratch();
	await expect(probeFile(host, dir)).rejects.toThrow(`using as a plain file ${dir} failed: EISDIR`);
	await expect(probeFile(host, join(dir, 'none'))).rejects.toThrow(`looking at ${join(dir, 'none')} failed: ENOENT`);
});

test.for([
	['complete', {'host.json': hostJson}, 'host h7'],
	['marked incomplete', {'host.json': hostJson, incomplete: ''}, 'host h7, incomplete'],
	['torn before its settings', {'settings.yaml': 'version: 1\n'}, 'incomplete install'],
	['torn before its file systems', undefined, 'incomplete install'],
] as const)('a host of ours in a file: %s', async ([, files, words]) => {
	const disk = await probeFile(host, await withOurTable(files));
	expect(describeDisk(disk)).toBe(words);
	expect(disk.table).toBe('gpt');
	expect(disk.contents.map(({partLabel}) => partLabel)).toEqual(['ESP', 'ROOT-A', 'ROOT-B', 'CONFIG']);
	expect(disk.contents.at(-1)).toMatchObject({where: 'disk.img4', offset: 33 * MIB, type: files ? 'ext4' : ''});
});

test('looking changes no byte', async () => {
	const path = await withOurTable({'host.json': hostJson});
	const before = await readFile(path);
	await probeFile(host, path);
	expect((await readFile(path)).equals(before)).toBe(true);
});

test.for([
	[
		'ext4 without a table',
		async (path: string) => host.run('mke2fs', ['-q', '-t', 'ext4', '-L', 'photos', path]),
		'ext4 "photos"',
	],
	['swap', async (path: string) => host.run('mkswap', [path]), 'swap'],
	['LVM', async (path: string) => host.writeAt(path, 512, lvmLabel()), 'LVM'],
	['Linux RAID', async (path: string) => host.writeAt(path, 4096, raidSuperblock()), 'RAID nas:0'],
	['LUKS', async (path: string) => host.writeAt(path, 0, Buffer.from('LUKS\xba\xbe\0\x01', 'latin1')), 'LUKS'],
	[
		'an empty table',
		async (path: string) => host.run('sfdisk', ['-q', path], {input: 'label: gpt\n'}),
		'empty partition table',
	],
	[
		'a raw partition',
		async (path: string) => host.run('sfdisk', ['-q', path], {input: 'label: dos\nsize=8M\n'}),
		'partitions without known contents',
	],
] as const)('%s is named', async ([, make, words]) => {
	const path = await blank();
	await make(path);
	expect(describeDisk(await probeFile(host, path))).toBe(words);
});

/** LVM label header with its CRC left out: libblkid asks for the CRC, so it is computed here (lib/label/label.h). */
function lvmLabel(): Buffer {
	const label = Buffer.alloc(512);
	label.write('LABELONE', 0, 'latin1');
	label.writeBigUInt64LE(1n, 8);
	label.writeUInt32LE(32, 20);
	label.write('LVM2 001', 24, 'latin1');
	label.write('abcdefABCDEFghijGHIJklmnKLMNopqr', 32, 'latin1');
	let sum = 0xf597a6cf;
	for (const byte of label.subarray(20)) {
		sum ^= byte;
		for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
	}
	label.writeUInt32LE(sum >>> 0, 16);
	return label;
}

/** Version 1.2 superblock, 4 KiB from the start: md(4). */
function raidSuperblock(): Buffer {
	const block = Buffer.alloc(1024);
	block.writeUInt32LE(0xa92b4efc, 0);
	block.writeUInt32LE(1, 4);
	block.fill(0x11, 16, 32);
	block.write('nas:0', 32, 'latin1');
	block.writeBigUInt64LE(8n, 144);
	let sum = 0n;
	for (let at = 0; at < 256; at += 4) sum += at === 216 ? 0n : BigInt(block.readUInt32LE(at));
	block.writeUInt32LE(Number((sum & 0xffffffffn) + (sum >> 32n)) >>> 0, 216);
	return block;
}

test('a loop device is a disk only when it is named', async () => {
	const path = await withOurTable({'host.json': hostJson});
	if (process.getuid?.() !== 0) {
		expect(await probeDisk(host, path)).toBeUndefined();
		return;
	}
	const device = await loopOver(path);
	const name = device.slice('/dev/'.length);
	expect((await probeDisks(host)).map(disk => disk.name)).not.toContain(name);
	const disk = await probeDisk(host, device);
	expect(disk).toMatchObject({
		name,
		path: device,
		size: 128 * MIB,
		table: 'gpt',
		host: {hostname: 'h7', incomplete: false},
	});
	expect((await probeFile(host, path)).uses).toEqual([{how: 'held', by: name, where: 'disk.img'}]);
});

test('a mounted device says where', async () => {
	const path = await blank();
	await host.run('mke2fs', ['-q', '-t', 'ext4', path]);
	if (process.getuid?.() !== 0) {
		expect((await probeFile(host, path)).uses).toEqual([]);
		return;
	}
	const device = await loopOver(path);
	const at = join(await scratch(), 'with a blank');
	await host.makeDirectory(at);
	await host.run('mount', [device, at]);
	const disk = await probeDisk(host, device);
	await host.run('umount', [at]);
	expect(disk?.uses).toEqual([{how: 'mounted', at, where: device.slice('/dev/'.length)}]);
	expect((await probeDisk(host, device))?.uses).toEqual([]);
});

test('an identity changes with what is on the disk and with nothing else', async () => {
	const path = await blank();
	const identity = async () => identityOf(await probeFile(host, path));
	const empty = await identity();
	expect(await identity()).toEqual(empty);
	await host.run('mke2fs', ['-q', '-t', 'ext4', path]);
	const formatted = await identity();
	expect(formatted.signatures).not.toBe(empty.signatures);
	expect({...formatted, signatures: '', holds: ''}).toEqual({...empty, signatures: '', holds: ''});
	await host.run('mke2fs', ['-q', '-F', '-t', 'ext4', path]);
	expect((await identity()).signatures).not.toBe(formatted.signatures);
});

test('a table that cannot be read is not taken for an empty disk', async () => {
	const path = await withOurTable();
	const blind = {
		...host,
		ask: (command: string, args: readonly string[]) =>
			command === 'sfdisk'
				? Promise.resolve({code: 127, stdout: '', stderr: 'sfdisk: no such tool'})
				: host.ask(command, args),
	};
	const {contents} = await probeFile(blind, path);
	expect(contents.map(({where, type}) => ({where, type}))).toEqual([{where: 'disk.img', type: 'unknown'}]);
});
