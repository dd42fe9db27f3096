/** Images and wishes that no plan is made for: each with what is wrong and what would be right. */
import {createHash} from 'node:crypto';
import {readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {checkImage, NoPlan, planInstall} from '../../src/session/install-plan.ts';
import {
	answersOf,
	GIB,
	INITRD,
	KERNEL,
	makeDisk,
	makeFolder,
	makeImage,
	MIB,
	removeFolder,
	requestFor,
	tool,
} from './fixtures.ts';

const host = realHost();
let folder: string;
let image: string;

beforeAll(async () => {
	folder = await makeFolder();
	image = await makeImage(folder);
});
afterAll(() => removeFolder(folder));

const problemOf = async (file: string, on: Host = host) => {
	const checked = await checkImage(on, file);
	return 'problem' in checked ? checked.problem : checked;
};

it('takes a whole image, and every byte of it', async () => {
	const sumOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
	const whole = readFileSync(image);
	expect(await problemOf(image)).toEqual({
		size: whole.length,
		head: sumOf(whole.subarray(0, 4096)),
		file: expect.stringMatching(/^\d+:\d+ \d+$/) as string,
		sums: `${sumOf(KERNEL)}  /boot/vmlinuz\n${sumOf(INITRD)}  /boot/initrd\n`,
		version: '1.0 (test)',
	});
});

it('refuses what is no image, and says what it is', async () => {
	const text = path.join(folder, 'notes.txt');
	writeFileSync(text, 'not an image, though long enough to have a superblock in it'.repeat(4));
	expect(await problemOf(text)).toBe(`${text} is no squashfs; give an image made by mksquashfs.`);
	const short = path.join(folder, 'short');
	writeFileSync(short, 'hsqs');
	expect(await problemOf(short)).toBe(`${short} has 4 bytes and is no squashfs; give an image made by mksquashfs.`);
	expect(await problemOf(folder)).toBe(`${folder} is a directory; give the path of a squashfs file.`);
	const none = path.join(folder, 'none');
	expect(await problemOf(none)).toBe(`There is no image ${none}; give the path of a squashfs file.`);
});

it('refuses an image that was cut off', async () => {
	const cut = path.join(folder, 'cut.squashfs');
	const bytes = readFileSync(image);
	writeFileSync(cut, bytes);
	truncateSync(cut, 4 * MIB);
	const used = Number(bytes.readBigUInt64LE(40));
	expect(await problemOf(cut)).toBe(
		`${cut} is cut off: it has ${4 * MIB} bytes and should have ${used}; copy it again.`,
	);
});

it('refuses a squashfs without a kernel', async () => {
	const tree = path.join(folder, 'bare');
	await mkdir(tree);
	writeFileSync(path.join(tree, 'readme'), 'no system\n');
	const bare = path.join(folder, 'bare.squashfs');
	tool('mksquashfs', [tree, bare, '-noappend', '-quiet', '-no-progress']);
	expect(await problemOf(bare)).toMatch(/^\S+bare\.squashfs holds no file boot\/vmlinuz; give an image of an op/);
});

it('names the one command that brings what is missing', async () => {
	const without = (missing: RegExp): Host => ({
		...host,
		stat: async file => (missing.test(file) ? undefined : host.stat(file)),
	});
	expect(await problemOf(image, without(/\/(mcopy|sfdisk)$/))).toBe(
		'Tools for installing are missing; run: apt-get install fdisk mtools',
	);
	expect(await problemOf(image, without(/moddep/))).toBe(
		`No boot loaders lie in ${folder}/grub and GRUB is not installed to make them; ` +
			'run: apt-get install grub-common grub-pc-bin grub-efi-amd64-bin',
	);
});

it('refuses an image larger than a slot, and a kernel line longer than the kernel takes', async () => {
	const disk = await makeDisk(folder, 'disk.img');
	const request = await requestFor(host, disk, image);
	const large = {...request, image: {...request.image, size: 2 * GIB + 1}};
	expect(() => planInstall(large)).toThrow(NoPlan);
	expect(() => planInstall(large)).toThrow(
		'The image needs 2049 MiB and storage.rootSize is 1024 MiB; give at least 2049.',
	);
	const answers = answersOf({'boot.arguments': `note=${'x'.repeat(2000)}`});
	expect(() => planInstall({...request, answers})).toThrow(
		/^The kernel line of the installed host would have 2\d\d\d bytes and at most 2000 .*; give fewer words in boot.arguments\.$/,
	);
});
