/** Files of a section: how they are, how they are to be, and what of the difference may be shown. */
import {dirname} from 'node:path';
import type {Host} from '../../host/host.ts';
import type {OwnedFiles, Wanted, WantedFile} from '../wanted.ts';
import {NO_RECORD, sumOf, sumOfText, type Left, type SectionRecord} from './record.ts';
import {isSigned} from '../written.ts';
import {forEverybody, shownChange} from './shown-change.ts';

export type FileState =
	| {readonly kind: 'absent'}
	| {readonly kind: 'file'; readonly text: string; readonly mode: number; readonly folderMode?: number}
	| {readonly kind: 'link'; readonly target: string};

export type FileChange = {
	readonly path: string;
	readonly before: FileState;
	readonly after: FileState;
	/** What a person may see of it: the lines of a unified diff without its header. */
	readonly shown: readonly string[];
	/**
	 * Somebody made it what it is since it was written last. Of a file in which only lines are ours, those count: when other ones are
	 * wanted than were written last, the difference is ours.
	 */
	readonly drift: boolean;
};

/** What becomes of the files of a section. */
export type FileChanges = {
	readonly changes: readonly FileChange[];
	/** Every file of it once they are made, for the record. */
	readonly left: readonly Left[];
	/** Files that stay as somebody made them although something else is wanted of them than when that was asked for. */
	readonly staying: readonly string[];
};

const HIDDEN = '(not shown: it is a secret)';
const ABSENT: FileState = {kind: 'absent'};
const MODE = 0o644;

/** Something else than a file stands where one is wanted. The message is a sentence. */
export class InTheWay extends Error {
	override name = 'InTheWay';
}

/** @throws {HostFailed} @throws {InTheWay} */
export async function stateOf(host: Host, path: string): Promise<FileState> {
	const found = await host.stat(path);
	if (!found) return ABSENT;
	if (found.kind === 'link') return {kind: 'link', target: (await host.readLink(path)) ?? ''};
	if (found.kind === 'file') return {kind: 'file', text: (await host.read(path)) ?? '', mode: found.mode};
	const what = found.kind === 'directory' ? 'a folder' : 'no plain file';
	throw new InTheWay(`"${path}" is ${what} on this host, where a file is to be written; move it away`);
}

async function wantedState(host: Host, wanted: WantedFile, before: FileState): Promise<FileState> {
	if ('absent' in wanted) return ABSENT;
	if ('link' in wanted) return {kind: 'link', target: wanted.link};
	if ('text' in wanted) return {kind: 'file', text: wanted.text, mode: wanted.mode ?? MODE};
	const now = before.kind === 'absent' ? undefined : await host.read(wanted.path);
	const text = wanted.edit(now);
	if (text === undefined) return ABSENT;
	if (text === now && before.kind !== 'file') return before;
	const mode = wanted.mode ?? (before.kind === 'file' ? before.mode : MODE);
	return {kind: 'file', text, mode, ...(wanted.folderMode === undefined ? {} : {folderMode: wanted.folderMode})};
}

export function isSame(one: FileState, other: FileState): boolean {
	if (one.kind === 'file' && other.kind === 'file') return one.text === other.text && one.mode === other.mode;
	if (one.kind === 'link' && other.kind === 'link') return one.target === other.target;
	return one.kind === other.kind;
}

/** Files in our folders that nobody wants any more. */
async function leftOver(host: Host, {files, owns = [], ownsIn = []}: Wanted): Promise<readonly string[]> {
	const kept = new Set(files.map(({path}) => path));
	const found: string[] = [];
	for (const each of owns) found.push(...(await namedIn(host, each)));
	for (const folder of ownsIn) found.push(...(await signedIn(host, folder)));
	return found.filter(path => !kept.has(path));
}

const pathsIn = async (host: Host, folder: string) => (await host.list(folder)).map(name => `${folder}/${name}`);

const namedIn = async (host: Host, {folder, prefix}: OwnedFiles) =>
	(await pathsIn(host, folder)).filter(path => path.startsWith(`${folder}/${prefix}`));

