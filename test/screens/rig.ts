/** The installer from the bundled program in a pty of 80x24, and its frames as files a person can read. */
import path from 'node:path';
import {expect} from 'vitest';
import {launcher, makeHome, type Home} from '../commands/hostwright.ts';
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

/** Presses a key and waits until the screen holds all of the texts: a page may be drawn before its focus is. */
export async function press(pty: Pty, key: string, ...texts: ReadonlyArray<string | RegExp>): Promise<readonly string[]> {
	pty.type(key);
	return pty.waitUntil(frame => texts.every(text => holds(frame, text)), texts.join(' and '));
}

/** What differs between two runs, shown as what it is: `[tty]`, `[folder]`, `[time]`. */
export type Volatile = ReadonlyArray<readonly [find: string | RegExp, shown: string]>;

const TITLE = /^( hostwright {2}\S+) +(\S+) {3}(pts\/\d+|tty\S*)$/;

/** The first line is drawn to the right edge: what is replaced in it keeps its column there. */
function title(line: string, host: string | undefined): string {
	const parts = TITLE.exec(line);
	if (!parts) return line;
	const [, left = '', name = ''] = parts;
	return left + `${host ?? name}   [tty]`.padStart(79 - left.length);
}

export function readable(frame: readonly string[], volatile: Volatile = [], host?: string): string {
	const lines = frame.map(line => title(line, host));
	const text = volatile.reduce((done, [find, shown]) => done.replaceAll(find, shown), lines.join('\n'));
	return `${text.trimEnd()}\n`;
}

/** Compares with `NAME.txt` beside the tests; `vitest -u` writes it. Every frame is whole and no line is too long. */
export async function expectFrame(name: string, frame: readonly string[], volatile?: Volatile, host?: string): Promise<void> {
	expect(frame).toHaveLength(24);
	expect(Math.max(...frame.map(line => line.length))).toBeLessThanOrEqual(80);
	expect(frame[0]).toContain('hostwright');
	await expect(readable(frame, volatile, host)).toMatchFileSnapshot(path.join(import.meta.dirname, `${name}.txt`));
}
