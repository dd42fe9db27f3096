/** Which saved settings differ between two stores, and what has to be saved to make one the other. */
import {features} from '../features/index.ts';
import {merge, textOf, type Answers, type Given} from '../settings/answers.ts';
import {allSettings, shown} from '../settings/section.ts';
import {readStoreText} from '../sources/store.ts';

export type SettingChange = {
	/** Full name. */
	readonly setting: string;
	readonly label: string;
	/** As they may be shown; empty when it was not set. */
	readonly before: string;
	readonly after: string;
};

/** What a kept store says. @throws {Error} whose message is a sentence, when it cannot be used */
export function savedIn(store: string): Answers {
	if (store === '') return new Map();
	const read = readStoreText(store, features);
	if ('problem' in read) throw new Error(`The settings that were kept then cannot be used: ${read.problem}.`);
	return merge(read.givens);
}

/** In declared order. A secret that became another one is there too, and neither is shown. */
export function settingChanges(before: Answers, after: Answers): readonly SettingChange[] {
	return [...allSettings(features)].flatMap(({name, setting}) => {
		const [was = '', is = ''] = [textOf(before, name), textOf(after, name)];
		if (was === is) return [];
		return {setting: name, label: setting.label, before: shown(setting, was), after: shown(setting, is)};
	});
}

/** `Syslog server: a.example.org -> b.example.org`; of a secret that became another one only that. */
export const settingLine = ({label, before, after}: SettingChange): string =>
	before === after ? `${label}: another ${after}` : `${label}: ${before || 'not set'} -> ${after || 'not set'}`;

/** What to save so that what is saved becomes the other; each with the source it had then. */
export function givensFor(saved: Answers, wanted: Answers): readonly Given[] {
	return settingChanges(saved, wanted).map(({setting}) => {
		const answer = wanted.get(setting);
		return {setting, text: answer?.text ?? '', source: {rank: 'store', name: answer?.source.name ?? ''}};
	});
}

/** Each setting that is going to be saved, from what to what; nothing when there is none. */
export function savedLines(saves: readonly Given[], saved: Answers): readonly string[] {
	const changes = settingChanges(saved, merge([...saved.values(), ...saves]));
	return changes.length === 0 ? [] : ['To be saved', ...changes.map(change => `  ${settingLine(change)}`), ''];
}
