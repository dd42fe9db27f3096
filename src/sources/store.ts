/**
 * The saved store: what this host was told and keeps, as YAML that a person can read. `conf` writes it: atomically, 0600,
 * with our codec. Reading needs no more than the file, so that nothing is created by looking.
 */
import {existsSync, readdirSync, readFileSync, renameSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {parse, stringify} from 'yaml';
import type {Answers, Given, Problem} from '../settings/answers.ts';
import {merge} from '../settings/answers.ts';
import type {SectionLike} from '../settings/section.ts';
import type {StoreData} from './store-migrations.ts';
import {migrated, versionOf} from './store-migrations.ts';
import {FILE_LIMIT, FILE_VERSION, readYaml} from './yaml-file.ts';
import {storeData, toYaml} from './yaml-format.ts';

export type Store = {
	readonly path: string;
	/** There is a file, whether it can be used or not. */
	readonly isThere: boolean;
	/** Rank `store`; the source is where the value came from when it was saved. */
	readonly givens: readonly Given[];
	/** Why nothing, or not everything, could be read. */
	readonly problems: readonly Problem[];
	/**
	 * Saves what was given over what is there: an empty text removes. Keeps what it does not know of. Nothing is written when nothing
	 * changes.
	 * @param options.putAside a file that cannot be used gets another name (`settings.yaml.1`), and a new one is begun; else that fails
	 * @throws {StoreFailed} with a sentence
	 */
	set(givens: readonly Given[], options?: {readonly putAside?: boolean}): Promise<void>;
};

/** The store could not be written. */
export class StoreFailed extends Error {
	override name = 'StoreFailed';
}

/**
 * On a host of ours CONFIG's; else root's under /etc, or the user's own (XDG Base Directory).
 * @param root the folder of a host that does not run, in place of this machine
 */
export function storePath(root = ''): string {
	const onConfig = `${root}/config/hostwright`;
	if (existsSync(onConfig)) return path.join(onConfig, 'settings.yaml');
	if (root !== '' || process.getuid?.() === 0) return `${root}/etc/hostwright/settings.yaml`;
	const xdg = process.env['XDG_CONFIG_HOME'];
	const base = xdg?.startsWith('/') ? xdg : path.join(homedir(), '.config');
	return path.join(base, 'hostwright', 'settings.yaml');
}

const isRecord = (value: unknown): value is StoreData =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** YAML into plain data, every scalar as its text. @throws when it is not YAML */
function decode(text: string): StoreData {
	const data: unknown = parse(text, {schema: 'failsafe', maxAliasCount: 0, uniqueKeys: true, logLevel: 'error'});
	return isRecord(data) ? data : {};
}

type Contents = {
	readonly data: StoreData;
	readonly problem?: string;
	/** As it was read; absent when it was not. */
	readonly text?: string;
};

/** What the file holds, at this version; a sentence when it cannot be used. */
function readContents(file: string): Contents {
	try {
		if (!existsSync(file)) return wasThere(file) ? {data: {}, problem: MISSING} : {data: {}};
		const {size} = statSync(file);
		if (size > FILE_LIMIT) return {data: {}, problem: `it has ${size} bytes and a store has at most ${FILE_LIMIT}`};
		const text = readFileSync(file, 'utf8');
		return {text, ...contentsOf(text)};
	} catch (error) {
		const code = codeOf(error);
		const why = code === 'EACCES' || code === 'EPERM' ? 'this user may not read it' : `reading it fails: ${code}`;
		return {data: {}, problem: why};
	}
}

const MISSING = 'it is gone, although settings were applied with it; hostwright revert N brings back those of change N';

/** Whether there was a store: the history beside it tells. */
function wasThere(file: string): boolean {
	const history = path.join(path.dirname(file), 'history');
	return existsSync(history) && readdirSync(history).length > 0;
}

/** What a store's text says, at this version; a sentence when it cannot be used. */
function contentsOf(text: string): Contents {
	let data: StoreData;
	try {
		data = decode(text);
	} catch {
		return {data: {}, problem: 'it is not YAML that can be read'};
	}
	const version = versionOf(data);
	if (version === undefined) return {data: {}, problem: `"${String(data['version'])}" is no version of a store`};
	if (version > FILE_VERSION) {
		return {
			data: {},
			problem: `it has version ${version} and this hostwright reads up to ${FILE_VERSION}; use the one that wrote it`,
		};
	}
	return {data: migrated(data, version)};
}

/** The settings of a store that was kept as text, with the source each was given by; or the end of a sentence why it cannot be used. */
export function readStoreText(
	text: string,
	sections: readonly SectionLike[],
): {readonly givens: readonly Given[]} | {readonly problem: string} {
	const {data, problem} = contentsOf(text);
	return problem === undefined ? {givens: givensOf(data, 'settings.yaml', sections).givens} : {problem};
}

/** The settings in a store's data, with the source each was given by. */
function givensOf(
	data: StoreData,
	file: string,
	sections: readonly SectionLike[],
): {givens: Given[]; problems: Problem[]} {
	const {givens, problems} = readYaml(stringify(data), path.basename(file), sections);
	const provenance = isRecord(data['provenance']) ? data['provenance'] : {};
	return {
		givens: givens.map(({setting, text}) => {
			const from = Object.hasOwn(provenance, setting) ? String(provenance[setting]) : '';
			return {setting, text, source: {rank: 'store', name: from === '' ? file : from}};
		}),
		problems: [...problems],
	};
}

/** Gives a file that cannot be used a name that nobody has yet. @throws {StoreFailed} */
function renameAside(file: string): void {
	let number = 1;
	while (existsSync(`${file}.${number}`)) number += 1;
	try {
		renameSync(file, `${file}.${number}`);
	} catch (error) {
		throw new StoreFailed(`${file} cannot be put aside: ${codeOf(error)}`);
	}
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

/** Writes through conf, which is loaded only here: it is larger than everything else we read a file with. */
async function write(file: string, data: StoreData): Promise<void> {
	const {default: Conf} = await import('conf');
	try {
		const conf = new Conf<StoreData>({
			cwd: path.dirname(file),
			configName: path.basename(file, '.yaml'),
			fileExtension: 'yaml',
			configFileMode: 0o600,
			accessPropertiesByDotNotation: false,
			serialize: toYaml,
			deserialize: decode,
		});
		conf.store = data;
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'it is not YAML that can be read';
		throw new StoreFailed(`the settings cannot be saved in ${file}: ${code}`);
	}
}

/** Opens the store, which need not exist. Never throws; `set` may. */
export function openStore(sections: readonly SectionLike[], file = storePath()): Store {
	const {data, problem, text} = readContents(file);
	const {givens, problems} = problem === undefined ? givensOf(data, file, sections) : {givens: [], problems: []};
	const said: Problem[] =
		problem === undefined
			? problems
			: [
					{
						setting: '',
						text: '',
						source: file,
						level: 'error',
						message: `the saved settings in ${file} cannot be used: ${problem}`,
					},
				];
	return {
		path: file,
		isThere: existsSync(file),
		givens,
		problems: said,
		async set(more, {putAside = false} = {}) {
			if (problem !== undefined && !putAside)
				throw new StoreFailed(`the saved settings in ${file} cannot be used: ${problem}`);
			const next = combined(data, merge([...givens, ...more]), sections);
			if (problem === undefined && toYaml(next) === text) return;
			if (problem !== undefined && existsSync(file)) renameAside(file);
			await write(file, next);
		},
	};
}

/** The new store: sections we know are written anew, what we do not know stays as it is. */
function combined(data: StoreData, answers: Answers, sections: readonly SectionLike[]): StoreData {
	const ours = new Set(sections.map(({name}) => name));
	const foreign = Object.entries(data).filter(
		([name]) => !ours.has(name) && name !== 'provenance' && name !== 'version',
	);
	const {version, provenance, ...known} = storeData(answers, sections);
	return {version, ...known, ...Object.fromEntries(foreign), provenance};
}
