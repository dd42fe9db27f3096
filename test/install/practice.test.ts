/** Practice disks and the stand-in image. */
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {describeDisk} from '../../src/probes/probe.ts';
import {checkImage} from '../../src/session/install-plan.ts';
import {makePracticeDisks, practiceMachine} from '../../src/session/practice.ts';
import {standInImage} from '../../src/session/stand-in.ts';
import {makeFolder, MIB, removeFolder, tool} from './fixtures.ts';

const host = realHost();
let folder: string;
const before = process.env['XDG_CACHE_HOME'];

beforeAll(async () => {
	folder = await makeFolder();
	process.env['XDG_CACHE_HOME'] = path.join(folder, 'cache');
	await makePracticeDisks(host, path.join(folder, 'disks'));
});
afterAll(async () => {
	if (before === undefined) delete process.env['XDG_CACHE_HOME'];
	else process.env['XDG_CACHE_HOME'] = before;
	await removeFolder(folder);
});

it('offers one blank disk, one with an earlier host, one too small and one with foreign data', async () => {
	const {disks, booted} = await practiceMachine(host, path.join(folder, 'disks'));
	expect(booted).toBe('other');
	expect(disks.map(disk => [disk.serial, disk.bus, disk.size / 1e9, describeDisk(disk)])).toEqual([
		['PRACTICE-1', 'file', 40, 'empty'],
		['PRACTICE-2', 'file', 20, 'host h7.example.org'],
		['PRACTICE-3', 'file', 2, 'empty'],
		['PRACTICE-4', 'file', 16, 'ext4 "family-photos"'],
	]);
	expect(disks[1]?.host).toMatchObject({incomplete: false, installedAt: '2026-03-02T08:15:00.000Z'});
	const photos = `${disks[3]?.path}?offset=${MIB}`;
	expect(tool('debugfs', ['-R', 'cat /README', photos])).toContain('no other copy');
	tool('e2fsck', ['-f', '-n', photos]);
});

it('eats little real space, leaves nothing else, and keeps what was practised', async () => {
	const disks = path.join(folder, 'disks');
	const files = await host.list(disks);
	expect(files).toEqual(['blank.img', 'earlier.img', 'foreign.img', 'small.img']);
	const blocks = files.map(file => statSync(path.join(disks, file)).blocks * 512);
	expect(blocks.reduce((sum, each) => sum + each, 0)).toBeLessThan(256 * MIB);

	const blank = path.join(disks, 'blank.img');
	writeFileSync(blank, 'practised', {flag: 'r+'});
	await makePracticeDisks(host, disks);
	expect(Buffer.from(await host.readAt({path: blank, offset: 0, length: 9})).toString()).toBe('practised');
	await makePracticeDisks(host, disks, {fresh: true});
	expect(Buffer.from(await host.readAt({path: blank, offset: 0, length: 9})).equals(Buffer.alloc(9))).toBe(true);
});

it('builds the same stand-in image each time, once, with boot loaders beside it', async () => {
	const [first, second] = [path.join(folder, 'one'), path.join(folder, 'two')];
	const image = await standInImage(host, first);
	expect(readFileSync(await standInImage(host, second)).equals(readFileSync(image))).toBe(true);
	expect(await checkImage(host, image)).toMatchObject({size: statSync(image).size});
	expect(tool('unsquashfs', ['-cat', image, 'boot/vmlinuz'])).toContain('This is no kernel');
	expect(tool('unsquashfs', ['-lln', '-n', image])).not.toMatch(/ [1-9]\d*\/\d+ /);
	for (const name of ['boot.img', 'core.img', 'BOOTX64.EFI']) {
		expect(existsSync(path.join(path.dirname(image), 'grub', name))).toBe(true);
	}
	const built = statSync(image).mtimeMs;
	await standInImage(host, first);
	expect(statSync(image).mtimeMs).toBe(built);
});
