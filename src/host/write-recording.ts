/** Lays a recorded machine down as a folder that people can read and correct by hand. */
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {trying} from './failures.ts';
import {makeFolders} from './files.ts';
import type {Stat} from './host.ts';
import {INDEX, recordedPath, type RecordedAsk, type RecordingIndex} from './recording.ts';

/** A machine as it is in memory: what it answers, in full. */
export type Recording = {
	readonly asks: ReadonlyArray<{
		readonly command: readonly string[];
		readonly code: number;
		readonly stdout: string;
		readonly stderr: string;
	}>;
	/** Text by path. */
	readonly files: ReadonlyMap<string, string>;
	readonly folders: ReadonlyMap<string, readonly string[]>;
	readonly links: ReadonlyMap<string, string>;
	readonly stats: ReadonlyMap<string, Stat>;
	readonly refused: ReadonlyMap<string, string>;
};

/** Into `dir`, which is made; what an earlier recording left there is removed. Sorted, so that two recordings can be compared. */
export async function writeRecording(dir: string, recording: Recording): Promise<void> {
	await trying(dir, 'making folder', () => makeFolders(resolve(dir), 0o755));
	for (const name of [INDEX, 'asks', 'files']) await rm(join(dir, name), {recursive: true, force: true});
	const keep = async (name: string, text: string) => {
		await mkdir(dirname(join(dir, name)), {recursive: true});
		await writeFile(join(dir, name), text);
	};
	for (const [path, text] of recording.files) await keep(recordedPath(path), text);

	const asks: RecordedAsk[] = [];
	const names = new Set<string>();
	for (const {command, code, stdout, stderr} of sortedBy(recording.asks, ask => ask.command.join(' '))) {
		const name = fileNameFor(command, names);
		// Programs say JSON on one line; people read it on many.
		const json = /^[[{]/.test(stdout);
		const out = `asks/${name}.${json ? 'json' : 'txt'}`;
		if (stdout) await keep(out, stdout);
		if (stderr) await keep(`asks/${name}.err`, stderr);
		asks.push({command, code, ...(stdout && {stdout: out}), ...(stderr && {stderr: `asks/${name}.err`})});
	}
	const index: RecordingIndex = {
		version: 1,
		asks,
		folders: sorted(recording.folders),
		links: sorted(recording.links),
		stats: sorted(recording.stats),
		refused: sorted(recording.refused),
	};
	await keep(INDEX, formatIndex(index));
}

/** One line for each entry. */
function formatIndex(index: RecordingIndex): string {
	const parts = Object.entries(index).map(([name, value]) => {
		if (Array.isArray(value)) return `${JSON.stringify(name)}: [${lines(value.map(item => JSON.stringify(item)))}]`;
		if (typeof value !== 'object') return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
		const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`);
		return `${JSON.stringify(name)}: {${lines(entries)}}`;
	});
	return `{\n${parts.map(part => `  ${part}`).join(',\n')}\n}\n`;
}

function lines(items: readonly string[]): string {
	return items.length > 0 ? `\n${items.map(item => `    ${item}`).join(',\n')}\n  ` : '';
}

/** `wipefs -J /dev/sda` is kept as `wipefs-dev-sda`. */
function fileNameFor([tool = '', ...args]: readonly string[], taken: Set<string>): string {
	const words = args.filter(
		(word, index) => !word.startsWith('-') && !['-o', '--config'].includes(args[index - 1] ?? ''),
	);
	const plain = [tool, ...words]
		.join('-')
		.replaceAll(/[^\w.]+/g, '-')
		.replaceAll(/^-|-$/g, '')
		.slice(0, 80);
	let name = plain;
	for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
	taken.add(name);
	return name;
}

function sorted<T>(map: ReadonlyMap<string, T>): Record<string, T> {
	return Object.fromEntries(sortedBy([...map], ([key]) => key));
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
	return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
