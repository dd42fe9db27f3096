/** The history of a host for a person: what each change did, and what lies between two of them. Secrets are not shown (law 7). */
import type {Host} from '../host/host.ts';
import type {FileState} from '../plan/apply/files.ts';
import {shownChange} from '../plan/apply/shown-change.ts';
import {changeNumbers, readChange, readHistory, type Change, type KeptFile, type KeptState} from '../plan/history.ts';
import type {Answers} from '../settings/answers.ts';
import {fileLine, indented} from './apply-text.ts';
import {savedIn, settingChanges, settingLine, type SettingChange} from './settings-changes.ts';

/** The version of the JSON of `history`. */
const SCHEMA = 1;

type Told = Omit<Change, 'store' | 'files'> & {
	/** Against the change before it; none for the first one that is kept, and where what was saved cannot be read. */
	readonly settings: readonly SettingChange[];
	/** Paths. */
	readonly files: readonly string[];
};

function tellChanges(changes: readonly Change[]): readonly Told[] {
	return changes.map(({store, files, ...change}, index) => {
		const before = changes[index - 1];
		return {
			...change,
			settings: before ? settingsBetween(before.store, store) : [],
			files: files.map(({path}) => path),
		};
	});
}

function settingsBetween(before: string, after: string): readonly SettingChange[] {
	try {
		return settingChanges(savedIn(before), savedIn(after));
	} catch {
		return [];
	}
}

/** What a change was about, in a few words. */
function aboutWords({changed, failed, settings}: Told): string {
	const titles = [...changed, ...failed.map(title => `${title} (failed)`)];
	if (titles.length > 0) return titles.join(', ');
	return settings.length === 0 ? 'what was saved before' : settings.map(({label}) => label).join(', ');
}

/** A change in words. */
export type ChangeRow = {
	readonly number: number;
	/** `2026-11-20 10:02`, in UTC. */
	readonly when: string;
	readonly door: string;
	/** Empty when it was the host itself. */
	readonly who: string;
	readonly about: string;
};

/** Each change, newest first. @throws {HostFailed} */
export async function changeRows(host: Host): Promise<readonly ChangeRow[]> {
	const rows = tellChanges(await readHistory(host)).map((told): ChangeRow => {
		const {number, at, door, who} = told;
		return {number, when: at.slice(0, 16).replace('T', ' '), door, who, about: aboutWords(told)};
	});
	return rows.reverse();
}

/** The same, machine-readable and oldest first; a contract. @throws {HostFailed} */
export const historyJson = async (host: Host): Promise<string> =>
	`${JSON.stringify({schema: SCHEMA, changes: tellChanges(await readHistory(host))})}\n`;

/** A line for each; a sentence when there is none. @throws {HostFailed} */
export async function historyText(host: Host): Promise<string> {
	const rows = await changeRows(host);
	if (rows.length === 0) return 'Nothing has been applied to this host yet.\n';
	const width = Math.max(...rows.map(({who}) => who.length));
	return rows
		.map(
			({number, when, door, who, about}) =>
				`${String(number).padStart(4)}  ${when}  ${door.padEnd(10)} ${who.padEnd(width)}  ${about}\n`,
		)
		.join('');
}

/** A change by its number. @returns a whole sentence when it is not kept @throws {HostFailed} */
export async function changeNumbered(host: Host, number: number): Promise<Change | {readonly problem: string}> {
	const change = await readChange(host, number);
	if (change) return change;
	const numbers = await changeNumbers(host);
	const [first, last] = [numbers[0], numbers.at(-1)];
	if (first === undefined || last === undefined)
		return {problem: `There is no change ${number}: nothing has been applied to this host yet.`};
	const there = first === last ? `there is ${first}` : `there are ${first} to ${last}`;
	if (numbers.includes(number)) return {problem: `Change ${number} was kept and cannot be read any more.`};
	return {problem: `There is no change ${number} in the history of this host; ${there}.`};
}

/** What files were and what they became over several changes, by path. */
function filesOver(changes: readonly Change[]): readonly KeptFile[] {
	const files = new Map<string, KeptFile>();
	for (const {path, before, after} of changes.flatMap(change => change.files)) {
		files.set(path, {path, before: files.get(path)?.before ?? before, after});
	}
	return [...files.values()]
		.filter(({before, after}) => JSON.stringify(before) !== JSON.stringify(after))
		.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const stateOf = (kept: KeptState): FileState | undefined => (kept.kind !== 'file' || 'text' in kept ? kept : undefined);

function fileLines(file: KeptFile): readonly string[] {
	const [before, after] = [stateOf(file.before), stateOf(file.after)];
	const shown = before && after ? shownChange(before, after, []) : ['(not shown: its text is not kept)'];
	return [fileLine(file), ...indented(shown)];
}

const turned = ({path, before, after}: KeptFile): KeptFile => ({path, before: after, after: before});

/** One end of a comparison. */
type End = {readonly number: number; readonly saved: Answers};

/** The settings and files that differ; a sentence when nothing does. `between`: the changes that lie between, oldest first. */
function differenceLines(from: End, to: End, between: readonly Change[]): readonly string[] {
	const settings = settingChanges(from.saved, to.saved).map(change => `  ${settingLine(change)}`);
	const over = filesOver(between);
	const files = (from.number > to.number ? over.map(turned) : over).flatMap(fileLines).map(line => `  ${line}`);
	if (settings.length + files.length === 0) return ['Nothing differs.'];
	return [
		...(settings.length === 0 ? [] : ['Settings', ...settings]),
		...(settings.length > 0 && files.length > 0 ? [''] : []),
		...(files.length === 0 ? [] : ['Files', ...files]),
	];
}

/**
 * What differs between the host as it was after one change and after another.
 * @param to now, when absent: what is saved, and the files as the last change left them
 * @param saved what is saved now
 * @returns a whole sentence when one of them is not kept
 * @throws {HostFailed} @throws {Error} whose message is a sentence, when what was saved then cannot be read
 */
export async function linesBetween(
	host: Host,
	{from, to}: {readonly from: number; readonly to?: number | undefined},
	saved: Answers,
): Promise<readonly string[] | {readonly problem: string}> {
	const first = await changeNumbered(host, from);
	if ('problem' in first) return first;
	const second = to === undefined ? undefined : await changeNumbered(host, to);
	if (second && 'problem' in second) return second;
	const last = to ?? Number.POSITIVE_INFINITY;
	const [low, high] = [Math.min(from, last), Math.max(from, last)];
	const between = (await readHistory(host)).filter(({number}) => number > low && number <= high);
	const end = {number: last, saved: second ? savedIn(second.store) : saved};
	return differenceLines({number: from, saved: savedIn(first.store)}, end, between);
}

/** What one change did; all of what was saved for the first one that is kept. As `linesBetween`. */
export async function linesOf(host: Host, number: number): Promise<readonly string[] | {readonly problem: string}> {
	const change = await changeNumbered(host, number);
	if ('problem' in change) return change;
	const before = (await readHistory(host)).findLast(each => each.number < number);
	const from = {number: 0, saved: before ? savedIn(before.store) : new Map()};
	return differenceLines(from, {number, saved: savedIn(change.store)}, [change]);
}
