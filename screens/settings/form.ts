/** The answers as a form: what each field shows, what is wrong with it and where it came from. */
import {features} from '../../src/features/index.ts';
import type {Answer, Answers, Problem} from '../../src/settings/answers.ts';
import type {AnySetting} from '../../src/settings/setting.ts';
import type {Form} from '../../src/tui/index.ts';

/** Who takes what is typed: the installer or setup. */
export type Answering = {
	/** What lower sources say; empty when nothing. */
	readonly below: (setting: string) => string;
	readonly type: (texts: Readonly<Record<string, string>>) => void;
	readonly untype: (...settings: readonly string[]) => void;
};

type Known = {readonly answers: Answers; readonly problems: readonly Problem[]};

/** A setting by its full name. @throws when no feature declares it, which is a bug of the screen */
export function settingOf(name: string): AnySetting {
	const [section = '', short = ''] = name.split('.');
	const settings = features.find(feature => feature.name === section)?.settings ?? {};
	const setting = Object.hasOwn(settings, short) ? settings[short] : undefined;
	if (!setting) throw new Error(`no feature declares ${name}`);
	return setting;
}

/** What a field shows: the answer, also an empty one that removes; else the built-in default. */
export function fieldText({answers}: Pick<Known, 'answers'>, name: string): string {
	return answers.get(name)?.text ?? settingOf(name).default ?? '';
}

/** Before the name of a source, by its rank. A store knows which door a value came in by. */
const FROM = {default: 'from ', fact: 'from ', store: 'saved: ', file: 'from ', kernel: 'from ', typed: ''} as const;

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
	return `${FROM[answer.source.rank]}${answer.source.name}${instead}`;
}

/** Typing what holds anyway, without anybody saying so, takes back what was typed. */
export function answer(answering: Answering, name: string, text: string): void {
	const below = answering.below(name);
	if (below === '' && text === (settingOf(name).default ?? '')) answering.untype(name);
	else answering.type({[name]: text});
}

export function formOf(answering: Answering, known: Known): Form {
	return {
		text: name => fieldText(known, name),
		set: (name, text) => answer(answering, name, text),
		problem: name => known.problems.find(({setting, level}) => setting === name && level === 'error')?.message,
		provenance: name => provenanceOf(name, known.answers.get(name)),
		setting: settingOf,
	};
}
