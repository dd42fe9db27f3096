/** What answers come to, for a person to read in a golden file. */
import {features} from '../../src/features/index.ts';
import type {Gathered} from '../../src/session/answers.ts';
import {kernelLineFor} from '../../src/session/equivalent.ts';
import {answersReport, problemLine} from '../../src/session/report.ts';

/** Each answer with its source, words for the installed host, problems, and the equivalent line with what acts once. */
export function readable({answers, problems, unknownWords}: Gathered): string {
	const rows = Object.entries(answersReport(features, answers)).flatMap(([setting, {text, source, overrode}]) => [
		`${setting} = ${text}  (${source})`,
		...overrode.map(before => `    over ${before.text}  (${before.source})`),
	]);
	const {line} = kernelLineFor(answers, features, {once: true, secrets: '[secret]'});
	const parts = [rows.join('\n'), unknownWords.join('\n'), problems.map(problemLine).join('\n'), line.replaceAll(' hostwright', '\nhostwright')];
	const titles = ['answers', 'words for the installed host', 'problems', 'the same as one line'];
	return parts.flatMap((part, index) => (part === '' ? [] : [`# ${titles[index]}\n${part}\n`])).join('\n');
}
