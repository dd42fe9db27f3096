/** What the tests of `install` share: a small image, small disks, and answers that are whole. */
import {createHash, randomBytes} from 'node:crypto';
import {
	closeSync,
	createReadStream,
	ftruncateSync,
	mkdtempSync,
	openSync,
	readdirSync,
	rmSync,
	statSync,
	writeSync,
} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {pipeline} from 'node:stream/promises';
import {realHost} from '../../src/host/real-host.ts';
import {standInImage} from '../../src/session/stand-in.ts';

/** The password of the tests, and its hash (openssl passwd -6): neither may turn up where it does not belong. */
export const PASSWORD = 'tulip-Crane-77-obscure';
export const HASH =
	'$6$Xh2tqWcE5rVbN0aP$3kZ0G60OjZ..KB1YYQ0bpd4m3o9jgGsmf7.MZ.41KdeH7lljsKOpVIHIaJy4nqKoraWkp01CUjwOmW8ERnmkF.';

const SIZES = {efi: 64, root: 64, state: 64, config: 64, logging: 64, data: 256, swap: 16};

/** Sizes that make a whole host of less than 768 MiB. */
const SMALL = Object.entries(SIZES)
	.map(([name, size]) => `hostwright.storage.${name}Size=${size}`)
	.join(' ');

/** A kernel line that answers everything, and a file that does. */
export const WHOLE_LINE = `BOOTIF=01-52-54-00-12-34-56 storage_init=/dev/sda adminpw=${HASH} ${SMALL}`;
export const WHOLE_FILE = `network: {interface: "52:54:00:12:34:56"}
access: {adminPassword: "${HASH}"}
storage: {bootDisk: /dev/sda, ${Object.entries(SIZES)
	.map(([name, size]) => `${name}Size: ${size}`)
	.join(', ')}}
`;

export const DISK_SIZE = 768 * 1024 ** 2;

/** A blank disk: sparse, with bytes in its middle that are no signature of anything. */
export function makeDisk(folder: string, name = 'd.img', size = DISK_SIZE): string {
	const file = path.join(folder, name);
	const descriptor = openSync(file, 'wx');
	ftruncateSync(descriptor, size);
	const noise = createHash('sha512').update(name).digest();
	for (let at = 0; at < 1024 * 1024; at += noise.length) writeSync(descriptor, noise, 0, noise.length, size / 2 + at);
	closeSync(descriptor);
	return file;
}

export const makeImage = (folder: string): Promise<string> => standInImage(realHost(), path.join(folder, 'image'));

/** The same with a few MiB that do not compress, so that copying it takes more than one write. */
export async function makeLargerImage(folder: string): Promise<string> {
	const image = await makeImage(folder);
	const bulk = path.join(folder, 'bulk');
	await mkdir(bulk);
	await writeFile(path.join(bulk, 'bulk'), randomBytes(5 * 1024 * 1024));
	// mksquashfs adds to an image that exists.
	await realHost().run('mksquashfs', [
		bulk,
		image,
		'-quiet',
		'-no-progress',
		'-all-root',
		'-no-xattrs',
		'-no-recovery',
	]);
	return image;
}

/** A file to the byte, and when it was changed last. Reading it changes nothing of this. */
export async function contentOf(file: string) {
	return {...timesOf(file), sum: await sumOf(file)};
}

/** The same without reading it: no write goes unnoticed here either. */
export function timesOf(file: string) {
	const {mtimeNs, ctimeNs, blocks, size} = statSync(file, {bigint: true});
	return {mtimeNs, ctimeNs, blocks, size};
}

/** What an installed disk holds, apart from when it was made: enough to tell that two are the same. */
export async function readDisk(disk: string, imageSize: number): Promise<Record<string, string>> {
	const host = realHost();
	const {stdout: table} = await host.run('sfdisk', ['--dump', disk]);
	const parts = [...table.matchAll(/start= *(\d+), size= *(\d+),.*name="([^"]+)"/g)].map(([, start, size, name]) => ({
		...{name: name ?? '', offset: Number(start) * 512, length: Number(size) * 512},
	}));
	const found: Record<string, string> = {table: table.replaceAll(disk, 'DISK')};
	const sum = async (name: string, offset: number, length: number) => {
		const bytes = await host.readAt({path: disk, offset, length});
		found[name] = createHash('sha256').update(bytes).digest('hex');
	};
	await sum('boot code', 0, 440);
	for (const {name, offset, length} of parts) {
		if (name === 'BIOSBOOT') await sum(name, offset, length);
		if (name === 'ESP') Object.assign(found, await readEsp(`${disk}@@${offset}`));
		if (name === 'ROOT-A') await sum(name, offset, imageSize);
		if (!['CONFIG', 'STATE', 'LOGGING', 'DATA'].includes(name)) continue;
		const device = `${disk}?offset=${offset}`;
		const checked = await host.ask('e2fsck', ['-f', '-n', device]);
		found[`${name} e2fsck`] = checked.code === 0 ? 'clean' : checked.stdout;
		if (name !== 'CONFIG') continue;
		for (const file of ['settings.yaml', 'host.json', 'incomplete', 'job/job.json', 'job/answers.yaml']) {
			const {stdout, stderr} = await host.ask('debugfs', ['-R', `cat /hostwright/${file}`, device]);
			found[file] = stdout || (stderr.includes('not found') ? 'absent' : stderr);
		}
	}
	return found;
}

/** SHA-256 of a whole file. */
export async function sumOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file, {highWaterMark: 4 * 1024 * 1024}), hash);
	return hash.digest('hex');
}

/** The files of a FAT file system, which may lie elsewhere in it when they were written twice. */
async function readEsp(image: string): Promise<Record<string, string>> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'esp-'));
	try {
		await realHost().run('mcopy', ['-s', '-n', '-i', image, '::/', folder], {env: {MTOOLS_SKIP_CHECK: '1'}});
		const files: Record<string, string> = {};
		for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
			const file = path.join(entry.parentPath, entry.name);
			if (entry.isFile()) files[`ESP ${path.relative(folder, file)}`] = await sumOf(file);
		}
		return files;
	} finally {
		rmSync(folder, {recursive: true});
	}
}
