/** `hostwright persisted`: what is kept beyond a restart. */
import {realHost} from '../src/host/real-host.ts';
import {persistedText} from '../src/session/persist.ts';
import {readArguments} from './arguments.ts';

export const summary = 'Lists what is kept beyond a restart';

const help = `usage: hostwright persisted

Prints a path on each line: the files, folders and links that were given to
hostwright persist. /etc, /var and /data are kept as a whole.
`;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'persisted', help, options: {}});
	if (args) process.stdout.write(await persistedText(realHost()));
	return 0;
}
