import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {passwordAdvice} from '../../src/features/access/password-advice.ts';

const SHORT = /^It has \d+ characters?; 12 or more are hard to guess\.$/;
const COMMON = 'It is one of the first that anybody would try.';
const RUN = 'It follows the alphabet, the digits or a row of keys.';
const ONE_KIND = 'It has only one kind of character; mix letters, digits and marks.';
const REPEATS = 'It repeats the same one or two characters.';

describe('advice on a password', () => {
	it.each(['', 'T4xi-brücke-9', 'correct horse battery staple', 'kV9#mm2!qLx', 'zwölf boxkämpfer jagen viktor'])(
		'has nothing to say about %j',
		password => {
			expect(passwordAdvice(password)).toEqual([]);
		},
	);

	it.each([
		['x', [/^It has 1 character; /, ONE_KIND]],
		['k9#Lm', [SHORT]],
		['P@ssw0rd!', [COMMON]],
		['Passw0rd2024', [COMMON]],
		['letmein', [SHORT, COMMON, ONE_KIND]],
		['admin', [SHORT, COMMON, 'It contains the user name "admin".', ONE_KIND]],
		['my-Admin-9pw', ['It contains the user name "admin".']],
		['abcdefgh', [RUN, ONE_KIND]],
		['12345678', [RUN, ONE_KIND]],
		['87654321', [RUN, ONE_KIND]],
		['Qwertz123456', [COMMON, RUN]],
		['aaaaaaaaaa', [REPEATS, ONE_KIND]],
		['ababababab', [REPEATS, ONE_KIND]],
		['tafelspitzen', [ONE_KIND]],
	])('%j', (password, advice) => {
		const given = passwordAdvice(password);
		expect(given).toHaveLength(advice.length);
		advice.forEach((expected, at) => expect(given[at]).toMatch(expected));
	});

	it('knows the names it is told', () => {
		expect(passwordAdvice('xx-ovirt7-K9', ['ovirt7'])).toEqual(['It contains the user name "ovirt7".']);
	});

	it('never repeats the password', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', minLength: 12}), password => {
				expect(passwordAdvice(password, []).join(' ')).not.toContain(password);
			}),
		);
	});
});
