/** What the tests of `install` share: a small image, small disks, and answers that are whole. */
import {createHash} from 'node:crypto';
import {createReadStream, openSync, closeSync, ftruncateSync, writeSync} from 'node:fs';
import path from 'node:path';
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

/** SHA-256 of a whole file. */
export async function sumOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(file, {highWaterMark: 4 * 1024 * 1024})) hash.update(chunk);
	return hash.digest('hex');
}
