/** A recorded machine made from what a test tells about it. */
import type {Stat} from '../../src/host/host.ts';
import {writeRecording, type Recording} from '../../src/host/write-recording.ts';

export type Told = {
	/** Text by path. The folders of a path are there too. */
	readonly files?: Readonly<Record<string, string>>;
	/** What a command prints, by what one would type; a number is the code it fails with. */
	readonly asks?: Readonly<Record<string, string | number>>;
	/** Paths that are there without a text. */
	readonly there?: readonly string[];
};

const stat = (kind: Stat['kind']): Stat => ({kind, size: 0, mode: 0o644, uid: 0, gid: 0});

/** Into a folder, for `recordedHost` and `--machine`; beside what is recorded there, if anything is given. */
export async function tell(dir: string, {files = {}, asks = {}, there = []}: Told, before?: Recording): Promise<void> {
	const folders = new Map([...(before?.folders ?? [])]);
	const stats = new Map([...(before?.stats ?? [])]);
	const enter = (path: string, kind: Stat['kind']) => {
		stats.set(path, stat(kind));
		const parts = path.split('/').slice(1);
		for (const [at, name] of parts.entries()) {
			const folder = `/${parts.slice(0, at).join('/')}`;
			folders.set(folder, [...new Set([...(folders.get(folder) ?? []), name])].sort());
		}
	};
	for (const path of Object.keys(files)) enter(path, 'file');
	for (const path of there) enter(path, 'directory');
	await writeRecording(dir, {
		asks: [
			...(before?.asks ?? []),
			...Object.entries(asks).map(([command, answer]) => ({
				command: command.split(' '),
				code: typeof answer === 'number' ? answer : 0,
				stdout: typeof answer === 'number' ? '' : answer,
				stderr: '',
			})),
		],
		files: new Map([...(before?.files ?? []), ...Object.entries(files)]),
		...{folders, stats, links: before?.links ?? new Map(), refused: before?.refused ?? new Map()},
	});
}
