/** Passwords while they are being typed: kept while pages come and go, never stored and never part of an answer. */
import {useState} from 'react';
import type {Typed} from '../settings/passwords.ts';
import type {Passwords} from '../settings/surroundings.tsx';

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
		setTried,
		/** Settings for which a password is being typed. */
		typed: new Set(typed.map(([setting]) => setting)) as ReadonlySet<string>,
		forget(settings: readonly string[]) {
			setTried(false);
			setAll(before => new Map([...before].filter(([setting]) => !settings.includes(setting))));
		},
	};
}
