/** What check and explain print: answers and problems, for people and as versioned JSON. Secrets are never shown. */
import type {Answer, Answers, Problem, Source} from '../settings/answers.ts';
import type {SectionLike} from '../settings/section.ts';
import {allSettings, settingNamed, shown} from '../settings/section.ts';
import {visible} from '../settings/setting.ts';
import {wrongText} from './answers.ts';

/** The version of the JSON of check and explain. */
export const SCHEMA = 1;

export type AnswerReport = {
	readonly text: string;
	readonly source: string;
	readonly overrode: ReadonlyArray<{readonly text: string; readonly source: string}>;
};

/** A saved value keeps the source it was saved from, and is told apart from one that is given now. */
const nameOf = ({rank, name}: Source) => visible(rank === 'store' ? `saved: ${name}` : name);

export function reportOf(sections: readonly SectionLike[], {setting, text, source, overrode}: Answer): AnswerReport {
	const declared = settingNamed(sections, setting);
	return {
		text: shown(declared, text),
		source: nameOf(source),
		overrode: overrode.map(before => ({text: shown(declared, before.text), source: nameOf(before.source)})),
	};
}

/** One setting: what was said, or else what holds when nobody said anything. */
export function oneReport(sections: readonly SectionLike[], answers: Answers, name: string): AnswerReport {
	const answer = answers.get(name);
	if (answer) return reportOf(sections, answer);
	const {default: text = '', fact} = settingNamed(sections, name) ?? {};
	const source = fact !== undefined ? `not given: ${fact}` : text === '' ? 'not given' : 'built-in default';
	return {text, source, overrode: []};
}

/** Each answer that is in force and parses alone, in declared order; no built-in defaults. */
export function answersReport(sections: readonly SectionLike[], answers: Answers): Record<string, AnswerReport> {
	const entries: Array<[string, AnswerReport]> = [];
	for (const {name} of allSettings(sections)) {
		const answer = answers.get(name);
		if (!answer || answer.text === '' || answer.source.rank === 'default') continue;
		if (wrongText(sections, answer) === undefined) entries.push([name, reportOf(sections, answer)]);
	}
	return Object.fromEntries(entries);
}

/** One line for a person: level, source, sentence. A sentence that begins with its source is not given it twice. */
export function problemLine({level, source, message}: Problem): string {
	return `${level}: ${source === '' || message.startsWith(source) ? '' : `${source}: `}${message}`;
}

/** `2 errors, 1 warning`, or empty when there is nothing to count. */
export function countOf(problems: readonly Problem[]): string {
	const counts = (['error', 'warning', 'note'] as const).map(level => {
		const count = problems.filter(problem => problem.level === level).length;
		return count === 0 ? '' : `${count} ${level}${count === 1 ? '' : 's'}`;
	});
	return counts.filter(text => text !== '').join(', ');
}

export const hasError = (problems: readonly Problem[]): boolean => problems.some(({level}) => level === 'error');
