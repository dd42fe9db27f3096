/** Passwords while they are being typed: kept while pages come and go, never stored and never part of an answer. */
import {useState} from 'react';
import {passwordStop, type Typed} from './passwords.ts';
import type {Passwords} from './surroundings.tsx';

const NOTHING: Typed = {password: '', again: ''};

export function useTypedPasswords() {
	const [all, setAll] = useState<ReadonlyMap<string, Typed>>(new Map());
	const [tried, setTried] = useState(false);
	const passwords: Passwords = {
		tried,
		typed: setting => all.get(setting) ?? NOTHING,
		type(setting, part) {
			setTried(false);
			setAll(before => new Map([...before, [setting, {...(before.get(setting) ?? NOTHING), ...part}]]));
		},
	};
	const typed = [...all].filter(([, {password, again}]) => password !== '' || again !== '');
	return {
		passwords,
		/** Whether none of these speaks against going on; if one does, its field says why. */
		areGood(settings: readonly string[]): boolean {
			const good = settings.every(name => passwordStop(passwords.typed(name), true) === undefined);
			if (!good) setTried(true);
			return good;
		},
		/** Settings for which a password is being typed. */
		typed: new Set(typed.map(([setting]) => setting)) as ReadonlySet<string>,
		forget(settings: readonly string[]) {
			setTried(false);
			setAll(before => new Map([...before].filter(([setting]) => !settings.includes(setting))));
		},
	};
}
