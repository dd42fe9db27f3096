/** A machine that answers from a folder made by `hostwright record`, and that nobody can change. */
import {existsSync, readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {NO_SUCH_TOOL} from './commands.ts';
import {orAbsent} from './failures.ts';
import {HostFailed, type Host, type Ran, type Region} from './host.ts';
import {INDEX, recordedPath, type RecordedAsk, type RecordingIndex} from './recording.ts';

const NO_NETWORK = {problem: 'a recorded machine has no network', code: 'ENETUNREACH'};

/**
 * @param dir a folder made by `hostwright record`
 * @throws {HostFailed} when it holds no recording
 */
export function recordedHost(dir: string): Host {
	const index = readIndex(dir);
	const asks = new Map(index.asks.map(asked => [asked.command.join('\0'), asked] as const));
	const folders = new Map(Object.entries(index.folders));
	const links = new Map(Object.entries(index.links));
	const stats = new Map(Object.entries(index.stats));
	const refused = new Map(Object.entries(index.refused));
	const kept = (name: string) =>
		orAbsent(join(dir, name), 'reading', undefined, () => readFile(join(dir, name), 'utf8'));

	const read = async (path: string) => {
		const code = refused.get(path);
		if (code !== undefined) throw new HostFailed(path, 'reading', code);
		return kept(recordedPath(path));
	};
	const unchangeable = async (path: string): Promise<never> => {
		throw new HostFailed(path, 'changing (this is a recorded machine)', 'EROFS');
	};

	return {
		ask: async (command, args): Promise<Ran> => {
			const asked = asks.get([command, ...args].join('\0')) ?? nearest(index.asks, command, args);
			if (!asked) return {code: NO_SUCH_TOOL, stdout: '', stderr: `${command}: not recorded`};
			const text = async (name: string | undefined) => (name && (await kept(name))) ?? '';
			return {code: asked.code, stdout: await text(asked.stdout), stderr: await text(asked.stderr)};
		},
		sumOf: async () => undefined,
		run: command => unchangeable(command),
		read,
		list: async path => folders.get(path) ?? [],
		resolve: async path => links.get(path),
		stat: async path => stats.get(path),
		readLink: async () => undefined,
		room: async () => undefined,
		write: unchangeable,
		link: unchangeable,
		makeDirectory: unchangeable,
		remove: unchangeable,
		makeSparse: unchangeable,
		readAt: async ({path}: Region) => {
			throw new HostFailed(path, 'reading bytes (this is a recorded machine) of', 'ENOENT');
		},
		writeAt: unchangeable,
		copy: (_, {path}) => unchangeable(path),
		copyChecked: (_, {path}) => unchangeable(path),
		zero: ({path}) => unchangeable(path),
		flush: unchangeable,
		compare: (_, {path}) => unchangeable(path),
		lock: unchangeable,
		isFree: async () => true,
		fetch: async () => NO_NETWORK,
		request: async () => NO_NETWORK,
		lookUp: async () => NO_NETWORK,
		askTime: async () => NO_NETWORK,
		connect: async () => NO_NETWORK,
		now: () => new Date(),
		facts: async () => ({manufacturer: '', product: 'recorded machine', cpu: '', cores: 0, os: ''}),
	};
}

function readIndex(dir: string): RecordingIndex {
	const path = join(dir, INDEX);
	if (!existsSync(path)) throw new HostFailed(path, 'reading the recorded machine', 'ENOENT');
	const {version, asks = [], folders = {}, links = {}, stats = {}, refused = {}} = parsed(path);
	if (version !== 1) throw new HostFailed(path, `reading version ${String(version)} (1 is known) of`, 'EPROTO');
	return {version, asks, folders, links, stats, refused};
}

function parsed(path: string): Partial<RecordingIndex> {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Partial<RecordingIndex>;
	} catch {
		throw new HostFailed(path, 'reading as JSON', 'EPROTO');
	}
}

/** An older recording asked the same about the same devices, for other columns. */
function nearest(asks: readonly RecordedAsk[], command: string, args: readonly string[]): RecordedAsk | undefined {
	const wanted = withoutColumns([command, ...args]);
	return asks.find(asked => withoutColumns(asked.command) === wanted);
}

function withoutColumns(words: readonly string[]): string {
	return words.filter((_, index) => !['-o', '--output'].includes(words[index - 1] ?? '')).join('\0');
}
