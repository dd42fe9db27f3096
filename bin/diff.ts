/** `hostwright diff`: what differs between this host and its settings, or between two of its changes. */
import {applyPlans, planChange} from '../src/session/apply.ts';
import {appliedText} from '../src/session/apply-text.ts';
import {adopt, driftText, findDrift, differs, giveUp, sectionsToRepair, type Drift} from '../src/session/drift.ts';
import {linesBetween} from '../src/session/history.ts';
import {hasError, problemLine} from '../src/session/report.ts';
import {answersFrom} from '../src/session/sources.ts';
import type {Host} from '../src/host/host.ts';
import type {AnswersFrom} from '../src/session/sources.ts';
import {numberOfChange, readArguments, Refused, UsageError} from './arguments.ts';
import {hostIn, rootHelp, rootOption} from './host-in.ts';
import {whoIsThere} from './who.ts';

export const summary = 'Shows what differs from the settings, or between changes';

const help = `usage: hostwright diff [OPTIONS] [A [B]]

Without a number: compares what is saved, what follows from it, and what is on
this host now. With one: the host as it was after change A with what is now;
with two: after A with after B, settings and files. Secrets, and files that
not everybody may read, are said to differ and not shown.

  --repair PATH    writes a file again that somebody changed; may be repeated.
                   Its whole section is applied
  --adopt PATH     keeps it as somebody made it, also when the settings
                   change; may be repeated. --repair takes that back
${rootHelp}
Exit code 0: nothing differs, or it was done; 1: something differs.
`;

const options = {
	...rootOption,
	repair: {type: 'string', multiple: true},
	adopt: {type: 'string', multiple: true},
} as const;

/** What is in force on the host. @throws {Refused} when what is saved cannot be used */
async function savedAnswers(root: string | undefined): Promise<AnswersFrom> {
	const from = await answersFrom({configs: [], cmdline: undefined, root});
	if (!hasError(from.problems)) return from;
	throw new Refused(from.problems.map(problemLine).join('\n'));
}

async function driftOf(host: Host, {answers}: AnswersFrom): Promise<Drift> {
	const drift = await findDrift(host, answers);
	if ('problem' in drift) throw new Refused(drift.problem);
	return drift;
}

async function adoptFiles(host: Host, drift: Drift, paths: readonly string[]): Promise<number> {
	const refused = await adopt(host, drift, paths);
	if (refused) throw new Refused(refused.problem);
	process.stdout.write(paths.map(path => `${path} stays as it is\n`).join(''));
	return 0;
}

async function repairFiles(host: Host, from: AnswersFrom, paths: readonly string[]): Promise<number> {
	const sections = await sectionsToRepair(host, await driftOf(host, from), paths);
	if ('problem' in sections) throw new Refused(sections.problem);
	await giveUp(host, sections, paths);
	const plans = await planChange(host, from.answers, sections);
	if ('problem' in plans) throw new Refused(plans.problem);
	const outcome = await applyPlans(host, plans, {by: {door: 'repair', who: whoIsThere()}});
	if ('problem' in outcome) throw new Refused(outcome.problem);
	process.stdout.write(appliedText(outcome));
	return outcome.applied.some(({result}) => result === 'failed') ? 1 : 0;
}

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'diff', help, options, words: {least: 0, most: 2, called: 'A'}});
	if (!args) return 0;
	const {repair, adopt: keep} = args.values;
	const [first, second] = args.positionals.map(numberOfChange);
	if ((repair || keep) && first !== undefined)
		throw new UsageError('--repair and --adopt are about this host now; leave the numbers out');
	if (repair && keep) throw new UsageError('give --repair or --adopt, one after the other');
	const {host, root} = hostIn(args.values.root);
	const from = await savedAnswers(root);
	if (keep) return adoptFiles(host, await driftOf(host, from), keep);
	if (repair) return repairFiles(host, from, repair);
	if (first === undefined) {
		const drift = await driftOf(host, from);
		process.stdout.write(driftText(drift));
		return differs(drift) ? 1 : 0;
	}
	const lines = await linesBetween(host, {from: first, to: second}, from.answers);
	if ('problem' in lines) throw new Refused(lines.problem);
	process.stdout.write(`${lines.join('\n')}\n`);
	return lines.length === 1 ? 0 : 1;
}
