/** From texts to answers: reads the sources, merges them by rank, and asks every rule. Pure; nothing is probed. */
import type {Feature, Finding} from '../features/feature.ts';
import {whyNotYet, whyNoWord} from '../features/not-yet.ts';
import type {Machine} from '../probes/machine.ts';
import type {Answer, Answers, Given, Problem} from '../settings/answers.ts';
import {merge, textOf} from '../settings/answers.ts';
import type {SectionLike} from '../settings/section.ts';
import {allSettings, canonical, settingNamed, shown} from '../settings/section.ts';
import type {Settings, Values} from '../settings/setting.ts';
import {elided, Invalid, visible} from '../settings/setting.ts';
import {withoutHashes} from '../settings/crypt-hash.ts';
import {readKernelLine} from '../sources/kernel-line.ts';
import {readYaml} from '../sources/yaml-file.ts';
import {acrossSections} from './rules.ts';

export type GatherInput = {
	readonly features: readonly Feature[];
	readonly cmdline?: string | undefined;
	/** Answer files; a later one wins. */
	readonly configs: ReadonlyArray<{readonly name: string; readonly text: string}>;
	readonly store?: readonly Given[] | undefined;
	readonly facts?: readonly Given[] | undefined;
	readonly typed?: readonly Given[] | undefined;
	/** The machine to be installed, when it is known: rules that need it are asked too. */
	readonly machine?: Machine | undefined;
	/** `--disk` was given; a plain file is judged without the machine. */
	readonly disk?: 'file' | 'device' | undefined;
};

export type Gathered = {
	readonly answers: Answers;
	readonly problems: readonly Problem[];
	/** Words of others on the kernel line, for the installed host. */
	readonly unknownWords: readonly string[];
};

/** A problem with one setting, with the text and source of its answer. A secret is never shown. */
export function problemOf(
	sections: readonly SectionLike[],
	answers: Answers,
	name: string,
	level: Problem['level'],
	message: string,
): Problem {
	const answer = answers.get(name);
	const text = answer ? shown(settingNamed(sections, name), answer.text) : '';
	return {setting: name, text, source: answer?.source.name ?? '', level, message};
}

/** Enough for every sentence of ours; what is longer repeats a long text, and its end says what would be right. */
const LONGEST_MESSAGE = 600;

/**
 * Sentences come with a full stop and without; lists of problems read better without. They repeat what others wrote: a hash in
 * the wrong place is hidden, and what would move a terminal's cursor is spelled out.
 */
function fitToShow({message, text, source, ...rest}: Problem): Problem {
	const shownText = (words: string) => visible(withoutHashes(words));
	const withoutStop = message.replace(/(?<!\.)\.$/, '');
	const whole = elided(shownText(withoutStop), LONGEST_MESSAGE);
	return {...rest, text: shownText(text), source: shownText(source), message: whole};
}

/** What is wrong with the text of one answer, or undefined. */
export function wrongText(sections: readonly SectionLike[], {setting: name, text}: Answer): Invalid | undefined {
	const setting = settingNamed(sections, name);
	if (!setting || text === '') return undefined;
	try {
		setting.parse(text);
		return undefined;
	} catch (error) {
		if (error instanceof Invalid) return error;
		throw error;
	}
}

/**
 * The typed values of one feature: answers in force, else defaults; a text that does not parse counts as absent. An optional
 * setting nobody answered is undefined.
 */
export function valuesOf<S extends Settings>(
	feature: {readonly name: string; readonly settings: S},
	answers: Answers,
): Values<S> {
	const values = Object.entries(feature.settings).map(([short, setting]) => {
		for (const text of [textOf(answers, `${feature.name}.${short}`), setting.default]) {
			if (text === undefined) continue;
			try {
				return [short, setting.parse(text)];
			} catch (error) {
				if (!(error instanceof Invalid)) throw error;
			}
		}
		return [short, undefined];
	});
	return Object.fromEntries(values) as Values<S>;
}

