/** `hostwright explain`: each value, which source set it, and what it overrode. */
import type {AnswerReport} from '../src/session/report.ts';
import {withWords} from '../src/session/equivalent.ts';
import {answersReport, hasError, problemLine, oneReport, SCHEMA} from '../src/session/report.ts';
import {answerHelp, answerOptions, readAnswers, readArguments, requireSetting} from './arguments.ts';

export const summary = 'Tells which source gave each value, and what it overrode';

const help = `usage: hostwright explain [SETTING] [OPTIONS]

Tells each value that was given, its source, and what it overrode; with a
SETTING (network.vlan) that one alone, its default included.

${answerHelp}  --json           machine-readable: {"schema":1,"answers":{}}
`;

/** Nobody took away what nobody gave: that is said otherwise. */
const isGiven = ({source}: AnswerReport) => !source.startsWith('not given');
const none = (report: AnswerReport) => (isGiven(report) ? '(removed)' : '(not set)');

const lines = (name: string, report: AnswerReport, width: number) => [
	`${name.padEnd(width)}  ${report.text === '' ? none(report) : report.text}`,
	`${' '.repeat(width)}  ${isGiven(report) ? `from ${report.source}` : report.source}`,
	...report.overrode.map(
		before => `${' '.repeat(width)}  over ${before.text === '' ? '(removed)' : before.text} from ${before.source}`,
	),
];

export async function run(argv: string[]): Promise<number> {
	const options = {...answerOptions, json: {type: 'boolean'}} as const;
	const args = readArguments(argv, {
		command: 'explain',
		help,
		options,
		words: {least: 0, most: 1, called: 'SETTING'},
	});
	if (!args) return 0;
	const {answers: given, problems, features, unknownWords} = await readAnswers(args.values);
	const answers = withWords(given, unknownWords);
	const [name] = args.positionals;
	if (name !== undefined) requireSetting(name);
	const report = name === undefined ? answersReport(features, answers) : {[name]: oneReport(features, answers, name)};
	if (args.values.json) process.stdout.write(`${JSON.stringify({schema: SCHEMA, answers: report}, undefined, 2)}\n`);
	else {
		const width = Math.max(0, ...Object.keys(report).map(key => key.length));
		const text = Object.entries(report).flatMap(([key, value]) => lines(key, value, width));
		process.stdout.write(text.length === 0 ? 'nothing is given\n' : `${text.join('\n')}\n`);
	}
	const about = problems.filter(({setting}) => name === undefined || setting === name || setting === '');
	process.stderr.write(about.map(problem => `${problemLine(problem)}\n`).join(''));
	return hasError(about) ? 1 : 0;
}
