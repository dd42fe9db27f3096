/** `hostwright answers`: the answer file that says what the answers say. */
import {answerFileFor} from '../src/session/equivalent.ts';
import {answerHelp, answerOptions, readArguments} from './arguments.ts';
import {printEquivalent, secretsHelp, secretsOptions} from './equivalent.ts';

export const summary = 'Prints the equivalent answer file';

const help = `usage: hostwright answers [OPTIONS]

Prints an answer file (YAML) that says what was answered: no defaults, and
nothing the machine supplied itself.

${answerHelp}${secretsHelp}`;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'answers', help, options: {...answerOptions, ...secretsOptions}});
	if (!args) return 0;
	return printEquivalent(args.values, answerFileFor);
}
