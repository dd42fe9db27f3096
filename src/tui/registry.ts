/**
 * The one list of what can be operated on the screen. Drawn mode takes the focus order from it, linear mode the questions.
 * Knows no React: components enter and leave, keys come in, listeners hear that something moved.
 */
import type {DOMElement} from 'ink';
import type {Key, KeyName} from '../terminal/key.ts';
import {byDocumentOrder} from './document-order.ts';

/** One question of linear mode. */
export type Ask = {
	/** What is asked: `Boot disk`. */
	readonly label: string;
	/** `text` and `secret` take a line, `one` and `many` numbers out of the options, `act` does one of them. */
	readonly kind: 'text' | 'secret' | 'one' | 'many' | 'act';
	readonly options?: readonly AskOption[];
	/** The value that stays when the answer is an empty line. For `many`, values joined by commas. */
	readonly current: string;
	readonly hint?: string | undefined;
	readonly problem?: string | undefined;
	/** What an empty line does when it is more than keeping the value: Enter on the highlighted row of a table. */
	readonly keep?: (() => void) | undefined;
	/** Takes a text, or values of options (`many`: joined by commas). */
	readonly answer: (value: string) => void;
};

export type AskOption = {readonly value: string; readonly label: string; readonly disabled?: boolean | undefined};

/** What a focused control says on the line above the keys. */
export type Note = {
	readonly problem?: string | undefined;
	readonly provenance?: string | undefined;
	readonly hint?: string | undefined;
};

export type Control = {
	readonly id: string;
	/** Components enter from the leaves up; this tells which was drawn first when the layout cannot. */
	readonly sequence: number;
	readonly scope: string;
	readonly element: () => DOMElement | null;
	readonly focusable: () => boolean;
	readonly autoFocus: boolean;
	readonly ask: () => Ask;
	/** True when the key was used. */
	readonly onKey: (key: Key) => boolean;
	readonly note: () => Note;
};

/** Returning false leaves the key to the page around. */
export type KeyMap = Partial<Record<KeyName, () => unknown>>;
type KeyEntry = {readonly sequence: number; readonly scope: string; readonly map: () => KeyMap};

/** The scope of keys that also work over a dialog. */
export const EVERYWHERE = '*';

export class Registry {
	readonly #controls = new Map<string, Control>();
	readonly #keys = new Set<KeyEntry>();
	/** Open ones, the innermost last. */
	readonly #scopes: Array<{readonly scope: string; readonly around: string}> = [];
	readonly #listeners = new Set<() => void>();
	#focused: string | undefined;
	/** What had the focus before something in a scope took it. */
	readonly #left = new Map<string, string | undefined>();
	/** Sorted once per change: everyone who listens asks for it. */
	#order: readonly Control[] | undefined;
	#busy = 0;

	subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	};

	enter(control: Control): () => void {
		this.#controls.set(control.id, control);
		if (control.autoFocus) {
			// What is inside of a scope enters before the scope itself does.
			if (control.scope !== this.#scope()) this.#left.set(control.scope, this.#focused);
			this.#focused = control.id;
		}
		this.changed();
		return () => {
			if (this.#controls.get(control.id) !== control) return;
			this.#controls.delete(control.id);
			this.changed();
		};
	}

	enterKeys(entry: KeyEntry): () => void {
		this.#keys.add(entry);
		this.changed();
		return () => {
			this.#keys.delete(entry);
			this.changed();
		};
	}

	/**
	 * While a scope is open, controls and keys outside of it rest: a dialog over a page. One that appears together with one inside of
	 * it enters after it, and still stands beneath it.
	 * @param around the scope it is inside of; empty for the page
	 */
	enterScope(scope: string, around: string): () => void {
		const before = this.#left.has(scope) ? this.#left.get(scope) : this.#focused;
		this.#left.delete(scope);
		const inner = this.#scopes.findIndex(open => open.around === scope);
		const entry = {scope, around};
		this.#scopes.splice(inner === -1 ? this.#scopes.length : inner, 0, entry);
		this.changed();
		return () => {
			this.#scopes.splice(this.#scopes.indexOf(entry), 1);
			this.#focused = before;
			this.changed();
		};
	}

	enterBusy(): () => void {
		this.#busy += 1;
		this.changed();
		return () => {
			this.#busy -= 1;
			this.changed();
		};
	}

	/** Whether the page waits for something that it is about. */
	busy(): boolean {
		return this.#busy > 0;
	}

	/** What is in reach now, in the order a person reads the screen. */
	controls(): readonly Control[] {
		this.#order ??= this.#sorted();
		return this.#order;
	}

	focused(): Control | undefined {
		const known = this.#focused === undefined ? undefined : this.#controls.get(this.#focused);
		if (known && known.scope === this.#scope() && known.focusable()) return known;
		return this.controls().find(control => control.focusable());
	}

	focus(id: string): void {
		if (this.#focused === id) return;
		this.#focused = id;
		this.changed();
	}

	/** Moves the focus by one. Tab goes round; arrows stop at the ends. */
	move(by: 1 | -1, {round}: {round: boolean}): boolean {
		const reachable = this.controls().filter(control => control.focusable());
		const at = reachable.findIndex(control => control.id === this.focused()?.id);
		const to = round ? (at + by + reachable.length) % reachable.length : at + by;
		const next = reachable[to];
		if (!next || reachable.length < 2) return false;
		this.focus(next.id);
		return true;
	}

	/** The focused control first, then moving about, then the keys of the innermost component that wants the key. */
	press(key: Key): boolean {
		if (this.focused()?.onKey(key)) return true;
		if (key.name === 'tab' || key.name === 'shift-tab') {
			return this.move(key.name === 'tab' ? 1 : -1, {round: true}) || this.#page(key.name);
		}
		if ((key.name === 'down' || key.name === 'up') && this.move(key.name === 'down' ? 1 : -1, {round: false}))
			return true;
		return key.name !== 'text' && this.#page(key.name);
	}

	/** A key for the page, past all controls: how linear mode goes on, back, or asks for help. */
	pressPage(key: Key): boolean {
		return key.name !== 'text' && this.#page(key.name);
	}

	/** Whether some component in reach wants this key. */
	wants(name: KeyName): boolean {
		return this.#maps().some(map => Object.hasOwn(map, name) && map[name] !== undefined);
	}

	changed(): void {
		this.#order = undefined;
		for (const listener of [...this.#listeners]) listener();
	}

	#sorted(): Control[] {
		const scope = this.#scope();
		return [...this.#controls.values()]
			.filter(control => control.scope === scope)
			.sort((a, b) => byDocumentOrder(a.element(), b.element()) || a.sequence - b.sequence);
	}

	#scope(): string {
		return this.#scopes.at(-1)?.scope ?? '';
	}

	#maps(): KeyMap[] {
		const scope = this.#scope();
		return [...this.#keys]
			.filter(entry => entry.scope === scope || entry.scope === EVERYWHERE)
			.sort((a, b) => b.sequence - a.sequence)
			.map(entry => entry.map());
	}

	#page(name: KeyName): boolean {
		return this.#maps().some(map => {
			const act = Object.hasOwn(map, name) ? map[name] : undefined;
			return act !== undefined && act() !== false;
		});
	}
}
