/** `hostwright history`: every change that was applied to this host. */
import {historyJson, historyText} from '../src/session/history.ts';
import {readArguments} from './arguments.ts';
import {hostIn, rootHelp, rootOption} from './host-in.ts';

export const summary = 'Lists the changes that were applied to this host';

const help = `usage: hostwright history [OPTIONS]

Lists every change that was applied to this host, the newest first: its
number, when (UTC), through which door, by whom, and what it was about. The
newest 200 are kept, and no more than 4 MiB of them.

  hostwright diff 11 12    what change 12 did, to settings and to files
  hostwright revert 11     goes back to what was saved after change 11

${rootHelp}  --json           machine-readable, the oldest first, secrets as [secret]:
                   {"schema":1,"changes":[{"number":12,"at":"","door":"",
                   "who":"","changed":[""],"failed":[""],"settings":[
                   {"setting":"","label":"","before":"","after":""}],
                   "files":[""]}]}
`;

export async function run(argv: string[]): Promise<number> {
	const options = {...rootOption, json: {type: 'boolean'}} as const;
	const args = readArguments(argv, {command: 'history', help, options});
	if (!args) return 0;
	const {host} = hostIn(args.values.root);
	process.stdout.write(await (args.values.json ? historyJson(host) : historyText(host)));
	return 0;
}
