/** `hostwright install`: answers to a disk, with a person, without one, or only as a rehearsal. */
import path from 'node:path';
import type {Host} from '../src/host/host.ts';
import {recordedHost} from '../src/host/recorded-host.ts';
import {realHost} from '../src/host/real-host.ts';
import type {JobFolder} from '../src/plan/job.ts';
import {probeMachine} from '../src/probes/probe.ts';
import {textOf} from '../src/settings/answers.ts';
import {goOn} from '../src/session/afterwards.ts';
import {endingOf} from '../src/session/ending.ts';
import {answersForInstall} from '../src/session/install-answers.ts';
import {prepareInstall, type InstallWish, type Prepared} from '../src/session/install.ts';
import {planText, rehearse} from '../src/session/rehearse.ts';
import {problemLine, SCHEMA} from '../src/session/report.ts';
import {findUnfinished} from '../src/session/resume.ts';
import {resumeRunner, startRunner} from '../src/session/start-runner.ts';
import {answerHelp, answerOptions, readArguments, readSources, Refused, UsageError} from './arguments.ts';
import {attend} from './attend.ts';
import {watchJob} from './watch.ts';

export const summary = 'Installs this machine, or a disk or file that is named';

const help = `usage: hostwright install [OPTIONS]

Opens the installer. Nothing is written before the plan was agreed to.

${answerHelp}  --disk PATH      write here: a block device, or a plain file that exists
  --image PATH     the OS image, one squashfs file; on a live medium its own
  --unattended     ask nothing; refuse what a person would have to decide
  --rehearse       print the plan with every command and file; touch nothing
  --json           with --rehearse: machine-readable, {"schema":1,"steps":[]}
  --resume         go on with an install that stopped half way, or watch it
  --linear         questions and answers, a line each

Exit code 0: done; 1: refused or failed; 2: a mistake in the arguments.
`;

const options = {
	...answerOptions,
	disk: {type: 'string'},
	image: {type: 'string'},
	unattended: {type: 'boolean'},
	rehearse: {type: 'boolean'},
	resume: {type: 'boolean'},
	linear: {type: 'boolean'},
	json: {type: 'boolean'},
} as const;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'install', help, options});
	if (!args) return 0;
	const {values} = args;
	if (values.json && !values.rehearse)
		throw new UsageError('--json belongs to --rehearse; see: hostwright install --help');
	if (values.resume) return resume(values);
	const unattended = await isUnattended(values);
	if (!unattended && !values.rehearse) return attend(values);
	const {host, wish} = await readWish({...values, unattended});
	const prepared = await prepareInstall(host, wish);
	if (values.rehearse) return printRehearsal(host, wish, prepared, values.json ?? false);
	process.stderr.write(prepared.problems.map(problem => `${problemLine(problem)}\n`).join(''));
	if (!prepared.ready) return 1;
	if (values.machine !== undefined) {
		throw new Refused(
			`"${values.machine}" is a recorded machine and cannot be installed; add --rehearse for its plan`,
		);
	}
	const code = await watchToEnd(host, await startRunner(host, prepared.draft));
	if (code === 0) await goOn(host, wish);
	return code;
}

type Values = {
	readonly config?: string[] | undefined;
	readonly cmdline?: string | undefined;
	readonly machine?: string | undefined;
	readonly disk?: string | undefined;
	readonly image?: string | undefined;
	readonly unattended?: boolean | undefined;
};

/** Nobody is asked when --unattended says so, or the answers do. */
async function isUnattended(values: Values): Promise<boolean> {
	if (values.unattended) return true;
	const {answers} = answersForInstall({
		...readSources(values),
		...{machine: undefined, recorded: values.machine !== undefined, unattended: false},
		disk: values.disk === undefined ? undefined : 'device',
	});
	return textOf(answers, 'lifecycle.unattended') === 'yes';
}

/** Looks at the machine and reads every answer. */
async function readWish(values: Values): Promise<{host: Host; wish: InstallWish}> {
	const recorded = values.machine !== undefined;
	const sources = readSources(values);
	const host = values.machine === undefined ? realHost() : recordedHost(values.machine);
	const machine = await probeMachine(host);
	const disk = values.disk === undefined ? undefined : path.resolve(values.disk);
	const image = values.image === undefined ? undefined : path.resolve(values.image);
	const unattended = values.unattended ?? false;
	const kind = disk === undefined ? undefined : (await isFile(host, disk)) ? 'file' : 'device';
	const gathered = answersForInstall({...sources, machine, recorded, unattended, disk: kind});
	return {host, wish: {...gathered, machine, disk, image, unattended, toolsHost: recorded ? realHost() : undefined}};
}

/** A plain file, or a loop device, which is one in disguise: the host in it will run on another machine than this. */
async function isFile(host: Host, named: string): Promise<boolean> {
	const real = await host.resolve(named);
	if (real === undefined) return false;
	return /^\/dev\/loop\d+$/.test(real) || (await host.stat(real))?.kind === 'file';
}

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
	const found = await findUnfinished(host, await probeMachine(host), disk);
	if ('problem' in found) throw new Refused(found.problem);
	const {known} = found;
	return watchToEnd(host, known.running ? known : await resumeRunner(host, known));
}

/** Watches the job, then says how the same is had again. */
async function watchToEnd(host: Host, known: JobFolder): Promise<number> {
	if (!(await watchJob(known))) return 1;
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
