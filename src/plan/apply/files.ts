/** Files of a section: how they are, how they are to be, and what of the difference may be shown. */
import {dirname} from 'node:path';
import {structuredPatch} from 'diff';
import {redact} from '../../host/transcript.ts';
import type {Host} from '../../host/host.ts';
import type {OwnedFiles, Wanted, WantedFile} from '../wanted.ts';
import {NO_RECORD, sumOf, sumOfText, type Left, type SectionRecord} from './record.ts';
import {isSigned} from '../written.ts';

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
};

const HIDDEN = '(not shown: it is a secret)';
const ABSENT: FileState = {kind: 'absent'};
const MODE = 0o644;
const forEverybody = (mode: number) => (mode & 0o004) !== 0;
const octal = (mode: number) => mode.toString(8).padStart(4, '0');

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
async function leftOver(host: Host, {files, owns = [], ownsIn = []}: Wanted): Promise<readonly WantedFile[]> {
	const kept = new Set(files.map(({path}) => path));
	const found: string[] = [];
	for (const each of owns) found.push(...(await namedIn(host, each)));
	for (const folder of ownsIn) found.push(...(await signedIn(host, folder)));
	return found.filter(path => !kept.has(path)).map(path => ({path, absent: true}));
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
	const changes: FileChange[] = [];
	const left: Left[] = [];
	for (const file of wanted.files) {
		const {path, secret} = file;
		const now = await stateOf(host, path);
		const after = await wantedState(host, file, now);
		const rendered = 'edit' in file ? sumOfText(file.edit(undefined)) : sumOf(after);
		left.push({path, state: sumOf(after), rendered});
		const before = begunWith(record, path, now, after);
		if (isSame(before, after)) continue;
		const last = record.left.find(each => each.path === path);
		const isOurs = 'edit' in file && last?.rendered !== rendered;
		const shown = secret ? [HIDDEN] : shownChange(before, after, secrets);
		changes.push({
			path,
			before,
			after,
			shown,
			drift: !isOurs && last !== undefined && isChanged(record, last, now),
		});
	}
	for (const {path} of await leftOver(host, wanted)) {
		const before = await stateOf(host, path);
		const last = record.left.find(each => each.path === path);
		const drift = last ? isChanged(record, last, before) : record.left.length > 0;
		changes.push({path, before, after: ABSENT, shown: shownChange(before, ABSENT, secrets), drift});
	}
	return {changes, left};
}

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

/**
 * Law 7: the content that a file had is shown only when everybody may read it anyway; what we rendered is shown with the secrets
 * replaced.
 */
function shownChange(before: FileState, after: FileState, secrets: readonly string[]): readonly string[] {
	const open = [before, after].every(state => state.kind !== 'file' || forEverybody(state.mode));
	const rendered = redact(textOf(after), secrets);
	const lines = open
		? diffLines(redact(textOf(before), secrets), rendered)
		: [...(before.kind === 'file' ? ['- (not shown: not everybody may read it)'] : []), ...added(rendered)];
	return [...modeLines(before, after), ...lines];
}

/** What a state says, as text: a link in the words of ls(1). */
const textOf = (state: FileState) =>
	state.kind === 'file' ? state.text : state.kind === 'link' ? `-> ${state.target}\n` : '';

const added = (text: string) =>
	text === ''
		? []
		: text
				.replace(/\n$/, '')
				.split('\n')
				.map(line => `+${line}`);

function modeLines(before: FileState, after: FileState): readonly string[] {
	if (before.kind !== 'file' || after.kind !== 'file' || before.mode === after.mode) return [];
	return [`mode ${octal(before.mode)} -> ${octal(after.mode)}`];
}

function diffLines(before: string, after: string): readonly string[] {
	const {hunks} = structuredPatch('', '', before, after, '', '', {context: 2});
	return hunks.flatMap(({lines}, at) => [...(at > 0 ? ['...'] : []), ...lines]);
}
