/** `hostwright check`: every problem with its source. Probes nothing and changes nothing. */
import {answersReport, countOf, hasError, problemLine, SCHEMA} from '../src/session/report.ts';
import {answerHelp, answerOptions, readAnswers, readArguments} from './arguments.ts';

export const summary = 'Tells every problem with the answers, and where it comes from';

const help = `usage: hostwright check [OPTIONS]

Reads the answers and tells every problem with its source. Nothing is probed
unless --machine is given, and nothing is written.

${answerHelp}  --json           machine-readable: {"schema":1,"answers":{},"problems":[]}

Exit code 0: no error; 1: at least one; 2: a mistake in the arguments.
`;

export async function run(argv: string[]): Promise<number> {
	const options = {...answerOptions, json: {type: 'boolean'}} as const;
	const args = readArguments(argv, {command: 'check', help, options});
	if (!args) return 0;
	const {answers, problems, features} = await readAnswers(args.values);
	if (args.values.json) {
		const report = {schema: SCHEMA, answers: answersReport(features, answers), problems};
		process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
	} else {
		const given = Object.keys(answersReport(features, answers)).length;
		const count = `${given} ${given === 1 ? 'answer' : 'answers'}, ${countOf(problems) || 'no problems'}`;
		process.stdout.write([...problems.map(problemLine), count, ''].join('\n'));
	}
	return hasError(problems) ? 1 : 0;
}
