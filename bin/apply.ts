/** `hostwright apply`: makes this host match its settings. */
import path from 'node:path';
import type {Host} from '../src/host/host.ts';
import {realHost} from '../src/host/real-host.ts';
import {recordedHost} from '../src/host/recorded-host.ts';
import {rootedHost} from '../src/host/rooted-host.ts';
import {appliedSections, applyPlans, planApply, planChange} from '../src/session/apply.ts';
import {planText} from '../src/session/apply-text.ts';
import {hasError, problemLine} from '../src/session/report.ts';
import {givenBeside, saveGivens} from '../src/session/save.ts';
import {answersFrom} from '../src/session/sources.ts';
import {settleTrial, triedOf} from '../src/session/trial.ts';
import {answerHelp, answerOptions, readArguments, readSources, Refused, UsageError} from './arguments.ts';
import {endTrial, told, tryPlans} from './apply-trial.ts';
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
  --confirm SECONDS
                   a change of the network is tried first: it is tested from
                   the cable to the engine, and goes back by itself unless
                   somebody keeps it in time; nothing is saved before that
  --keep           keeps the change that is being tried, from any console
  --back           takes it back now

Exit code 0: all is as the settings say; 1: a section failed, or a change of
the network went back.
`;

const options = {
	...answerOptions,
	section: {type: 'string', multiple: true},
	root: {type: 'string'},
	rehearse: {type: 'boolean'},
	boot: {type: 'boolean'},
	confirm: {type: 'string'},
	keep: {type: 'boolean'},
	back: {type: 'boolean'},
} as const;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'apply', help, options});
	if (!args) return 0;
	const {
		section: sections = appliedSections,
		rehearse = false,
		boot = false,
		machine,
		keep,
		back,
		...values
	} = args.values;
	for (const name of sections) requireSection(name);
	const elsewhere = values.root !== undefined || machine !== undefined;
	if (elsewhere && boot)
		throw new UsageError('--boot is for this host while it starts; leave --root and --machine out');
	if (elsewhere && values.confirm !== undefined)
		throw new UsageError('--confirm is for this host while it runs; leave --root and --machine out');
	if (keep || back) return endTrial(keep ? 'keep' : 'back');
	const seconds = values.confirm === undefined ? undefined : secondsIn(values.confirm);
	if (machine !== undefined && !rehearse)
		throw new Refused(`"${machine}" is a recorded machine and cannot be changed; add --rehearse for its plan`);
	const root = values.root === undefined ? undefined : path.resolve(values.root);
	const host = machine === undefined ? hostAt(root) : recordedHost(machine);
	if (boot && !rehearse) process.stderr.write(lineOf(await settleTrial(host, saveGivens)));
	const {answers, problems, store} = await answersFrom({...readSources({...values, machine}), root});
	process.stderr.write(problems.map(problem => `${problemLine(problem)}\n`).join(''));
	if (hasError(problems)) {
		if (boot) process.stderr.write('This host starts as it was applied last; nothing of it was changed.\n');
		return 1;
	}
	if (boot && store?.isThere === false)
		throw new Refused(`There are no saved settings (${store.path}); this host starts as its image is.`);
	// A host that starts cannot be helped by a refusal: what has no room fails by itself.
	const plan = boot || rehearse ? planApply : planChange;
	const plans = await plan(host, answers, sections, {starting: boot});
	if ('problem' in plans) throw new Refused(plans.problem);
	if (rehearse) {
		process.stdout.write(planText(plans));
		return 0;
	}
	const by = boot ? {door: 'boot', who: ''} : {door: 'apply', who: whoIsThere()};
	const saves = store ? givenBeside(answers) : [];
	if (seconds !== undefined && triedOf(plans)) return tryPlans(host, {plans, saves, seconds, by});
	if (saves.length > 0) await store?.set(saves);
	return told(await applyPlans(host, plans, {by}));
}

const lineOf = (sentence: string | undefined) => (sentence === undefined ? '' : `${sentence}\n`);

/** Of network.confirmSeconds. @throws {UsageError} */
function secondsIn(text: string): number {
	const seconds = /^\d+$/.test(text) ? Number(text) : 0;
	if (seconds >= 10 && seconds <= 3600) return seconds;
	throw new UsageError(`"${text}" is no time to confirm; give --confirm 10 to 3600 seconds`);
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
