/**
 * Every change that was applied to a host, a numbered file each: when, through which door and by whom, what was saved then, and the
 * files that became others. Only root may read it. The oldest go when there are too many.
 */
import {createHash} from 'node:crypto';
import type {Host} from '../host/host.ts';
import type {FileChange, FileState} from './apply/files.ts';
import {forEverybody} from './apply/shown-change.ts';

/** Who changed the host, and where they came in: `setup`, `apply`, `revert`; `boot` for the host itself. */
export type By = {readonly door: string; readonly who: string};

/** A file as history keeps it. The text of one that not everybody may read, or that is too long, is only its sum (SHA-256). */
export type KeptState =
	| {readonly kind: 'absent'}
	| {readonly kind: 'link'; readonly target: string}
	| {readonly kind: 'file'; readonly mode: number; readonly text: string}
	| {readonly kind: 'file'; readonly mode: number; readonly sum: string};

export type KeptFile = {readonly path: string; readonly before: KeptState; readonly after: KeptState};

export type Change = By & {
	/** 1 is the first that this host knows of. */
	readonly number: number;
	/** ISO 8601. */
	readonly at: string;
	/** Titles of the sections that became something else. */
	readonly changed: readonly string[];
	/** Titles of the sections that failed. */
	readonly failed: readonly string[];
	readonly files: readonly KeptFile[];
	/** The saved store after it, as it was written: YAML with the secrets. */
	readonly store: string;
};

/** How much is kept: CONFIG has room for at least ten times this (storage.configSize is 64 MiB or more). */
export const MOST_CHANGES = 200;
export const MOST_BYTES = 4 * 1024 * 1024;

/** Characters of a text that is kept whole. */
const LONGEST = 64 * 1024;

const SUFFIX = '.json';
const numberOf = (name: string) => (/^\d{6}\.json$/.test(name) ? Number(name.slice(0, -SUFFIX.length)) : 0);
const nameOf = (number: number) => `${String(number).padStart(6, '0')}${SUFFIX}`;

/** Where a host keeps what it was told: on CONFIG when it has one (`storePath` says the same of this machine). */
export async function keptFolder(host: Pick<Host, 'stat'>): Promise<string> {
	const onConfig = '/config/hostwright';
	return (await host.stat(onConfig))?.kind === 'directory' ? onConfig : '/etc/hostwright';
}

const folderOf = async (host: Pick<Host, 'stat'>) => `${await keptFolder(host)}/history`;

/** The numbers that are kept, oldest first. @throws {HostFailed} */
export async function changeNumbers(host: Pick<Host, 'stat' | 'list'>): Promise<readonly number[]> {
	const names = await host.list(await folderOf(host));
	return names.map(numberOf).filter(number => number > 0);
}

/** One change; undefined when it is not kept, or its file is damaged. @throws {HostFailed} */
export async function readChange(host: Pick<Host, 'stat' | 'read'>, number: number): Promise<Change | undefined> {
	const text = await host.read(`${await folderOf(host)}/${nameOf(number)}`);
	try {
		const data: unknown = JSON.parse(text ?? '');
		return isChange(data) && data.number === number ? data : undefined;
	} catch {
		return undefined;
	}
}

/** We wrote it, and a disk may have made something else of it. */
function isChange(data: unknown): data is Change {
	if (typeof data !== 'object' || data === null) return false;
	const has = (key: string, is: (value: unknown) => boolean) =>
		is(Object.entries(data).find(([name]) => name === key)?.[1]);
	const isText = (value: unknown) => typeof value === 'string';
	const isList = (value: unknown) => Array.isArray(value);
	return (
		['at', 'door', 'who', 'store'].every(key => has(key, isText)) &&
		['changed', 'failed', 'files'].every(key => has(key, isList)) &&
		has('number', Number.isInteger)
	);
}

/** Every change that can be read, oldest first. @throws {HostFailed} */
export async function readHistory(host: Pick<Host, 'stat' | 'list' | 'read'>): Promise<readonly Change[]> {
	const changes: Change[] = [];
	for (const number of await changeNumbers(host)) {
		const change = await readChange(host, number);
		if (change) changes.push(change);
	}
	return changes;
}

/** Appends a change and lets the oldest go. @returns its number @throws {HostFailed} */
export async function appendChange(host: Host, change: Omit<Change, 'number'>): Promise<number> {
	const folder = await folderOf(host);
	const number = ((await changeNumbers(host)).at(-1) ?? 0) + 1;
	await host.makeDirectory(folder, 0o700);
	await host.write(`${folder}/${nameOf(number)}`, `${JSON.stringify({number, ...change}, undefined, '\t')}\n`, {
		mode: 0o600,
		secret: true,
	});
	await letGo(host, folder);
	return number;
}

/** The newest stays, whatever it takes. */
async function letGo(host: Host, folder: string): Promise<void> {
	let bytes = 0;
	for (const [at, number] of [...(await changeNumbers(host))].reverse().entries()) {
		const path = `${folder}/${nameOf(number)}`;
		bytes += (await host.stat(path))?.size ?? 0;
		if (at > 0 && (at >= MOST_CHANGES || bytes > MOST_BYTES)) await host.remove(path);
	}
}

/** A file as it may be kept. */
function keptState(state: FileState): KeptState {
	if (state.kind !== 'file') return state;
	const {mode, text} = state;
	const open = forEverybody(mode) && text.length <= LONGEST;
	return open ? {kind: 'file', mode, text} : {kind: 'file', mode, sum: sumOf(text)};
}

const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** What history keeps of files that became others. */
export const keptFiles = (files: readonly FileChange[]): readonly KeptFile[] =>
	files.map(({path, before, after}) => ({path, before: keptState(before), after: keptState(after)}));
