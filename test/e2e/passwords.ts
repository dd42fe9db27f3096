/** Passwords that are typed in this run, and the search for them in what it leaves behind. */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

export const PASSWORDS = {
	admin: 'tulip-Crane-77-obscure',
	root: 'Meadow-91-lantern-quiet',
	chap: 'harbour-Pine-36-velvet',
} as const;

/** Logs, screens and what servers heard; disks are not text. */
const TEXTS = /\.(?:log|txt)$/;

/** Files below the folder in which a password can be read. */
export function filesThatTell(folder: string): readonly string[] {
	const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => TEXTS.test(name));
	return names.filter(name => {
		const text = readFileSync(path.join(folder, name), 'latin1');
		return Object.values(PASSWORDS).some(password => text.includes(password));
	});
}
