/** The answers as a form: what each field shows, what is wrong with it and where it came from. */
import {features} from '../../src/features/index.ts';
import type {Installer} from '../../src/session/installer.ts';
import type {Snapshot} from '../../src/session/installer-state.ts';
import type {Answer} from '../../src/settings/answers.ts';
import type {AnySetting} from '../../src/settings/setting.ts';
import type {Form} from '../../src/tui/index.ts';

/** A setting by its full name. @throws when no feature declares it, which is a bug of the screen */
export function settingOf(name: string): AnySetting {
	const [section = '', short = ''] = name.split('.');
	const settings = features.find(feature => feature.name === section)?.settings ?? {};
	const setting = Object.hasOwn(settings, short) ? settings[short] : undefined;
	if (!setting) throw new Error(`no feature declares ${name}`);
	return setting;
}

/** What a field shows: the answer, also an empty one that removes; else the built-in default. */
export function fieldText({answers}: Pick<Snapshot, 'answers'>, name: string): string {
	return answers.get(name)?.text ?? settingOf(name).default ?? '';
}

const quoted = (text: string) => (/[\s"']/.test(text) ? `"${text}"` : text);

/**
 * Where a value came from; for what was typed, and for defaults, the kernel argument that would say the same. Never shows a
 * secret.
 */
export function provenanceOf(name: string, answer: Answer | undefined): string {
	const setting = settingOf(name);
	const show = (text: string) => (setting.kind === 'secret' && text !== '' ? '[secret]' : quoted(text));
	const argument = `kernel argument: hostwright.${name}=`;
	if (!answer || answer.source.rank === 'default') return `${argument}${setting.default ?? ''}`;
	const [under] = answer.overrode;
	const instead =
		under && under.source.rank !== 'default'
			? `, instead of ${show(under.text) || 'nothing'} (${under.source.name})`
			: '';
	if (answer.source.rank === 'typed' && instead === '') return `${argument}${show(answer.text)}`;
	return `${answer.source.rank === 'typed' ? '' : 'from '}${answer.source.name}${instead}`;
}

/** Typing what holds anyway, without anybody saying so, takes back what was typed. */
export function answer(installer: Pick<Installer, 'below' | 'type' | 'untype'>, name: string, text: string): void {
	const below = installer.below(name);
	if (below === '' && text === (settingOf(name).default ?? '')) installer.untype(name);
	else installer.type({[name]: text});
}

export function formOf(installer: Installer, snapshot: Snapshot): Form {
	return {
		text: name => fieldText(snapshot, name),
		set: (name, text) => answer(installer, name, text),
		problem: name => snapshot.problems.find(({setting, level}) => setting === name && level === 'error')?.message,
		provenance: name => provenanceOf(name, snapshot.answers.get(name)),
		setting: settingOf,
	};
}
