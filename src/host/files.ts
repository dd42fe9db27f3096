/** Whole files and folders of the machine, by node:fs. */
import {randomBytes} from 'node:crypto';
import {
	chmod,
	lstat,
	mkdir,
	open,
	readdir,
	readFile,
	readlink,
	realpath,
	rename,
	rm,
	stat as followed,
	statfs,
	symlink,
	unlink,
	writeFile,
} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import type {BigIntStats} from 'node:fs';
import {errno, orAbsent, trying} from './failures.ts';
import type {Stat, WriteOptions} from './host.ts';

export function read(path: string): Promise<string | undefined> {
	return orAbsent(path, 'reading', undefined, () => readFile(path, 'utf8'));
}

export function list(path: string): Promise<readonly string[]> {
	return orAbsent(path, 'listing', [], async () => (await readdir(path)).sort());
}

export function resolve(path: string): Promise<string | undefined> {
	return orAbsent(path, 'resolving', undefined, () => realpath(path));
}

export function stat(path: string): Promise<Stat | undefined> {
	return orAbsent(path, 'looking at', undefined, async () => {
		const found = await lstat(path, {bigint: true});
		const kind = kindOf(found);
		const size = kind === 'block' ? await sizeOfDevice(found.rdev) : Number(found.size);
		const {dev, ino, blocks, ctimeNs, mode, uid, gid} = found;
		const own = {inode: `${dev}:${ino}`, taken: Number(blocks) * 512, changed: String(ctimeNs)};
		const file = kind === 'file' ? own : {};
		return {kind, size, mode: Number(mode & 0o7777n), uid: Number(uid), gid: Number(gid), ...file};
	});
}

export function readLink(path: string): Promise<string | undefined> {
	return orAbsent(path, 'reading the link', undefined, () => readlink(path));
}

export function room(path: string): Promise<number | undefined> {
	return orAbsent(path, 'asking for room on', undefined, async () => {
		const {bavail, bsize} = await statfs(path);
		return bavail * bsize;
	});
}

function kindOf(found: BigIntStats): Stat['kind'] {
	if (found.isFile()) return 'file';
	if (found.isDirectory()) return 'directory';
	if (found.isBlockDevice()) return 'block';
	if (found.isCharacterDevice()) return 'character';
	return found.isSymbolicLink() ? 'link' : 'other';
}

/** Bytes. Node.js cannot seek, so the kernel is asked through sysfs, which counts in 512 bytes whatever the sectors are. */
async function sizeOfDevice(device: bigint): Promise<number> {
	const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & ~0xfffn);
	const minor = (device & 0xffn) | ((device >> 12n) & ~0xffn);
	return Number(await readFile(`/sys/dev/block/${major}:${minor}/size`, 'utf8')) * 512;
}

/** Folders are made 0755; a link at `path` is replaced, not followed. */
export function write(path: string, content: string | Uint8Array, options: WriteOptions = {}): Promise<void> {
	if (options.draft) return writeDraft(path, content, options);
	return trying(path, 'writing', async () => {
		await makeFolders(dirname(path), 0o755);
		const temporary = temporaryFor(path);
		const file = await open(temporary, 'wx', 0o600);
		try {
			await file.writeFile(content);
			// chmod after open: the umask does not take bits away from it.
			await file.chmod(options.mode ?? 0o644);
			await file.sync();
		} catch (error) {
			await file.close();
			await unlink(temporary);
			throw error;
		}
		await file.close();
		await putInPlace(temporary, path);
	});
}

export function link(path: string, target: string): Promise<void> {
	return trying(path, 'linking', async () => {
		await makeFolders(dirname(path), 0o755);
		const temporary = temporaryFor(path);
		await symlink(target, temporary);
		await putInPlace(temporary, path);
	});
}

/** A new name beside the path, so that a rename never crosses file systems. */
const temporaryFor = (path: string) => join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);

/** Whether a name in the folder of a path is one that was left there because we died. */
export const isTemporaryOf = (path: string, name: string): boolean =>
	name.startsWith(`.${basename(path)}.`) && /^[0-9a-f]{12}$/.test(name.slice(basename(path).length + 2));

/** Durable: the folder is synced too. */
async function putInPlace(temporary: string, path: string): Promise<void> {
	await rename(temporary, path).catch(async (error: unknown) => {
		await unlink(temporary);
		throw error;
	});
	await syncFolder(dirname(path));
}

function writeDraft(path: string, content: string | Uint8Array, {mode = 0o644}: WriteOptions): Promise<void> {
	return trying(path, 'writing', async () => {
		await makeFolders(dirname(path), 0o755);
		await rm(path, {force: true});
		await writeFile(path, content, {mode: 0o600, flag: 'wx'});
		await chmod(path, mode);
	});
}

export function makeDirectory(path: string, mode = 0o700): Promise<void> {
	return trying(path, 'making folder', () => makeFolders(path, mode));
}

/**
 * Durable: the folder above each new one is synced too. Not by mkdir's `recursive`, which never ends where the kernel answers
 * ENOENT below a folder that is there (/proc).
 */
export async function makeFolders(path: string, mode: number): Promise<void> {
	if (await isFolder(path)) return;
	if (path !== dirname(path)) await makeFolders(dirname(path), mode);
	await mkdir(path, mode).catch(async (error: unknown) => {
		// Somebody else may have been quicker.
		if (errno(error) !== 'EEXIST' || !(await isFolder(path))) throw error;
	});
	await syncFolder(dirname(path));
}

async function isFolder(path: string): Promise<boolean> {
	const found = await followed(path).catch(() => undefined);
	return found?.isDirectory() ?? false;
}

export function remove(path: string): Promise<void> {
	return trying(path, 'removing', async () => {
		await rm(path, {recursive: true, force: true});
		await syncFolder(dirname(path)).catch(() => undefined);
	});
}

export function makeSparse(path: string, size: number, mode = 0o600): Promise<void> {
	return trying(path, 'making', async () => {
		const file = await open(path, 'wx', mode);
		try {
			await file.chmod(mode);
			await file.truncate(size);
		} finally {
			await file.close();
		}
	});
}

async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
