/** What the operator types over what lower sources say. */
import {features} from '../features/index.ts';
import type {Given} from '../settings/answers.ts';
import {settingNamed} from '../settings/section.ts';
import type {Hash} from './hash.ts';

export type Typing = {
	/** What was typed, as one more source. */
	readonly givens: () => readonly Given[];
	/** A text that lower sources gave anyway does not count as typed. */
	readonly type: (texts: Readonly<Record<string, string>>) => void;
	/** Takes back what was typed about these. */
	readonly untype: (...settings: readonly string[]) => void;
};

const TYPED = {rank: 'typed', name: 'typed here'} as const;

/**
 * @param below what lower sources say about a setting; empty when nothing
 * @param changed called after each change
 */
export function startTyping(below: (setting: string) => string, changed: () => void): Typing {
	const typed = new Map<string, string>();
	return {
		givens: () => [...typed].map(([setting, text]) => ({setting, text, source: TYPED})),
		type(texts) {
			for (const [setting, text] of Object.entries(texts)) {
				if (text === below(setting)) typed.delete(setting);
				else typed.set(setting, text);
			}
			changed();
		},
		untype(...settings) {
			for (const setting of settings) typed.delete(setting);
			changed();
		},
	};
}

/** The hash that a setting keeps of a password. @throws when it keeps none, which is a bug of the screen */
export async function hashedBy(hash: Hash, setting: string, password: string): Promise<string> {
	const kind = settingNamed(features, setting)?.hashed;
	if (kind === undefined) throw new Error(`${setting} keeps no hash`);
	return hash(password, kind);
}
