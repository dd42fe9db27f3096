/** What the two password fields mean together. Pure; neither text is ever part of a sentence. */
import {passwordAdvice} from '../../src/features/access/password-advice.ts';

export type Typed = {readonly password: string; readonly again: string};

/** Why the page cannot be left; undefined when it can. `preset`: a password came through another door. */
export function passwordStop({password, again}: Typed, preset: boolean): string | undefined {
	if (password === '' && again === '') {
		return preset ? undefined : 'There is no password yet; type one, so that somebody can log in at the console.';
	}
	if (again === '') return 'Type the password a second time.';
	return password === again ? undefined : 'The two passwords differ; type the same one twice.';
}

/** Letters, and none of them small: somebody may have left Caps Lock on. */
export const looksLikeCapsLock = (password: string): boolean =>
	/\p{Lu}.*\p{Lu}/u.test(password) && !/\p{Ll}/u.test(password);

/** Sentences beside the fields, the gravest first. A weak password is never refused. */
export function passwordHints({password}: Typed): readonly string[] {
	const caps = looksLikeCapsLock(password) ? ['It has capitals only: is Caps Lock on?'] : [];
	const advice = passwordAdvice(password);
	const strength = password === '' ? [] : advice.length === 0 ? ['Nothing speaks against it.'] : advice;
	return [...caps, ...strength];
}
