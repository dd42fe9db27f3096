/**
 * Lines from a tty or a pipe, one when one is asked for. On a tty we echo ourselves, and only what belongs to an open question:
 * so a password typed ahead of its question is never shown.
 */
import {readKeys, type Input} from '../../terminal/key-reader.ts';
import type {Key} from '../../terminal/key.ts';
import {characters} from '../fields/edit-line.ts';

export type Line =
	{readonly kind: 'line'; readonly text: string} | {readonly kind: 'interrupt'} | {readonly kind: 'end'};

type Waiting = {readonly open: boolean; resolve(line: Line): void};

export class LineInput {
	readonly #keys: Key[] = [];
	readonly #reader: {stop(): void};
	readonly #print: (text: string) => void;
	readonly #isTty: boolean;
	#onInterrupt: (() => void) | undefined;
	#waiting: Waiting | undefined;
	#text = '';
	#ended = false;

	constructor(input: Input, print: (text: string) => void) {
		this.#print = print;
		this.#isTty = input.isTTY === true;
		this.#reader = readKeys(
			input,
			async key => {
				if (key.name === 'ctrl-c' && this.#onInterrupt) {
					this.#onInterrupt();
				} else {
					this.#keys.push(key);
					this.#pump();
				}
			},
			() => {
				this.#ended = true;
				this.#pump();
			},
		);
	}

	/** The next line. Unless `open`, it is a secret and never printed. Aborting drops what was typed of it. */
	async read({open, signal}: {open: boolean; signal: AbortSignal}): Promise<Line> {
		return new Promise(resolve => {
			this.#waiting = {open, resolve};
			signal.addEventListener('abort', () => {
				this.#waiting = undefined;
				this.#text = '';
			});
			this.#pump();
		});
	}

	/** Resolves when Ctrl-C is pressed while no line is read; never when it is aborted before. */
	async interrupted(signal: AbortSignal): Promise<void> {
		return new Promise(resolve => {
			this.#onInterrupt = resolve;
			signal.addEventListener('abort', () => (this.#onInterrupt = undefined));
		});
	}

	stop(): void {
		this.#reader.stop();
	}

	#pump(): void {
		while (this.#waiting) {
			const key = this.#keys.shift();
			if (key) this.#take(key, this.#waiting);
			else if (!this.#ended) return;
			else this.#settle(this.#text === '' ? {kind: 'end'} : {kind: 'line', text: this.#text});
		}
	}

	#take(key: Key, {open}: Waiting): void {
		const echo = open && this.#isTty;
		if (key.name === 'enter') {
			// Of a pipe the whole line is printed, so that the output reads as a conversation.
			this.#print(`${open && !this.#isTty ? this.#text : ''}\r\n`);
			this.#settle({kind: 'line', text: this.#text});
		} else if (key.name === 'ctrl-c') {
			this.#settle({kind: 'interrupt'});
		} else if (key.name === 'ctrl-d' && this.#text === '') {
			this.#settle({kind: 'end'});
		} else if (key.name === 'backspace') {
			this.#erase(1, echo);
		} else if (key.name === 'ctrl-u') {
			this.#erase(Infinity, echo);
		} else if (key.text !== '') {
			this.#text += key.text;
			if (echo) this.#print(key.text);
		}
	}

	#erase(count: number, echo: boolean): void {
		const all = characters(this.#text);
		const kept = all.slice(0, Math.max(0, all.length - count));
		if (echo) this.#print('\b \b'.repeat(all.length - kept.length));
		this.#text = kept.join('');
	}

	#settle(line: Line): void {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		this.#text = '';
		waiting?.resolve(line);
	}
}