/** Files of ours two floors down. A link is followed nowhere: what it leads to is somebody else's. */
async function signedIn(host: Host, folder: string): Promise<readonly string[]> {
	const found: string[] = [];
	for (const inner of await pathsIn(host, folder)) {
		if ((await host.stat(inner))?.kind !== 'directory') continue;
		for (const path of await pathsIn(host, inner)) {
			const isFile = (await host.stat(path))?.kind === 'file';
			if (isFile && isSigned((await host.read(path)) ?? '')) found.push(path);
		}
	}
	return found;
}

/** @throws {HostFailed} @throws {InTheWay} */
export async function findFileChanges(
	host: Host,
	wanted: Wanted,
	secrets: readonly string[],
	record: SectionRecord = NO_RECORD,
): Promise<FileChanges> {
	const looking = {secrets, record};
	const found: readonly Found[] = [
		...(await Promise.all(wanted.files.map(async file => lookAt(host, file, looking)))),
		...(await Promise.all((await leftOver(host, wanted)).map(async path => lookAtLeftOver(host, path, looking)))),
	];
	return {
		changes: found.flatMap(({change}) => change ?? []),
		left: found.flatMap(({left}) => left ?? []),
		staying: found.filter(({stays}) => stays).map(({path}) => path),
	};
}

type Found = {
	readonly path: string;
	readonly change?: FileChange;
	/** Absent for a file that is ours no more. */
	readonly left?: Left;
	readonly stays?: boolean;
};

type Looking = {readonly secrets: readonly string[]; readonly record: SectionRecord};

async function lookAt(host: Host, wanted: WantedFile, {secrets, record}: Looking): Promise<Found> {
	const {path, secret} = wanted;
	const now = await stateOf(host, path);
	const after = await wantedState(host, wanted, now);
	const rendered = 'edit' in wanted ? sumOfText(wanted.edit(undefined)) : sumOf(after);
	const last = lastOf(record, path);
	if (last && isAdopted(last, now)) return {path, left: last, stays: last.rendered !== rendered};
	const left = {path, state: sumOf(after), rendered};
	const before = begunWith(record, path, now, after);
	if (isSame(before, after)) return {path, left};
	const isOurs = last === undefined || ('edit' in wanted && last.rendered !== rendered);
	const shown = secret ? [HIDDEN] : shownChange(before, after, secrets);
	return {path, left, change: {path, before, after, shown, drift: !isOurs && isChanged(record, last, now)}};
}

async function lookAtLeftOver(host: Host, path: string, {secrets, record}: Looking): Promise<Found> {
	const before = await stateOf(host, path);
	const last = lastOf(record, path);
	if (last && isAdopted(last, before)) return {path, left: last};
	const drift = last ? isChanged(record, last, before) : record.left.length > 0;
	return {path, change: {path, before, after: ABSENT, shown: shownChange(before, ABSENT, secrets), drift}};
}

const lastOf = ({left}: SectionRecord, path: string) => left.find(each => each.path === path);

const isAdopted = ({adopted, state}: Left, now: FileState) => adopted === true && state === sumOf(now);

/** What an interrupted apply has written already is still a change: nobody has checked it, and no service has read it. */
function begunWith({begun}: SectionRecord, path: string, now: FileState, after: FileState): FileState {
	const found = begun.find(each => each.path === path);
	if (!found || !isSame(now, found.after) || isSame(found.before, after)) return now;
	return found.before;
}

/** Whether a file is neither as we left it nor as we were making it. One that is not there is only missing. */
function isChanged({begun}: SectionRecord, {path, state}: Left, now: FileState): boolean {
	if (now.kind === 'absent' || state === sumOf(now)) return false;
	return !begun.some(each => each.path === path && (isSame(now, each.before) || isSame(now, each.after)));
}

/** Makes a file what it is to be. @throws {HostFailed} */
export async function putFile(host: Host, path: string, state: FileState): Promise<void> {
	if (state.kind === 'absent') return host.remove(path);
	if (state.kind === 'link') return host.link(path, state.target);
	if (state.folderMode !== undefined) await host.makeDirectory(dirname(path), state.folderMode);
	return host.write(path, state.text, {mode: state.mode, ...(forEverybody(state.mode) ? {} : {secret: true})});
}
