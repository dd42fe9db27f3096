/** Writes the kernel line that says what somebody said. */
import type {Answers, Rank} from '../settings/answers.ts';
import type {SectionLike} from '../settings/section.ts';
import {allSettings, canonical} from '../settings/section.ts';
import type {AnySetting} from '../settings/setting.ts';
import {encodeValue} from './kernel-words.ts';

export type Out = {
	/** With the settings that act in one run only. */
	readonly once?: boolean;
	/** With the secrets; or with this text in the place of each; or, when absent, without them. */
	readonly secrets?: boolean | string;
};

/** One answer on its way out, in the words of its codec. */
export type Written = {readonly name: string; readonly setting: AnySetting; readonly text: string};

/** Ranks that nobody said: a shared line or file must not clone what a machine or a generator supplied. */
const UNSAID: ReadonlySet<Rank> = new Set(['default', 'fact']);

/**
 * What somebody set, in declared order, canonical. `withheld` names the secrets that were left out or replaced. A removal (an
 * empty text) is kept only where it takes something away.
 */
export function written(answers: Answers, sections: readonly SectionLike[], {once = false, secrets = false}: Out) {
	const out: Written[] = [];
	const withheld: string[] = [];
	for (const {name, setting} of allSettings(sections)) {
		const answer = answers.get(name);
		if (!answer || UNSAID.has(answer.source.rank) || (setting.once && !once)) continue;
		if (answer.text === '' && answer.overrode.length === 0) continue;
		const isHidden = setting.kind === 'secret' && answer.text !== '' && secrets !== true;
		if (isHidden) withheld.push(name);
		if (!isHidden) out.push({name, setting, text: canonical(setting, answer.text)});
		else if (typeof secrets === 'string') out.push({name, setting, text: secrets});
	}
	return {out, withheld};
}

/** One line of `hostwright.section.setting=value` words, each as the kernel and our reader take it. */
export function formatKernelLine(
	answers: Answers,
	sections: readonly SectionLike[],
	options: Out = {},
): {readonly line: string; readonly withheld: readonly string[]} {
	const {out, withheld} = written(answers, sections, options);
	const words = out.map(
		({name, setting, text}) => `hostwright.${name}=${encodeValue(text, setting.kind === 'list')}`,
	);
	return {line: words.join(' '), withheld};
}