/** Lets each feature replace answers that mean something else beside others. */
function settle(answers: Answers, {features, machine}: GatherInput): {answers: Answers; problems: Problem[]} {
	const settled = new Map(answers);
	const problems: Problem[] = [];
	for (const feature of features) {
		for (const {setting, text, source, note} of feature.settle?.(settled, machine) ?? []) {
			const before = settled.get(setting);
			const overrode = before ? [{text: before.text, source: before.source}, ...before.overrode] : [];
			settled.set(setting, {setting, text, source, overrode});
			if (note !== undefined) problems.push(problemOf(features, settled, setting, 'note', note));
		}
	}
	return {answers: settled, problems};
}

/** The rules of each section over its values, and over the machine when there is one. */
function askFeatures(answers: Answers, {features, machine, disk}: GatherInput): Problem[] {
	return features.flatMap(feature => {
		const values = valuesOf(feature, answers);
		const findings: readonly Finding[] = [
			...(feature.check?.(values) ?? []),
			...(machine && disk !== 'file' ? (feature.suits?.(values, machine) ?? []) : []),
		];
		return findings.map(({setting, level = 'error', message}) =>
			problemOf(features, answers, `${feature.name}.${setting}`, level, message),
		);
	});
}

/** Words of others go to the installed host as boot.arguments, so they meet its rule; those that do not are named and stay behind. */
function copied(words: readonly string[], sections: readonly SectionLike[]) {
	const setting = settingNamed(sections, 'boot.arguments');
	const problems: Problem[] = [];
	const unknownWords = words.filter(word => {
		const source = {rank: 'kernel', name: 'kernel line'} as const;
		const wrong = setting && wrongText(sections, {setting: 'boot.arguments', text: word, source, overrode: []});
		if (!wrong) return true;
		const message = `${wrong.message}; it is not copied to the installed host`;
		problems.push({setting: '', text: word, source: source.name, level: 'warning', message});
		return false;
	});
	return {unknownWords, problems};
}

/** Whether settling took this text from another answer, which is judged itself: `rootpw=` is said once, not for admin too. */
const repeats = (answer: Answer, merged: Answers) => merged.get(answer.setting) !== answer;

/**
 * Everything the sources said, merged, with every problem. Texts that do not parse are errors and stay among the answers; what a
 * rule over several values says about such a setting is left out, because it would judge a value nobody gave.
 */
export function gather(input: GatherInput): Gathered {
	const {features, cmdline = '', configs, store = [], facts = [], typed = []} = input;
	const line = readKernelLine(cmdline, features, whyNoWord);
	const foreign = copied(line.unknown, features);
	const files = configs.map(({name, text}) => readYaml(text, name, features));
	const merged = merge([...facts, ...store, ...files.flatMap(file => file.givens), ...line.givens, ...typed]);
	const {answers, problems: notes} = settle(merged, input);
	const unread: Problem[] = [];
	for (const {name, setting} of allSettings(features)) {
		const answer = answers.get(name);
		if (!answer) continue;
		const wrong = repeats(answer, merged) ? undefined : wrongText(features, answer);
		const message = wrong?.message ?? whyNotYet(name, canonical(setting, answer.text), setting.default);
		if (message === undefined) continue;
		const problem = problemOf(features, answers, name, 'error', message);
		unread.push(wrong?.wrong.shown === undefined ? problem : {...problem, text: wrong.wrong.shown});
	}
	const isUnread = new Set(unread.map(({setting}) => setting));
	const judged = [...askFeatures(answers, input), ...acrossSections(answers, input)];
	const problems = [
		...files.flatMap(file => file.problems),
		...line.problems,
		...foreign.problems,
		...notes,
		...unread,
		...judged.filter(({setting}) => !isUnread.has(setting)),
	].map(fitToShow);
	return {answers, problems, unknownWords: foreign.unknownWords};
}
