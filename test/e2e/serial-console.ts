/** The serial console of a machine as a person has it: a terminal that shows, hands that type, and a memory of all that was said. */
import {createWriteStream, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Readable, Writable} from 'node:stream';
import xterm from '@xterm/headless';

export type SerialConsole = {
	/** Resolves as soon as the screen shows the words; rejects with the screen when time is up or the machine ends. */
	shows(words: string | RegExp, seconds?: number): Promise<void>;
	/** The same for any condition on the visible lines; `what` is for the message. */
	until(condition: (screen: readonly string[]) => boolean, what: string, seconds?: number): Promise<void>;
	/**
	 * The same for what was said since the last words that were waited for, whether it can still be seen or not: answers with it, up to
	 * the end of the words.
	 */
	says(words: string | RegExp, seconds?: number): Promise<string>;
	/** Types as a person does, a key at a time. */
	type(text: string): Promise<void>;
	/** The visible lines. */
	screen(): readonly string[];
	/** Writes the last screen into the folder of the machine. */
	keep(): void;
	/** No more will come. */
	close(why: string): void;
};

/** Milliseconds between two keys. A UART without flow control loses what comes in one burst. */
const BETWEEN_KEYS = 40;
/** Everything is several times slower without KVM, and slower still on a machine that others use. */
const PATIENCE = 1800;

/** What nobody sees: sequences that move the cursor or set colours. */
const plain = (text: string) => text.replace(/\u001B\[[0-9;?]*[ -/]*[@-~]|\u001B[()][A-Z0-9]|\u001B[=>78cM]|\r/g, '');

const holds = (text: string, words: string | RegExp) =>
	typeof words === 'string' ? text.includes(words) : words.test(text);

/** Where the first such words behind `from` end; undefined when there are none. */
function endOf(text: string, from: number, words: string | RegExp): number | undefined {
	const rest = text.slice(from);
	const found = typeof words === 'string' ? {index: rest.indexOf(words), length: words.length} : matchOf(rest, words);
	return found.index < 0 ? undefined : from + found.index + found.length;
}

function matchOf(text: string, words: RegExp): {readonly index: number; readonly length: number} {
	const match = words.exec(text);
	return match ? {index: match.index, length: match[0].length} : {index: -1, length: 0};
}

/** @param folder takes `serial.log`, byte by byte as it comes, and in the end `screen.txt` */
export function openSerialConsole(folder: string, output: Readable, input: Writable): SerialConsole {
	const file = createWriteStream(path.join(folder, 'serial.log'), {encoding: 'latin1'});
	const terminal = new xterm.Terminal({cols: 80, rows: 24, allowProposedApi: true, scrollback: 0, logLevel: 'off'});
	const watchers = new Set<() => void>();
	let log = '';
	/** How far of what was said, as `plain` has it, somebody has waited for. */
	let heard = 0;
	let ended: string | undefined;
	const changed = () => {
		for (const watcher of [...watchers]) watcher();
	};
	// A terminal answers questions about itself, as a person's would.
	terminal.onData(answer => input.write(answer));
	output.setEncoding('latin1');
	output.on('data', (text: string) => {
		log += text;
		file.write(text);
		terminal.write(Buffer.from(text, 'latin1'), changed);
	});

	const screen = () =>
		Array.from({length: 24}, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '');

	async function until(condition: () => boolean, what: string, seconds: number): Promise<void> {
		const {promise, resolve, reject} = Promise.withResolvers<undefined>();
		const fail = (why: string) => reject(new Error(`${why}: ${what}\n${screen().join('\n')}`));
		const look = () => {
			if (condition()) resolve(undefined);
			else if (ended !== undefined) fail(ended);
		};
		const timer = setTimeout(() => fail(`not seen within ${seconds} s`), seconds * 1000);
		watchers.add(look);
		look();
		await promise.finally(() => {
			clearTimeout(timer);
			watchers.delete(look);
		});
	}

	return {
		screen,
		until: async (condition, what, seconds = PATIENCE) => until(() => condition(screen()), what, seconds),
		shows: async (words, seconds = PATIENCE) =>
			until(() => holds(screen().join('\n'), words), `the screen to show ${String(words)}`, seconds),
		async says(words, seconds = PATIENCE) {
			const end = () => endOf(plain(log), heard, words);
			await until(() => end() !== undefined, `the console to say ${String(words)}`, seconds);
			const said = plain(log).slice(heard, end());
			heard += said.length;
			return said;
		},
		async type(text) {
			for (const key of text.match(/\u001B[[O][0-9;]*[~A-Z]|[^]/g) ?? []) {
				input.write(key);
				await new Promise(resolve => setTimeout(resolve, BETWEEN_KEYS));
			}
		},
		keep() {
			writeFileSync(path.join(folder, 'screen.txt'), `${screen().join('\n')}\n`);
		},
		close(why) {
			ended = why;
			changed();
		},
	};
}
