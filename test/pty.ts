/** A program in a real pty with a terminal emulator behind it: the screen as a person sees it. */
import {spawn as spawnPty} from '@lydell/node-pty';
import {Terminal, type IBufferCell, type IBufferLine} from '@xterm/headless';

export type PtyOptions = {
	readonly args?: readonly string[];
	/** Added to the environment of the test; undefined removes. CI is always removed. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
	readonly columns?: number;
	readonly rows?: number;
	/** TERM of the child; xterm-256color when absent. */
	readonly term?: string;
};

export type Pty = {
	readonly pid: number;
	/** Resolves with the frame as soon as the screen holds the text; rejects with the frame after 20 s. */
	waitFor(text: string | RegExp): Promise<string[]>;
	/** The same for any condition on the frame. `what` is for the message. */
	waitUntil(condition: (frame: readonly string[]) => boolean, what: string): Promise<string[]>;
	/** Resolves when no byte of what was sent so far is still unparsed. */
	settled(): Promise<void>;
	/** Sends keys as bytes: plain text or `keys.down` and the like. */
	type(text: string): void;
	/** The visible lines, blanks at their ends removed. */
	frame(): string[];
	cursor(): {x: number; y: number; hidden: boolean};
	/** The visible lines as runs of one look: a text, and SGR parameters in order, such as `1;7`. */
	runs(): Run[][];
	/** Columns of a line that are drawn in reverse, as text. */
	reversed(): string[];
	/** Bytes received so far, and the bytes themselves. */
	received(): number;
	raw(): string;
	resize(columns: number, rows: number): void;
	/** Signals the child only. */
	kill(signal?: NodeJS.Signals): void;
	readonly exited: Promise<{code: number; signal: number | undefined}>;
	/** Kills the child if it still runs, and waits for its end. */
	close(): Promise<void>;
	[Symbol.asyncDispose](): Promise<void>;
};

export type Run = [text: string, style: string];

/** What an xterm sends. */
export const keys = {
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	home: '\u001B[H',
	end: '\u001B[F',
	delete: '\u001B[3~',
	pageUp: '\u001B[5~',
	pageDown: '\u001B[6~',
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	shiftTab: '\u001B[Z',
	backspace: '\u007F',
	f1: '\u001BOP',
	f2: '\u001BOQ',
	f3: '\u001BOR',
	f4: '\u001BOS',
	f5: '\u001B[15~',
	f6: '\u001B[17~',
	f8: '\u001B[19~',
	f12: '\u001B[24~',
} as const;

const LIMIT = 20_000;

const styleOf = (cell: IBufferCell) =>
	[cell.isBold() && '1', cell.isDim() && '2', cell.isUnderline() && '4', cell.isInverse() && '7']
		.filter(part => part)
		.join(';');

/** Neighbours that look the same, put together. */
function runsIn(line: IBufferLine | undefined, columns: number): Run[] {
	const runs: Run[] = [];
	for (let x = 0; x < columns; x++) {
		const cell = line?.getCell(x);
		if (!cell || cell.getWidth() === 0) continue;
		const [text, style] = [cell.getChars() || ' ', styleOf(cell)];
		const last = runs.at(-1);
		if (last?.[1] === style) last[0] += text;
		else runs.push([text, style]);
	}
	return runs;
}

/** The lines of a terminal as runs of one look. */
export function runsOn({buffer: {active}, rows, cols}: Terminal): Run[][] {
	return Array.from({length: rows}, (_, y) => runsIn(active.getLine(active.viewportY + y), cols));
}

/** Starts a program. It is killed by `close`, by `await using`, or never: close what you open. */
export function openPty(command: string, options: PtyOptions = {}): Pty {
	const {args = [], columns = 80, rows = 24, term: name = 'xterm-256color'} = options;
	const env = Object.fromEntries(
		Object.entries({...process.env, LANG: 'C.UTF-8', ...options.env, TERM: name, CI: undefined}).filter(
			(entry): entry is [string, string] => entry[1] !== undefined,
		),
	);
	const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const child = spawnPty(command, [...args], {name, cols: columns, rows, cwd: options.cwd ?? process.cwd(), env});
	const watchers = new Set<() => void>();
	const chunks: string[] = [];
	let gone = false;
	let hidden = false;
	const changed = () => {
		for (const watcher of [...watchers]) watcher();
	};
	terminal.parser.registerCsiHandler({prefix: '?', final: 'h'}, params => {
		if (params.includes(25)) hidden = false;
		return false;
	});
	terminal.parser.registerCsiHandler({prefix: '?', final: 'l'}, params => {
		if (params.includes(25)) hidden = true;
		return false;
	});
	child.onData(data => {
		chunks.push(data);
		terminal.write(data, changed);
	});
	const exited = new Promise<{code: number; signal: number | undefined}>(resolve => {
		child.onExit(({exitCode, signal}) => {
			gone = true;
			terminal.write('', () => {
				changed();
				resolve({code: exitCode, signal});
			});
		});
	});

	const line = (y: number) => terminal.buffer.active.getLine(terminal.buffer.active.viewportY + y);
	const frame = () => Array.from({length: terminal.rows}, (_, y) => line(y)?.translateToString(true).trimEnd() ?? '');
	const waitUntil = async (condition: (frame: readonly string[]) => boolean, what: string) =>
		new Promise<string[]>((resolve, reject) => {
			const end = (settle: () => void) => {
				watchers.delete(look);
				clearTimeout(timer);
				settle();
			};
			const look = () => {
				const now = frame();
				if (condition(now)) end(() => resolve(now));
				else if (gone) end(() => reject(new Error(`the program ended before ${what}:\n${now.join('\n')}`)));
			};
			const timer = setTimeout(
				() => end(() => reject(new Error(`waited 20 s for ${what}:\n${frame().join('\n')}`))),
				LIMIT,
			);
			watchers.add(look);
			look();
		});
	const close = async () => {
		if (!gone) child.kill('SIGKILL');
		await exited;
	};
	return {
		pid: child.pid,
		waitUntil,
		waitFor: async text =>
			waitUntil(
				now => (typeof text === 'string' ? now.join('\n').includes(text) : text.test(now.join('\n'))),
				typeof text === 'string' ? JSON.stringify(text) : String(text),
			),
		settled: async () => new Promise(resolve => terminal.write('', resolve)),
		type: text => child.write(text),
		frame,
		cursor: () => ({x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY, hidden}),
		runs: () => runsOn(terminal),
		reversed: () =>
			Array.from({length: terminal.rows}, (_, y) => {
				const cells = Array.from({length: terminal.cols}, (__, x) => line(y)?.getCell(x));
				return cells.map(cell => (cell?.isInverse() ? cell.getChars() || ' ' : '')).join('');
			}),
		received: () => chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk), 0),
		raw: () => chunks.join(''),
		resize(toColumns, toRows) {
			terminal.resize(toColumns, toRows);
			child.resize(toColumns, toRows);
		},
		kill: signal => child.kill(signal ?? 'SIGTERM'),
		exited,
		close,
		[Symbol.asyncDispose]: close,
	};
}
