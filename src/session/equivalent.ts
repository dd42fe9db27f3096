/**
 * The same answers through another door (law 1). A door may mean something by itself: a password on a kernel line must be
 * changed, one from a file need not be. So what the other door would take otherwise is said in so many words.
 */
import type {Feature} from '../features/feature.ts';
import type {Answers} from '../settings/answers.ts';
import {textOf} from '../settings/answers.ts';
import {allSettings, canonical} from '../settings/section.ts';
import type {Out} from '../sources/kernel-format.ts';
import {formatKernelLine} from '../sources/kernel-format.ts';
import {formatYaml} from '../sources/yaml-format.ts';
import type {Gathered} from './answers.ts';
import {gather} from './answers.ts';

/** The answers, with those said that `again`, read from what was written, would not come to by itself. */
function spelledOut(answers: Answers, features: readonly Feature[], {once = false}: Out, again: Answers): Answers {
	const said = new Map(answers);
	for (const {name, setting} of allSettings(features)) {
		const [now, then] = [answers, again].map(each =>
			canonical(setting, textOf(each, name) ?? setting.default ?? ''),
		);
		if (now === undefined || now === then || (setting.once && !once)) continue;
		const source = {rank: 'typed', name: answers.get(name)?.source.name ?? 'built-in default'} as const;
		said.set(name, {setting: name, text: now, source, overrode: answers.get(name)?.overrode ?? []});
	}
	return said;
}

const all = (options: Out): Out => ({...options, secrets: true});

/** The kernel line that comes to the same answers. */
export function kernelLineFor(answers: Answers, features: readonly Feature[], options: Out = {}) {
	const {line} = formatKernelLine(answers, features, all(options));
	const again: Gathered = gather({features, cmdline: line, configs: []});
	return formatKernelLine(spelledOut(answers, features, options, again.answers), features, options);
}

/** The answer file that comes to the same answers. */
export function answerFileFor(answers: Answers, features: readonly Feature[], options: Out = {}) {
	const {text} = formatYaml(answers, features, all(options));
	const again: Gathered = gather({features, configs: [{name: 'answers', text}]});
	return formatYaml(spelledOut(answers, features, options, again.answers), features, options);
}

/** Words nobody knew went to the installed boot line, as boot.arguments does: so that is how they are said again. */
export function withWords(answers: Answers, words: readonly string[]): Answers {
	const setting = 'boot.arguments';
	if (words.length === 0) return answers;
	const before = answers.get(setting);
	const text = [before?.text ?? '', ...words].filter(Boolean).join(' ');
	const source = before?.source ?? {rank: 'kernel', name: 'kernel line'};
	return new Map(answers).set(setting, {setting, text, source, overrode: before?.overrode ?? []});
}
