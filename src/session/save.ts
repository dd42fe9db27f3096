/** Saves what a person sets on this host, unless a rule forbids it. */
import {features} from '../features/index.ts';
import type {Given, Problem} from '../settings/answers.ts';
import {hashForGrub, hashPassword} from '../settings/crypt-hash.ts';
import type {AnySetting} from '../settings/setting.ts';
import {openStore} from '../sources/store.ts';
import {gather} from './answers.ts';
import {hasError} from './report.ts';

const parses = (setting: AnySetting, text: string) => {
	try {
		setting.parse(text);
		return true;
	} catch {
		return false;
	}
};

/**
 * What is saved for a text a person typed: where a hash is kept, a plain password becomes one. A hash stays what it is, and so
 * does what began as one and is damaged: a rule will say so.
 */
export async function hashedFor(setting: AnySetting, text: string): Promise<string> {
	if (setting.hashed === undefined || text === '' || parses(setting, text) || /^(\$|grub\.)/.test(text)) return text;
	return setting.hashed === 'crypt' ? hashPassword(text) : hashForGrub(text);
}

/** Checks what would be in force and saves it when there is no error; answers with what is to be said. @throws {StoreFailed} */
export async function saveSettings(givens: readonly Given[]): Promise<readonly Problem[]> {
	const store = openStore(features);
	const {problems} = gather({features, configs: [], store: store.givens, typed: givens});
	const all = [...store.problems, ...problems];
	if (!hasError(all)) await store.set(givens);
	return all;
}
