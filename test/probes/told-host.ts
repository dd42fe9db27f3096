/** A recorded machine made from what a test tells about it, alone or beside what is recorded of another one. */
import {cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {INDEX, recordedPath, type RecordingIndex} from '../../src/host/recording.ts';
import type {Stat} from '../../src/host/host.ts';

export type Told = {
	/** Text by path. The folders of a path are there too. */
	readonly files?: Readonly<Record<string, string>>;
	/** What a command prints, by what one would type; a number is the code it fails with. */
	readonly asks?: Readonly<Record<string, string | number>>;
	/** Folders that are there. */
	readonly there?: readonly string[];
};

const stat = (kind: Stat['kind']): Stat => ({kind, size: 0, mode: 0o644, uid: 0, gid: 0});
const NOTHING: RecordingIndex = {version: 1, asks: [], folders: {}, links: {}, stats: {}, refused: {}};

function keep(dir: string, name: string, text: string): string {
	mkdirSync(path.dirname(path.join(dir, name)), {recursive: true});
	writeFileSync(path.join(dir, name), text);
	return name;
}

/** Into a folder, for `recordedHost` and `--machine`. @param like a folder with a recorded machine to begin with */
export function tell(dir: string, {files = {}, asks = {}, there = []}: Told, like?: string): void {
	if (like !== undefined) cpSync(like, dir, {recursive: true});
	const file = path.join(dir, INDEX);
	const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RecordingIndex) : NOTHING;
	const folders = new Map(Object.entries(before.folders));
	const stats = new Map(Object.entries(before.stats));
	const enter = (at: string, kind: Stat['kind']) => {
		stats.set(at, stat(kind));
		const parts = at.split('/').slice(1);
		for (const [depth, name] of parts.entries()) {
			const folder = `/${parts.slice(0, depth).join('/')}`;
			folders.set(folder, [...new Set([...(folders.get(folder) ?? []), name])].sort());
		}
	};
	for (const [at, text] of Object.entries(files)) {
		enter(at, 'file');
		keep(dir, recordedPath(at), text);
	}
	for (const at of there) enter(at, 'directory');
	const told = Object.entries(asks).map(([command, answer], at) => ({
		command: command.split(' '),
		...(typeof answer === 'number' ? {code: answer} : {code: 0, stdout: keep(dir, `asks/told-${at}.txt`, answer)}),
	}));
	const own = new Set(Object.keys(asks));
	const kept = before.asks.filter(({command}) => !own.has(command.join(' ')));
	const index = {
		...before,
		asks: [...kept, ...told],
		folders: Object.fromEntries(folders),
		stats: Object.fromEntries(stats),
	};
	keep(dir, INDEX, JSON.stringify(index));
}
