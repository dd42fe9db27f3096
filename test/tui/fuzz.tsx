/** Random keys, noise and sizes on a program, and two terminals that must show the same: one with our bytes, one with Ink's. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PassThrough} from 'node:stream';
import {Terminal} from '@xterm/headless';
import {expect, vi} from 'vitest';
import type {ReactElement} from 'react';
import {InstallerApp} from '../../screens/install/app.tsx';
import {SetupApp} from '../../screens/setup/app.tsx';
import {realHost} from '../../src/host/real-host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {createInstaller} from '../../src/session/installer.ts';
import {installerParts} from '../../src/session/installer-parts.ts';
import {createSetup} from '../../src/session/setup.ts';
import {setupParts} from '../../src/session/setup-parts.ts';
import {createKeyTokenizer} from '../../src/terminal/key-tokenizer.ts';
import {readKeys, type KeyReader} from '../../src/terminal/key-reader.ts';
import {levelsOf} from '../../src/terminal/levels.ts';
import {ScreenOutput} from '../../src/terminal/screen-output.ts';
import {TtyScreen} from '../../src/terminal/tty-screen.ts';
import {draw, type Station} from '../../src/tui/draw.tsx';
import {Registry} from '../../src/tui/registry.ts';
import {keys} from '../pty.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const TEXTS = ['a', '7', ' ', 'é', '記', 'e\u0301', '.', '\u0001', '\u0005', '\u000B', '\u0015', '\u0017', '\u0003'];
const NOISE = [
	'\u001B',
	'\u001B[',
	'\u001B[1;',
	'\u001BO',
	'\u001B[24;80R',
	'\u001B[I',
	'\u009B',
	'\u0000',
	'\u001B[99~',
];
const BURSTS = ['abc\r', `ab${keys.backspace}${keys.tab}`, '\u001B[200~one\r\ntwo\u001B[201~', '\u001B1'];
const SIZES = [
	[80, 24],
	[80, 24],
	[100, 30],
	[132, 43],
	[81, 25],
	[70, 20],
	[200, 60],
] as const;

export type Event = {readonly bytes: string} | {readonly size: readonly [columns: number, rows: number]};

const anyOf = <T,>(all: readonly T[], random: () => number): T => all[Math.floor(random() * all.length)] as T;

export function eventFrom(random: () => number): Event {
	const kind = random();
	if (kind < 0.03) return {size: anyOf(SIZES, random)};
	if (kind < 0.1) return {bytes: anyOf(NOISE, random)};
	if (kind < 0.16) return {bytes: anyOf(BURSTS, random)};
	if (kind < 0.4) return {bytes: anyOf(TEXTS, random)};
	// Forwards more often than back, or no page but the first would be seen.
	return {bytes: anyOf([...Object.values(keys), keys.enter, keys.enter, keys.tab, keys.down], random)};
}

function terminalOf(cols = 80, rows = 24): Terminal {
	return new Terminal({cols, rows, allowProposedApi: true, scrollback: 0});
}

const played = async (terminal: Terminal, bytes: string) => new Promise<void>(done => terminal.write(bytes, done));

/** What a person sees: texts, and on each what can be seen of its attributes. The last cell is never written. */
function looksOf({buffer: {active}, rows, cols}: Terminal): string[] {
	return Array.from({length: rows}, (_, y) => {
		const line = active.getLine(active.viewportY + y);
		let look = '';
		for (let x = 0; x < cols - (y === rows - 1 ? 1 : 0); x += 1) {
			const cell = line?.getCell(x);
			const text = cell?.getChars() || ' ';
			look += `${cell?.isInverse() ? '^' : ''}${text !== ' ' && cell?.isBold() ? '*' : ''}${text}`;
		}
		return look;
	});
}

type Fuzzed = {
	readonly registry: Registry;
	readonly ended: () => boolean;
	/** Lets an event happen and everything that follows from it at once. */
	readonly happen: (event: Event) => Promise<void>;
	/** Both terminals, as they are now. */
	readonly screens: () => Promise<{readonly ours: string[]; readonly theirs: string[]}>;
	/** In the middle of a sequence. */
	readonly torn: () => boolean;
	readonly close: () => Promise<void>;
};

/** What Ink writes: one program is open at a time. */
let onFrame = (_frame: string) => {};
const take = ScreenOutput.prototype._write;
vi.spyOn(ScreenOutput.prototype, '_write').mockImplementation(function (this: ScreenOutput, chunk, ...rest) {
	onFrame(chunk.toString());
	take.call(this, chunk, ...rest);
});

/** Turns of the event loop after which nothing more follows. */
const TURNS = 12;

/** A program to be fuzzed, and what is done when it ended. */
export type Subject = {readonly root: ReactElement; readonly close: () => void};

const hash = async () => `$6$abcdefgh$${'a'.repeat(86)}`;

