/** `persist` and `unpersist`: oVirt Node's names and meaning, for what lies outside of /etc and /var, which are kept as a whole. */
import {basename, dirname, normalize} from 'node:path/posix';
import {diskSize} from '../features/storage/size.ts';
import type {Host, Stat} from '../host/host.ts';
import {canKeep, isStale, keep, keepAgain, letGo, readKept, restore, type Kept} from '../plan/kept.ts';
import {sentenceOf} from '../plan/run-plan.ts';
import {roomLeft} from './config-room.ts';
import {watchKept} from './watch-kept.ts';

/** What became of one path: a sentence for a person. */
export type Said = {readonly ok: boolean; readonly words: string};

const ok = (words: string): Said => ({ok: true, words});
const refused = (words: string): Said => ({ok: false, words});

/** Kept as they are, each on a partition of its own or with its layer on one. */
const ALWAYS = ['/etc', '/var', '/data'];

/** Made anew at each start, or where copies would lie in themselves. */
const NEVER = ['/config', '/proc', '/sys', '/dev', '/run', '/tmp', '/boot'];

const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

const KINDS: Readonly<Partial<Record<Stat['kind'], Kept['kind']>>> = {file: 'file', directory: 'folder', link: 'link'};

/** The same path with no link among the folders above it. */
async function placeOf(host: Host, path: string): Promise<string> {
	const above = await host.resolve(dirname(path));
	return above === undefined ? path : `${above === '/' ? '' : above}/${basename(path)}`;
}

const NO_CONFIG = 'This host has no partition CONFIG that could be written to, so nothing can be kept.';

/** Why nothing can be kept at a path, or that all of it is anyway; undefined when it can. */
function aboutPlace(path: string, given: string): Said | undefined {
	if (path === '/') return refused('"/" is the whole host; name what is to be kept of it.');
	const always = ALWAYS.find(folder => isIn(path, folder));
	if (always !== undefined) return ok(`${given} is kept anyway: all of ${always} is.`);
	const never = NEVER.find(folder => isIn(path, folder));
	if (never !== undefined) return refused(`${given} cannot be kept: ${never} is made anew at each start.`);
	return undefined;
}

/** The same beside what is kept already. */
function aboutOthers(path: string, kept: readonly Kept[]): Said | undefined {
	const around = kept.find(each => each.path !== path && each.kind === 'folder' && isIn(path, each.path));
	if (around) return ok(`${path} is kept already, with ${around.path}.`);
	const inside = kept.find(each => each.path !== path && isIn(each.path, path));
	return inside && refused(`${path} holds ${inside.path}, which is kept already; unpersist that first.`);
}

/** Bytes that a copy takes. */
async function sizeOf(host: Host, path: string): Promise<number> {
	const args = ['--summarize', '--block-size=1', '--one-file-system', '--', path];
	return Number.parseInt((await host.ask('du', args)).stdout, 10) || 0;
}

/** Why a copy of a path has no room, with the figures; undefined when it has. */
async function tooLarge(host: Host, path: string): Promise<string | undefined> {
	const [size, left] = [await sizeOf(host, path), await roomLeft(host)];
	if (size <= left) return undefined;
	return `${path} takes ${diskSize(size)}, and CONFIG has room for ${diskSize(Math.max(0, left))}; lay it under /data.`;
}

/** Keeps one path. Never throws. */
async function persistOne(host: Host, given: string): Promise<Said> {
	const path = await placeOf(host, normalize(given).replace(/(?<=.)\/$/, ''));
	const kind = KINDS[(await host.stat(path))?.kind ?? 'other'];
	const place = aboutPlace(path, given);
	if (place) return place;
	if (!(await host.stat(path))) return refused(`There is no ${given} on this host.`);
	if (kind === undefined) return refused(`${given} is neither a file, a folder nor a symbolic link.`);
	const kept = await readKept(host);
	const others = aboutOthers(path, kept);
	if (others) return others;
	const before = kept.find(each => each.path === path);
	if (before?.kind === kind && !(await isStale(host, before))) return ok(`${path} is kept already.`);
	const large = await tooLarge(host, path);
	if (large !== undefined) return refused(large);
	await keep(host, path, kind);
	return ok(`${path} is kept.`);
}

async function each(paths: readonly string[], work: (path: string) => Promise<Said>): Promise<readonly Said[]> {
	const said: Said[] = [];
	for (const path of paths) {
		try {
			said.push(await work(path));
		} catch (error) {
			said.push(refused(`${path}: ${sentenceOf(error)}.`));
		}
	}
	return said;
}

/** Keeps paths, each for itself. */
export async function persist(host: Host, paths: readonly string[]): Promise<readonly Said[]> {
	if (!(await canKeep(host))) return [refused(NO_CONFIG)];
	const said = await each(paths, async path => persistOne(host, path));
	await watchKept(host, await readKept(host));
	return said;
}

/** Paths are kept no more; what is there stays until the next start. */
export async function unpersist(host: Host, paths: readonly string[]): Promise<readonly Said[]> {
	if (!(await canKeep(host))) return [refused(NO_CONFIG)];
	const said = await each(paths, async given => {
		const path = await placeOf(host, normalize(given).replace(/(?<=.)\/$/, ''));
		const kept = (await readKept(host)).find(one => one.path === path);
		if (!kept) return refused(`${given} is not kept; hostwright persisted lists what is.`);
		await letGo(host, kept);
		return ok(`${path} is not kept any more.`);
	});
	await watchKept(host, await readKept(host));
	return said;
}

/** Copies what changed since. Says only what it did. */
export async function persistAgain(host: Host): Promise<readonly Said[]> {
	const stale: Kept[] = [];
	for (const kept of await readKept(host)) if (await isStale(host, kept)) stale.push(kept);
	return each(
		stale.map(({path}) => path),
		async path => {
			const large = await tooLarge(host, path);
			if (large !== undefined) return refused(large);
			const kept = stale.find(one => one.path === path);
			if (kept) await keepAgain(host, kept);
			return ok(`${path} is kept again.`);
		},
	);
}

/** Puts everything in its place at a start; one that cannot be does not hinder the others. */
export async function restoreKept(host: Host): Promise<readonly Said[]> {
	if (!(await canKeep(host))) return [];
	const kept = await readKept(host);
	const said = await each(
		kept.map(({path}) => path),
		async path => {
			const one = kept.find(entry => entry.path === path);
			if (one) await restore(host, one);
			return ok(`${path} is in its place.`);
		},
	);
	await watchKept(host, kept);
	return said.filter(one => !one.ok);
}

/** A path on each line. */
export async function persistedText(host: Host): Promise<string> {
	const kept = await readKept(host);
	return kept.map(({path}) => `${path}\n`).join('');
}
