/** `hostwright persist PATH...`: files and folders outside of /etc and /var that outlive a restart. */
import {realHost} from '../src/host/real-host.ts';
import {persist, persistAgain, restoreKept, type Said} from '../src/session/persist.ts';
import {readArguments, UsageError} from './arguments.ts';

export const summary = 'Keeps files and folders beyond a restart';

const help = `usage: hostwright persist PATH...

The root of an installed host is made anew at each start; /etc, /var and /data
stay. This keeps further files, folders and symbolic links, with owner, mode
and extended attributes, as copies on CONFIG. A folder keeps what is written
to it later; a file is copied again when it changes.

  --again          copies what changed since; the host does it by itself
  --restore        puts everything in its place; the host does it as it starts

Exit code 0: all of it is kept; 1: something could not be, and is said.
`;

const options = {again: {type: 'boolean'}, restore: {type: 'boolean'}} as const;

/** Prints what became of each path, and answers with the exit code. */
export function tell(said: readonly Said[]): number {
	for (const {ok, words} of said) (ok ? process.stdout : process.stderr).write(`${words}\n`);
	return said.every(({ok}) => ok) ? 0 : 1;
}

export async function run(argv: string[]): Promise<number> {
	const words = {least: 0, most: Number.MAX_SAFE_INTEGER, called: 'PATH'};
	const args = readArguments(argv, {command: 'persist', help, options, words});
	if (!args) return 0;
	const {again, restore} = args.values;
	const paths = args.positionals;
	if ((again || restore) === paths.length > 0)
		throw new UsageError('give the paths to keep, or one of --again and --restore; see: hostwright persist --help');
	const host = realHost();
	if (restore) return tell(await restoreKept(host));
	return tell(again ? await persistAgain(host) : await persist(host, paths.map(absolute)));
}

/** @throws {UsageError} */
export function absolute(word: string): string {
	if (word.startsWith('/')) return word;
	throw new UsageError(`"${word}" is no whole path; begin it with /`);
}