/** The installer in practice on a recorded machine. */
export function practice(): Subject {
	const recorded = recordedHost(path.resolve(import.meta.dirname, '../machines/plain'));
	const installer = createInstaller(installerParts({host: realHost(), recorded, configs: [], cmdline: '', hash}));
	const where = {mode: 'practice', tty: 'tty1', recorded: true} as const;
	const setting = {...where, image: 'none', imageSize: 0, standIn: true};
	return {
		root: <InstallerApp installer={installer} setting={setting} onLeave={() => undefined} />,
		close: () => installer.close(),
	};
}

/** Setup on a host in a scratch folder, which an Apply writes to. */
export function setup(): Subject {
	const root = mkdtempSync(path.join(tmpdir(), 'hostwright-fuzz-'));
	mkdirSync(path.join(root, 'etc'));
	writeFileSync(path.join(root, 'etc/os-release'), 'ID=debian\n');
	for (const [name, text] of [
		['passwd', 'root:x:0:0::/root:/bin/sh\n'],
		['shadow', 'root:*:20000:0:99999:7:::\n'],
	] as const) {
		writeFileSync(path.join(root, 'etc', name), text);
	}
	const host = rootedHost(realHost(), root);
	const program = createSetup(
		setupParts({host, root, recorded: false, cmdline: undefined, configs: [], hash, who: 'root'}),
	);
	const setting = {tty: 'tty1', rehearsal: false, running: false};
	return {
		root: <SetupApp setup={program} setting={setting} onLeave={() => undefined} />,
		close: () => rmSync(root, {recursive: true, force: true}),
	};
}

/** A program on a tty in memory. */
export function openFuzzed(subject: Subject): Fuzzed {
	let [ours, theirs] = [terminalOf(), terminalOf()];
	const size = {columns: 80, rows: 24};
	const stdin = new PassThrough();
	let [sent, frame, activity, over] = ['', '', 0, false];
	let reader: KeyReader | undefined;
	let onResize = () => {};
	const write = (text: string, done: () => void) => {
		sent += text;
		done();
	};
	const output = {
		get columns() {
			return size.columns;
		},
		get rows() {
			return size.rows;
		},
		write,
		end: (text: string) => void (sent += text),
	};
	const screen = new TtyScreen(output, levelsOf({TERM: 'xterm-256color', LANG: 'C.UTF-8'}));
	onFrame = text => {
		activity += 1;
		if (text !== '') frame = text;
	};
	const station: Station = {
		name: 'tty1',
		screen,
		note: text => screen.note(text),
		read(onKey, onEnd) {
			const counted: typeof onKey = async key => {
				activity += 1;
				await onKey(key);
			};
			reader = readKeys(stdin, counted, onEnd);
		},
		onResize(listener) {
			onResize = listener;
			return () => undefined;
		},
		lend: async run => run({path: undefined, term: 'xterm-256color'}),
		retake: () => undefined,
		leave: () => reader?.stop(),
	};
	const registry = new Registry();
	const drawn = draw(subject.root, [station], registry).finally(() => {
		over = true;
		subject.close();
	});
	const tokenizer = createKeyTokenizer();
	const settled = async () => {
		for (let quiet = 0, before = activity; quiet < TURNS; quiet = before === activity ? quiet + 1 : 0) {
			before = activity;
			await new Promise(setImmediate);
		}
	};
	return {
		registry,
		ended: () => over,
		async happen(event) {
			if ('bytes' in event) {
				stdin.write(event.bytes);
				tokenizer.push(Buffer.from(event.bytes));
			} else {
				[size.columns, size.rows] = event.size;
				// Another terminal, because a resize of this one can make it fail: all has to be sent anew anyway.
				[ours, theirs] = [terminalOf(...event.size), terminalOf(...event.size)];
				sent = '';
				onResize();
			}
			await settled();
		},
		async screens() {
			screen.flush();
			const [mine, whole] = [sent, frame];
			sent = '';
			await Promise.all([
				played(ours, mine),
				played(theirs, `\u001B[m\u001B[H\u001B[2J${whole.replaceAll('\n', '\r\n')}`),
			]);
			return {ours: looksOf(ours), theirs: looksOf(theirs)};
		},
		torn: () => tokenizer.patience !== undefined,
		async close() {
			stdin.end();
			await drawn;
		},
	};
}

/** Text to read, in which nothing is typed. */
const SHOWN = 'text';

/** Whether a digit typed now is in the field that has the focus, and whether Tab leaves it. */
export async function expectAlive({registry, happen, torn}: Fuzzed): Promise<void> {
	if (torn()) return;
	const before = registry.focused();
	const ask = before?.ask();
	if (before && ask && before.id !== SHOWN && (ask.kind === 'text' || ask.kind === 'secret')) {
		await happen({bytes: '7'});
		expect(Array.from(registry.focused()?.ask().current ?? ''), `7 typed into ${before.id}`).toHaveLength(
			Array.from(ask.current).length + 1,
		);
	}
	const reachable = registry.controls().filter(control => control.focusable());
	if (reachable.length < 2) return;
	await happen({bytes: keys.tab});
	expect(registry.focused()?.id).not.toBe(before?.id);
}
