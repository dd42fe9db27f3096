/** Is this an image that can be installed, and is all there that installing takes? */
import {createHash} from 'node:crypto';
import type {Host, Stat} from '../host/host.ts';
import type {JobImage} from '../plan/job.ts';
import {HostFailed} from '../host/host.ts';
import {loadersProblem} from '../features/boot-loader/loaders.ts';
import {kernelSums} from '../features/boot-loader/sums.ts';

/** squashfs 4.0: the superblock is 96 bytes; bytes_used is a 64-bit number at 40. */
const SUPERBLOCK = 96;
const MAGIC = 'hsqs';
const BYTES_USED = 40;

/** Debian's packages of the tools that installing starts, and where each is found. */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
	fdisk: ['sfdisk'],
	'util-linux': ['wipefs', 'mkswap', 'setpriv'],
	e2fsprogs: ['mke2fs', 'debugfs', 'e2fsck'],
	dosfstools: ['mkfs.vfat'],
	mtools: ['mcopy'],
	'squashfs-tools': ['unsquashfs'],
};
const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

const KINDS: ReadonlyMap<string, string> = new Map([
	['character', 'character device'],
	['other', 'pipe or a socket'],
]);

export type CheckedImage = Omit<JobImage, 'path'> | {readonly problem: string};

/** The bytes to write are those the file has: squashfs pads its end to 4 KiB. The problem is a whole sentence (law 6). */
export async function checkImage(host: Host, path: string): Promise<CheckedImage> {
	const found = await host.stat((await host.resolve(path)) ?? path);
	if (!found) return {problem: `There is no image ${path}; give the path of a squashfs file.`};
	if (found.kind !== 'file' && found.kind !== 'block')
		return {problem: `${path} is a ${KINDS.get(found.kind) ?? found.kind}; give the path of a squashfs file.`};
	const whole = await checkSuperblock(host, path, found.size);
	if (whole) return {problem: whole};
	const {size} = found;
	// The sums take longest, so they come first; without the tool for them there are none.
	const [sums, version, head, missing, loaders] = await Promise.all([
		kernelSums(host, path),
		imageVersion(host, path),
		headOf(host, path, size),
		missingTools(host),
		loadersProblem(host, path),
	]);
	if (missing) return {problem: missing};
	if (loaders) return {problem: loaders};
	if ('missing' in sums)
		return {problem: `${path} holds no file ${sums.missing}; give an image of an operating system.`};
	return {size, head, file: fileOf(found), sums: sums.text, version};
}

/** As `JobImage` has it. */
export const fileOf = ({inode = '', changed = ''}: Stat) => `${inode} ${changed}`.trim();

/** What the image calls itself (os-release(5)); empty when it does not say. */
export async function imageVersion(host: Host, image: string): Promise<string> {
	const text =
		(await textInImage(host, image, 'usr/lib/os-release')) || (await textInImage(host, image, 'etc/os-release'));
	const fields = new Map(
		[...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
			name,
			value.replace(/^(["'])(.*)\1$/, '$2'),
		]),
	);
	return fields.get('IMAGE_VERSION') ?? fields.get('VERSION_ID') ?? '';
}

/** Empty when there is no such file; unsquashfs(1) follows no link that leads upwards, as distributions have one in /etc. */
const textInImage = async (host: Host, image: string, name: string) =>
	(await host.ask('unsquashfs', ['-cat', image, name])).stdout;

/** SHA-256 of the first 4 KiB, where a squashfs says when it was made and where its tables lie. @throws {HostFailed} */
export async function headOf(host: Host, path: string, size: number): Promise<string> {
	const head = await host.readAt({path, offset: 0, length: Math.min(4096, size)});
	return createHash('sha256').update(head).digest('hex');
}

async function checkSuperblock(host: Host, path: string, size: number): Promise<string | undefined> {
	const right = 'give an image made by mksquashfs';
	if (size < SUPERBLOCK) return `${path} has ${size} bytes and is no squashfs; ${right}.`;
	try {
		const block = Buffer.from(await host.readAt({path, offset: 0, length: SUPERBLOCK}));
		if (block.toString('latin1', 0, 4) !== MAGIC) return `${path} is no squashfs; ${right}.`;
		const used = Number(block.readBigUInt64LE(BYTES_USED));
		if (used <= size) return undefined;
		return `${path} is cut off: it has ${size} bytes and should have ${used}; copy it again.`;
	} catch (error) {
		if (error instanceof HostFailed) return `${error.message}; ${right}.`;
		throw error;
	}
}

/** A sentence with the one command that installs what is missing. */
async function missingTools(host: Host): Promise<string | undefined> {
	const asked = Object.entries(TOOLS).map(async ([name, tools]) => {
		const found = await Promise.all(tools.map(tool => isThere(host, tool)));
		return found.every(Boolean) ? [] : [name];
	});
	const packages = (await Promise.all(asked)).flat();
	if (packages.length === 0) return undefined;
	return `Tools for installing are missing; run: apt-get install ${packages.join(' ')}`;
}

async function isThere(host: Host, tool: string): Promise<boolean> {
	for (const folder of FOLDERS) if (await host.stat(`${folder}/${tool}`)) return true;
	return false;
}
