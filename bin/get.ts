/** `hostwright get SETTING`: the value in force on this host. */
import {hasError, problemLine, oneReport, SCHEMA} from '../src/session/report.ts';
import {readAnswers, readArguments, requireSetting} from './arguments.ts';

export const summary = 'Prints one saved value, or its default';

const help = `usage: hostwright get SETTING [--json]

Prints the value of a setting on this host: what is saved, or its default. An
unset one prints an empty line; a secret prints [secret].

  --json           machine-readable: {"schema":1,"setting":"","text":"",
                   "source":""}
`;

export async function run(argv: string[]): Promise<number> {
	const options = {json: {type: 'boolean'}} as const;
	const args = readArguments(argv, {command: 'get', help, options, words: {least: 1, most: 1, called: 'SETTING'}});
	if (!args) return 0;
	const {answers, problems, features} = await readAnswers({cmdline: ''});
	const [name = ''] = args.positionals;
	requireSetting(name);
	const {text, source} = oneReport(features, answers, name);
	process.stdout.write(
		args.values.json ? `${JSON.stringify({schema: SCHEMA, setting: name, text, source})}\n` : `${text}\n`,
	);
	const about = problems.filter(({setting}) => setting === name || setting === '');
	process.stderr.write(about.map(problem => `${problemLine(problem)}\n`).join(''));
	return hasError(about) ? 1 : 0;
}
