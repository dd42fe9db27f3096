/**
 * Files and folders outside of /etc and /var that outlive a restart: copies under CONFIG, and the list of them. A folder is mounted
 * over its place, so that what is written there is kept at once. A file is not: nobody could rename another one over it (EBUSY), which
 * is how most programs write; it is copied back at each start, and copied again when it changes.
 */
import {dirname} from 'node:path';
import type {Host} from '../host/host.ts';

type Folder = {readonly path: string; readonly mode: number; readonly uid: number; readonly gid: number};

export type Kept = {
	/** Absolute, with no link among the folders above it. */
	readonly path: string;
	readonly kind: 'file' | 'folder' | 'link';
	/** The folders above it, from the root down: an image may not have them. */
	readonly above: readonly Folder[];
};

const CONFIG = '/config/hostwright';
const COPIES = `${CONFIG}/kept`;
const LIST = `${CONFIG}/kept.json`;
/** Where a copy is made before it takes its place. */
const DRAFT = `${COPIES}/.new`;

export const copyOf = ({path}: Pick<Kept, 'path'>) => `${COPIES}${path}`;

/** Whether there is a CONFIG to keep things on. */
export const canKeep = async (host: Pick<Host, 'stat'>) => (await host.stat(CONFIG))?.kind === 'directory';

/** Sorted by path. @throws {HostFailed} @throws {Error} whose message is a sentence, when the list is damaged */
export async function readKept(host: Pick<Host, 'read'>): Promise<readonly Kept[]> {
	const text = await host.read(LIST);
	if (text === undefined) return [];
	try {
		const data: unknown = JSON.parse(text);
		if (isList(data)) return data.kept;
	} catch {
		// Told below.
	}
	throw new Error(`${LIST} is damaged: it does not say what is kept. The copies are in ${COPIES}`);
}

function isList(data: unknown): data is {readonly kept: readonly Kept[]} {
	if (typeof data !== 'object' || data === null) return false;
	const record = new Map(Object.entries(data));
	return record.get('version') === 1 && Array.isArray(record.get('kept'));
}

/** @throws {HostFailed} */
async function writeList(host: Host, kept: readonly Kept[]): Promise<void> {
	const sorted = [...kept].sort((a, b) => (a.path < b.path ? -1 : 1));
	await host.write(LIST, `${JSON.stringify({version: 1, kept: sorted}, undefined, '\t')}\n`, {mode: 0o600});
}

async function foldersAbove(host: Host, path: string): Promise<readonly Folder[]> {
	const above = dirname(path);
	if (above === '/') return [];
	const {mode = 0o755, uid = 0, gid = 0} = (await host.stat(above)) ?? {};
	return [...(await foldersAbove(host, above)), {path: above, mode, uid, gid}];
}

/** With owner, mode, times and extended attributes (cp(1)); another file system inside of a folder is left out. */
const copy = async (host: Host, from: string, to: string) =>
	host.run('cp', ['--archive', '--one-file-system', '--no-target-directory', '--', from, to]);

/** A rename, which puts a whole copy in the place of another one. */
const move = async (host: Host, from: string, to: string) =>
	host.run('mv', ['--no-target-directory', '--force', '--', from, to]);

/** Copies what is there now; a copy that was there is replaced as a whole. @throws {CommandFailed} @throws {HostFailed} */
async function takeCopy(host: Host, kept: Pick<Kept, 'path'>): Promise<void> {
	await host.makeDirectory(COPIES, 0o700);
	await host.remove(DRAFT);
	await copy(host, kept.path, DRAFT);
	await host.run('sync', ['--file-system', COPIES]);
	await host.makeDirectory(dirname(copyOf(kept)), 0o700);
	await move(host, DRAFT, copyOf(kept));
	await host.run('sync', ['--file-system', COPIES]);
}

const isMounted = async (host: Host, path: string) => (await host.ask('mountpoint', ['--quiet', path])).code === 0;

/** @throws {CommandFailed} */
async function mountCopy(host: Host, kept: Kept): Promise<void> {
	if (!(await isMounted(host, kept.path))) await host.run('mount', ['--bind', copyOf(kept), kept.path]);
}

/** Keeps what lies at the path from now on. @throws {CommandFailed} @throws {HostFailed} */
export async function keep(host: Host, path: string, kind: Kept['kind']): Promise<void> {
	const kept: Kept = {path, kind, above: await foldersAbove(host, path)};
	await takeCopy(host, kept);
	const others = (await readKept(host)).filter(each => each.path !== path);
	await writeList(host, [...others, kept]);
	if (kind === 'folder') await mountCopy(host, kept);
}

/** Whether the copy of a file or link says something else than its original, which is there. */
export async function isStale(host: Host, kept: Kept): Promise<boolean> {
	const [now, then] = [await host.stat(kept.path), await host.stat(copyOf(kept))];
	if (!now || kept.kind === 'folder') return false;
	if (now.kind !== then?.kind || now.mode !== then.mode || now.uid !== then.uid || now.gid !== then.gid) return true;
	if (now.kind === 'link') return (await host.readLink(kept.path)) !== (await host.readLink(copyOf(kept)));
	return (await host.ask('cmp', ['--silent', '--', kept.path, copyOf(kept)])).code !== 0;
}

/** Copies a file again that is on the list. @throws {CommandFailed} @throws {HostFailed} */
export const keepAgain = async (host: Host, kept: Kept): Promise<void> => takeCopy(host, kept);

/** Puts a copy in its place at a start. @throws {CommandFailed} @throws {HostFailed} @throws {Error} when the copy is gone */
export async function restore(host: Host, kept: Kept): Promise<void> {
	if (!(await host.stat(copyOf(kept)))) throw new Error(`The copy of ${kept.path} is gone from CONFIG`);
	for (const {path, mode, uid, gid} of kept.above) {
		if (await host.stat(path)) continue;
		await host.makeDirectory(path, mode);
		await host.run('chown', ['--', `${uid}:${gid}`, path]);
	}
	if (kept.kind === 'folder') {
		await host.makeDirectory(kept.path, 0o755);
		return mountCopy(host, kept);
	}
	await host.remove(kept.path);
	await copy(host, copyOf(kept), kept.path);
}

/** What is there stays until the next start, and is gone then. @throws {CommandFailed} @throws {HostFailed} */
export async function letGo(host: Host, kept: Kept): Promise<void> {
	if (kept.kind === 'folder' && (await isMounted(host, kept.path))) {
		const draft = `${kept.path}.hostwright`;
		await host.remove(draft);
		await copy(host, copyOf(kept), draft);
		await host.run('umount', ['--', kept.path]);
		await host.remove(kept.path);
		await move(host, draft, kept.path);
	}
	await writeList(
		host,
		(await readKept(host)).filter(({path}) => path !== kept.path),
	);
	await host.remove(copyOf(kept));
	await removeEmpty(host, dirname(copyOf(kept)));
}

/** Folders above copies that hold none any more. */
async function removeEmpty(host: Host, folder: string): Promise<void> {
	if (folder === COPIES || (await host.list(folder)).length > 0) return;
	await host.remove(folder);
	await removeEmpty(host, dirname(folder));
}
