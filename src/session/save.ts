/** Saves what a person sets on this host, unless a rule forbids it. */
import {features} from '../features/index.ts';
import type {Answers, Given, Problem} from '../settings/answers.ts';
import {allSettings} from '../settings/section.ts';
import type {AnySetting} from '../settings/setting.ts';
import {openStore, type Store} from '../sources/store.ts';
import {gather} from './answers.ts';
import {hashAs} from './hash.ts';
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
	return hashAs(text, setting.hashed);
}

/** Checks what would be in force and saves it when there is no error; answers with what is to be said. @throws {StoreFailed} */
export async function saveSettings(givens: readonly Given[]): Promise<readonly Problem[]> {
	const store = openStore(features);
	const {problems} = gather({features, configs: [], store: store.givens, typed: givens});
	const all = [...store.problems, ...problems];
	if (!hasError(all)) await store.set(givens);
	return all;
}

/** Saves what was given beside the store, so that it lasts; what acts once is left out. @throws {StoreFailed} */
export async function keepGiven(store: Store, answers: Answers): Promise<void> {
	const givens = [...allSettings(features)].flatMap(({name, setting}) => {
		const answer = answers.get(name);
		const isNew = answer && (answer.source.rank === 'file' || answer.source.rank === 'kernel');
		return isNew && !setting.once ? [answer] : [];
	});
	if (givens.length > 0) await store.set(givens);
}
