/** `hostwright install`: answers to a disk, with a person, without one, or only as a rehearsal. */
import path from 'node:path';
import type {Host} from '../src/host/host.ts';
import {realHost} from '../src/host/real-host.ts';
import type {JobFolder} from '../src/plan/job.ts';
import {goOn} from '../src/session/afterwards.ts';
import {endingOf} from '../src/session/ending.ts';
import {saysUnattended, wishFrom} from '../src/session/install-wish.ts';
import {tellEnd, tellEndOf, toldLine, type Told} from '../src/session/notify.ts';
import {prepareInstall, type InstallWish, type Prepared} from '../src/session/install.ts';
import {planText, rehearse} from '../src/session/rehearse.ts';
import {problemLine, SCHEMA} from '../src/session/report.ts';
import {findUnfinishedHere} from '../src/session/resume.ts';
import {readyRunner, resumeRunner, startRunner, type ReadyRunner} from '../src/session/start-runner.ts';
import {answerHelp, answerOptions, isLiveMedium, readArguments, readSources, Refused, UsageError} from './arguments.ts';
import {attend} from './attend.ts';
import {pausing} from './pause.ts';
import {watchJob} from './watch.ts';

export const summary = 'Installs this machine, or a disk or file that is named';

const help = `usage: hostwright install [OPTIONS]

Opens the installer. Nothing is written before the plan was agreed to.

${answerHelp}  --disk PATH      write here: a block device, or a plain file that exists
  --image PATH     the OS image, one squashfs file; on a live medium its own
  --unattended     ask nothing; refuse what a person would have to decide
  --attended       open the pages, also where the answers say unattended
  --rehearse       print the plan with every command and file; touch nothing
  --json           with --rehearse: machine-readable, {"schema":1,"steps":[]}
  --resume         go on with an install that stopped half way, or watch it
  --linear         questions and answers, a line each
  --console TTY    show the pages on this tty too (repeatable): ttyS0;
                   without a person, Enter there ends a pause

F1 explains a page, F12 draws it anew, Ctrl-T draws it plainer.

Exit code 0: done; 1: refused or failed; 2: a mistake in the arguments.
`;

const options = {
	...answerOptions,
	disk: {type: 'string'},
	image: {type: 'string'},
	unattended: {type: 'boolean'},
	attended: {type: 'boolean'},
	rehearse: {type: 'boolean'},
	resume: {type: 'boolean'},
	linear: {type: 'boolean'},
	console: {type: 'string', multiple: true},
	json: {type: 'boolean'},
} as const;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'install', help, options});
	if (!args) return 0;
	const {values} = args;
	if (values.json && !values.rehearse)
		throw new UsageError('--json belongs to --rehearse; see: hostwright install --help');
	if (values.attended && values.unattended)
		throw new UsageError('--attended and --unattended contradict each other; give one of them');
	if (values.resume) return resume(values);
	const said = {...readSources(values), disk: values.disk, image: values.image};
	// A rehearsal shows what the medium would do.
	const onMedium = isLiveMedium() || values.rehearse === true;
	const unattended =
		values.unattended ?? (!values.attended && saysUnattended({...said, unattended: false}, onMedium));
	if (!unattended && !values.rehearse) return attend(values);
	const ready = values.rehearse || values.machine !== undefined ? undefined : await startWaiting();
	const {host, wish} = await wishFrom({...said, unattended});
	const prepared = await prepareInstall(host, {...wish, head: ready?.head});
	if (values.rehearse) return printRehearsal(host, wish, prepared, values.json ?? false);
	process.stderr.write(prepared.problems.map(problem => `${problemLine(problem)}\n`).join(''));
	if (!prepared.ready) {
		if (values.machine === undefined) sayTold(await tellEnd(host, wish, 'failed'));
		return 1;
	}
	if (values.machine !== undefined) {
		throw new Refused(
			`"${values.machine}" is a recorded machine and cannot be installed; add --rehearse for its plan`,
		);
	}
	const pause = pausing(wish.answers, values.console ?? []);
	await pause('before-install');
	const code = await watchToEnd(host, await startRunner(host, prepared.draft, ready), async () =>
		pause('after-install'),
	);
	if (code !== 0) return code;
	await pause('before-reboot');
	await goOn(host, wish);
	return 0;
}

/** It loads its program while we plan; when nothing comes of the plan, it ends with us. */
function startWaiting(): Promise<ReadyRunner> {
	return readyRunner(realHost(), isLiveMedium());
}

type Values = Parameters<typeof readSources>[0] & {
	readonly disk?: string | undefined;
	readonly image?: string | undefined;
	readonly console?: readonly string[] | undefined;
	readonly unattended?: boolean | undefined;
};

async function printRehearsal(host: Host, wish: InstallWish, prepared: Prepared, json: boolean): Promise<number> {
	const {problems} = prepared;
	const steps = prepared.ready ? await rehearse(wish.toolsHost ?? host, prepared.plan, wish.answers) : [];
	if (json) {
		const plan = prepared.ready ? {...prepared.plan, steps} : {erases: [], keeps: [], facts: [], steps};
		const {erases, keeps, facts} = plan;
		process.stdout.write(
			`${JSON.stringify({schema: SCHEMA, problems, erases, keeps, facts, steps}, undefined, 2)}\n`,
		);
	} else {
		process.stderr.write(problems.map(problem => `${problemLine(problem)}\n`).join(''));
		if (prepared.ready) process.stdout.write(planText(prepared.plan, steps));
	}
	return prepared.ready ? 0 : 1;
}

async function resume(values: Values): Promise<number> {
	if (values.machine !== undefined || values.config || values.cmdline !== undefined || values.image !== undefined) {
		throw new UsageError(
			'--resume goes on with the answers and the image of the job; give at most --disk PATH beside it',
		);
	}
	const host = realHost();
	const disk = values.disk === undefined ? undefined : path.resolve(values.disk);
	const found = await findUnfinishedHere(host, disk);
	if ('problem' in found) throw new Refused(found.problem);
	const {known} = found;
	return watchToEnd(host, known.running ? known : await resumeRunner(host, known));
}

const sayTold = (told: readonly Told[]) => void process.stderr.write(told.map(each => `${toldLine(each)}\n`).join(''));

/** Watches the job, then says how the same is had again. */
async function watchToEnd(host: Host, known: JobFolder, onDone?: () => Promise<void>): Promise<number> {
	const done = await watchJob(known);
	if (done) await onDone?.();
	sayTold(await tellEndOf(host, known, done ? 'done' : 'failed'));
	if (!done) return 1;
	const {kernelLine, answerFile} = await endingOf(host, known);
	process.stdout.write(
		[
			`installed on ${known.job.target}`,
			`the same by kernel line: ${kernelLine}`,
			`the same by answer file: ${answerFile} (0600: it holds the secrets)`,
			'',
		].join('\n'),
	);
	return 0;
}
