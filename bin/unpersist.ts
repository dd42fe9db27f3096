/** `hostwright unpersist PATH...`: what was kept is kept no more. */
import {realHost} from '../src/host/real-host.ts';
import {unpersist} from '../src/session/persist.ts';
import {readArguments} from './arguments.ts';
import {absolute, tell} from './persist.ts';

export const summary = 'Keeps files and folders no more';

const help = `usage: hostwright unpersist PATH...

Takes paths from the list of what is kept. What lies there stays as it is until
the next start, and is gone then.

Exit code 0: none of it is kept any more; 1: something was not kept.
`;

export async function run(argv: string[]): Promise<number> {
	const words = {least: 1, most: Number.MAX_SAFE_INTEGER, called: 'PATH'};
	const args = readArguments(argv, {command: 'unpersist', help, options: {}, words});
	return args ? tell(await unpersist(realHost(), args.positionals.map(absolute))) : 0;
}
