/** `hostwright revert N`: back to what was saved after an earlier change. */
import {applyPlans} from '../src/session/apply.ts';
import {appliedText} from '../src/session/apply-text.ts';
import {planRevert} from '../src/session/revert.ts';
import {savedStore} from '../src/session/sources.ts';
import {numberOfChange, readArguments, Refused} from './arguments.ts';
import {hostIn, rootHelp, rootOption} from './host-in.ts';
import {whoIsThere} from './who.ts';

export const summary = 'Goes back to the settings of an earlier change';

const help = `usage: hostwright revert N [OPTIONS]

Saves the settings as they were after change N and makes this host match them.
To undo the last change, give the number before it. Going back is a change of
its own, so it can be gone back from.

${rootHelp}  --rehearse       print what would be saved and done, and do nothing

Exit code 0: all is as the settings say; 1: a section failed.
`;

export async function run(argv: string[]): Promise<number> {
	const options = {...rootOption, rehearse: {type: 'boolean'}} as const;
	const args = readArguments(argv, {command: 'revert', help, options, words: {least: 1, most: 1, called: 'N'}});
	if (!args) return 0;
	const [word = ''] = args.positionals;
	const {host, root} = hostIn(args.values.root);
	const store = savedStore(root);
	const revert = await planRevert(host, store, numberOfChange(word));
	if ('problem' in revert) throw new Refused(revert.problem);
	const {saves, plans, lines} = revert;
	if (args.values.rehearse) {
		process.stdout.write(`${lines.join('\n')}\n`);
		return 0;
	}
	await store.set(saves, {putAside: true});
	const outcome = await applyPlans(host, plans, {by: {door: `revert ${word}`, who: whoIsThere()}});
	if ('problem' in outcome) throw new Refused(outcome.problem);
	process.stdout.write(appliedText(outcome));
	return outcome.applied.some(({result}) => result === 'failed') ? 1 : 0;
}
