/** The installer from the bundled program in a pty of 80x24, and its frames as files a person can read. */
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {expect} from 'vitest';
import {launcher, makeHome, runCommand, type Home} from '../commands/hostwright.ts';
import {openPty, type Pty} from '../pty.ts';

export const machines = path.resolve(import.meta.dirname, '../machines');

export type Opened = Pty & {readonly home: Home};

/** Opens the program with these arguments in a home of its own, unless one is given. */
export function open(args: readonly string[], {home = makeHome(), columns = 80, rows = 24} = {}): Opened {
	const pty = openPty(launcher, {args, columns, rows, env: {...home.env, LANG: 'C.UTF-8'}});
	return {...pty, home};
}

/** The installer on a recorded machine. */
export const openRecorded = (name: string, ...args: readonly string[]) =>
	open(['install', '--machine', path.join(machines, name), ...args]);

const holds = (frame: readonly string[], text: string | RegExp) =>
	typeof text === 'string' ? frame.join('\n').includes(text) : text.test(frame.join('\n'));

/** Presses a key and waits until the screen holds all of the texts. @returns the pty */
export async function press<P extends Pty>(pty: P, key: string, ...texts: ReadonlyArray<string | RegExp>): Promise<P> {
	pty.type(key);
	await pty.waitUntil(frame => texts.every(text => holds(frame, text)), texts.join(' and '));
	return pty;
}

const focusOf = (frame: readonly string[]) => frame.find(line => /^.{6}> /.test(line));

/** Presses a key again and again until the line with the focus is the wanted one. */
export async function moveTo(pty: Pty, key: string, wanted: RegExp): Promise<void> {
	for (let moves = 0; !wanted.test(focusOf(pty.frame()) ?? ''); moves++) {
		if (moves > 30) throw new Error(`no line that is ${String(wanted)}:\n${pty.frame().join('\n')}`);
		const before = focusOf(pty.frame());
		pty.type(key);
		await pty.waitUntil(frame => ![undefined, before].includes(focusOf(frame)), 'the focus to move');
	}
}

/** A home whose name is as long on every machine, for frames that show paths. */
export function shortHome(): Home {
	const made = makeHome();
	const folder = mkdtempSync('/tmp/hw-');
	const state = `${folder}/state`;
	const env = {...made.env, HOME: folder, XDG_STATE_HOME: state, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder};
	made.remove();
	return {
		...{folder, env, jobs: `${state}/hostwright/jobs`},
		run: (...args) => runCommand(launcher, args, env),
		remove: () => rmSync(folder, {recursive: true}),
	};
}

/** The parts of paths that differ between two runs, as long as they are. */
export const PATHS: Volatile = [
	[/\/tmp\/hw-\w{6}/g, '/tmp/hw-XXXXXX'],
	[/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-[0-9a-f]{4}/g, 'YYYY-MM-DDThh-mm-ss-xxxx'],
];

/** What differs between two runs, shown as what it is: `[tty]`, `[folder]`, `[time]`. */
export type Volatile = ReadonlyArray<readonly [find: string | RegExp, shown: string]>;

const TITLE = /^( hostwright \S+) +(\S+) {2}(pts\/\d+|tty\S*)$/;

/** The first line is drawn to the right edge: what is replaced in it keeps its column there. */
function title(line: string, host: string | undefined): string {
	const parts = TITLE.exec(line);
	if (!parts) return line;
	const [, left = '', name = ''] = parts;
	return left + `${host ?? name}  [tty]`.padStart(79 - left.length);
}

export function readable(frame: readonly string[], volatile: Volatile = [], host?: string): string {
	const lines = frame.map(line => title(line, host));
	const text = volatile.reduce((done, [find, shown]) => done.replaceAll(find, shown), lines.join('\n'));
	return `${text.trimEnd()}\n`;
}

/**
 * Compares with `NAME.txt` beside the tests, as soon as the screen is drawn to its end; `vitest run test/screens -u` writes
 * it. Every frame is whole and no line is too long.
 */
export async function expectFrame(name: string, pty: Pty, volatile?: Volatile, host?: string): Promise<void> {
	const file = path.join(import.meta.dirname, `${name}.txt`);
	const wanted = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	const isWanted = (frame: readonly string[]) => readable(frame, volatile, host) === wanted;
	await pty.settled();
	// One that is not there yet is written as the screen is now.
	const frame = wanted === undefined ? pty.frame() : await pty.waitUntil(isWanted, name).catch(() => pty.frame());
	expect(frame).toHaveLength(24);
	expect(Math.max(...frame.map(line => line.length))).toBeLessThanOrEqual(80);
	expect(frame[0]).toContain('hostwright');
	await expect(readable(frame, volatile, host)).toMatchFileSnapshot(file);
}
