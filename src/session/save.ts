/** Saves what a person sets on this host, unless a rule forbids it. */
import {features} from '../features/index.ts';
import type {Answers, Given, Problem} from '../settings/answers.ts';
import {allSettings} from '../settings/section.ts';
import type {AnySetting} from '../settings/setting.ts';
import {gather} from './answers.ts';
import {hashAs} from './hash.ts';
import {hasError} from './report.ts';
import {savedStore} from './sources.ts';

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
	const store = savedStore();
	const {problems} = gather({features, configs: [], store: store.givens, typed: givens});
	const all = [...store.problems, ...problems];
	if (!hasError(all)) await store.set(givens);
	return all;
}

/** What was given beside the store and is to last; what acts once is left out. */
export const givenBeside = (answers: Answers): readonly Given[] =>
	[...allSettings(features)].flatMap(({name, setting}) => {
		const answer = answers.get(name);
		const isNew = answer && (answer.source.rank === 'file' || answer.source.rank === 'kernel');
		return isNew && !setting.once ? [answer] : [];
	});

/** Saves what was given on this host, as the store is now. @throws {StoreFailed} */
export const saveGivens = async (givens: readonly Given[]): Promise<void> => savedStore().set(givens);
