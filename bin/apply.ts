/** `hostwright apply`: makes this host match its settings. */
import path from 'node:path';
import type {Host} from '../src/host/host.ts';
import {realHost} from '../src/host/real-host.ts';
import {recordedHost} from '../src/host/recorded-host.ts';
import {rootedHost} from '../src/host/rooted-host.ts';
import {appliedSections, applyPlans, planApply} from '../src/session/apply.ts';
import {appliedText, planText} from '../src/session/apply-text.ts';
import {hasError, problemLine} from '../src/session/report.ts';
import {keepGiven} from '../src/session/save.ts';
import {answersFrom} from '../src/session/sources.ts';
import {answerHelp, answerOptions, readArguments, readSources, Refused, UsageError} from './arguments.ts';
import {whoIsThere} from './who.ts';

export const summary = 'Makes this host match its settings';

const help = `usage: hostwright apply [OPTIONS]

Renders the settings, writes the files that differ, restarts what reads them
and reads everything back. A section that fails keeps its old files, and the
others go on. Answers given here are saved first.

${answerHelp}  --section NAME   only this section; may be repeated
  --root DIR       a folder with a host that does not run, such as an image
                   being built: no service is restarted, no store of this
                   machine is read
  --boot           this host is starting: services are enabled, and start
                   by themselves afterwards. What was interrupted is taken up
                   again and what is missing is written; a file that somebody
                   changed since is left as it is, and said
  --rehearse       print what would be done, and do nothing

Exit code 0: all is as the settings say; 1: a section failed.
`;

const options = {
	...answerOptions,
	section: {type: 'string', multiple: true},
	root: {type: 'string'},
	rehearse: {type: 'boolean'},
	boot: {type: 'boolean'},
	confirm: {type: 'string'},
} as const;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'apply', help, options});
	if (!args) return 0;
	const {section: sections = appliedSections, rehearse = false, boot = false, machine, ...values} = args.values;
	for (const name of sections) requireSection(name);
	if (boot && (values.root !== undefined || machine !== undefined))
		throw new UsageError('--boot is for this host while it starts; leave --root and --machine out');
	if (values.confirm !== undefined) throw new Refused('--confirm is not built yet; run apply without it');
	if (machine !== undefined && !rehearse)
		throw new Refused(`"${machine}" is a recorded machine and cannot be changed; add --rehearse for its plan`);
	const root = values.root === undefined ? undefined : path.resolve(values.root);
	const {answers, problems, store} = await answersFrom({...readSources({...values, machine}), root});
	process.stderr.write(problems.map(problem => `${problemLine(problem)}\n`).join(''));
	if (hasError(problems)) return 1;
	const host = machine === undefined ? hostAt(root) : recordedHost(machine);
	if (!rehearse && store) await keepGiven(store, answers);
	const plans = await planApply(host, answers, sections, {starting: boot});
	if ('problem' in plans) throw new Refused(plans.problem);
	if (rehearse) {
		process.stdout.write(planText(plans));
		return 0;
	}
	const by = boot ? {door: 'boot', who: ''} : {door: 'apply', who: whoIsThere()};
	const outcome = await applyPlans(host, plans, {by});
	if ('problem' in outcome) throw new Refused(outcome.problem);
	process.stdout.write(appliedText(outcome));
	return outcome.applied.some(({result}) => result === 'failed') ? 1 : 0;
}

function hostAt(root: string | undefined): Host {
	const host = realHost();
	return root === undefined ? host : rootedHost(host, root);
}

/** @throws {UsageError} */
function requireSection(name: string): void {
	if (appliedSections.includes(name)) return;
	throw new UsageError(`"${name}" is not a section that can be applied; there are ${appliedSections.join(', ')}`);
}
