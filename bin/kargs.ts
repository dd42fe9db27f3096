/** `hostwright kargs`: the kernel line that says what the answers say. */
import {kernelLineFor} from '../src/session/equivalent.ts';
import {answerHelp, answerOptions, readArguments} from './arguments.ts';
import {printEquivalent, secretsHelp, secretsOptions} from './equivalent.ts';

export const summary = 'Prints the equivalent kernel line';

const help = `usage: hostwright kargs [OPTIONS]

Prints one kernel line that says what was answered: no defaults, and nothing the
machine supplied itself.

${answerHelp}${secretsHelp}`;

/** The kernel takes 2048 bytes on x86, and the boot loader's own words and the console's come on top. */
const SAFE_BYTES = 1800;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'kargs', help, options: {...answerOptions, ...secretsOptions}});
	if (!args) return 0;
	return printEquivalent(args.values, (answers, features, options) => {
		const {line, withheld} = kernelLineFor(answers, features, options);
		const bytes = Buffer.byteLength(line);
		const message = `the line has ${bytes} bytes; above ${SAFE_BYTES} a boot loader may drop its end without saying so: use an answer file`;
		return {text: `${line}\n`, withheld, ...(bytes > SAFE_BYTES ? {warning: message} : {})};
	});
}
