/** `hostwright reference`: every setting and kernel argument, from their declarations. */
import {reference, referenceFormats} from '../src/session/reference.ts';
import {readArguments, UsageError} from './arguments.ts';

export const summary = 'Prints every setting and kernel argument';

const help = `usage: hostwright reference [--format markdown|schema|man]

Prints every setting with its kind, default and kernel arguments.

  --format FORMAT  markdown (when absent); schema, a JSON Schema with which an
                   editor checks answer files; man, a manual page
`;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'reference', help, options: {format: {type: 'string'}}});
	if (!args) return 0;
	const {format = 'markdown'} = args.values;
	const text = reference(format);
	if (text === undefined) throw new UsageError(`"${format}" is not a format; give ${referenceFormats.join(', ')}`);
	process.stdout.write(text);
	return 0;
}
