/** Writes the answer file that says what somebody said, and the store of a freshly installed host. */
import {stringify} from 'yaml';
import type {Answers} from '../settings/answers.ts';
import type {SectionLike} from '../settings/section.ts';
import type {Out, Written} from './kernel-format.ts';
import {written} from './kernel-format.ts';
import {FILE_VERSION} from './yaml-file.ts';

/** A value as YAML has it: numbers bare, lists as sequences, everything else as text. Flags are the words yes and no. */
function valueOf({setting, text}: Written): unknown {
	if (text === '') return setting.kind === 'list' ? [] : '';
	try {
		const value = setting.parse(text);
		if (setting.kind === 'list') return value;
		return setting.kind === 'number' && setting.format(value) === text && String(value) === text ? value : text;
	} catch {
		return text;
	}
}

/** Values by section and short name, in declared order; nothing an attacker names can be among them. */
function bySection(out: readonly Written[]): Record<string, Record<string, unknown>> {
	const sections = new Map<string, Array<readonly [string, unknown]>>();
	for (const entry of out) {
		const dot = entry.name.indexOf('.');
		const section = entry.name.slice(0, dot);
		const entries = sections.get(section) ?? [];
		sections.set(section, [...entries, [entry.name.slice(dot + 1), valueOf(entry)]]);
	}
	return Object.fromEntries([...sections].map(([name, entries]) => [name, Object.fromEntries(entries)]));
}

/** Never folded, never with aliases: one line for a value, so that a line number means something. */
export const toYaml = (value: unknown) =>
	stringify(value, {lineWidth: 0, aliasDuplicateObjects: false, blockQuote: false});

/** An answer file in declared order. Secrets that are left out are named in a comment. */
export function formatYaml(
	answers: Answers,
	sections: readonly SectionLike[],
	options: Out = {},
): {readonly text: string; readonly withheld: readonly string[]} {
	const {out, withheld} = written(answers, sections, options);
	const left = typeof options.secrets === 'string' ? [] : withheld;
	const comments = left.map(name => `# ${name} is set and left out: it is a secret\n`).join('');
	return {text: comments + (out.length === 0 ? '' : toYaml(bySection(out))), withheld};
}

/** What a store holds: version, settings by section, and where each came from. */
export function storeData(answers: Answers, sections: readonly SectionLike[]) {
	const out = written(answers, sections, {secrets: true}).out.filter(({text}) => text !== '');
	const provenance = Object.fromEntries(out.map(({name}) => [name, answers.get(name)?.source.name ?? '']));
	return {version: FILE_VERSION, ...bySection(out), provenance};
}

/**
 * The store of a freshly installed host: exactly what it holds. Without the settings that act in one run, without what a
 * lower source was told to forget, and with the secrets: the file is 0600.
 */
export const storeText = (answers: Answers, sections: readonly SectionLike[]): string =>
	toYaml(storeData(answers, sections));
