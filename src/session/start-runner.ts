/** Starting the runner: a process of its own that needs neither us nor our terminal. */
import path from 'node:path';
import {startDetached, type Detached} from '../host/detached.ts';
import type {Host} from '../host/host.ts';
import {
	createJob,
	journalFileOf,
	jobsFolder,
	newJobHead,
	runnerLogOf,
	type JobDraft,
	type JobFolder,
	type JobHead,
} from '../plan/job.ts';
import {requestOf} from './job-request.ts';
import {findLauncher} from './launcher.ts';

/** The runner ended before it had its job; its own last words, when it could write any. */
class RunnerFailed extends Error {
	override name = 'RunnerFailed';
	constructor(code: number, words: string) {
		super(words || `the runner ended with code ${code} and without a word: is there room for its journal?`);
	}
}

/** A runner that loads its program and waits for its job. It ends when there is none by the time it may go, or we end. */
export type ReadyRunner = Detached & {readonly head: JobHead; readonly folder: string};

/** Starts a runner for a job that is not there yet, while the plan is made. */
export async function readyRunner(host: Host, live: boolean): Promise<ReadyRunner> {
	const head = newJobHead(host.now());
	const folder = path.join(jobsFolder(live), head.id);
	return {...(await launch(host, folder, [])), head, folder};
}

/**
 * Writes the job folder and lets its runner go, `ready` when it is that job's. Returns when the runner has the job: watch it
 * with `followJournal(journalFileOf(folder), {host})`.
 * @throws {RunnerFailed} with the runner's own words when it ended before it had the job
 */
export async function startRunner(host: Host, draft: JobDraft, ready?: ReadyRunner): Promise<JobFolder> {
	const jobs = jobsFolder(requestOf(draft.job)?.machine.booted === 'live');
	const made = await createJob(host, jobs, draft);
	const isReady = ready?.folder === made.folder;
	await letGo(host, made.folder, isReady ? ready : await launch(host, made.folder, []));
	return made;
}

/** The same for a job that stopped half way. */
export async function resumeRunner<J extends JobFolder>(host: Host, known: J): Promise<J> {
	await letGo(host, known.folder, await launch(host, known.folder, ['--resume']));
	return known;
}

const launch = async (host: Host, folder: string, options: readonly string[]) =>
	startDetached(await findLauncher(host), ['runner', '--log', ...options, folder]);

/** Milliseconds between two looks at whether the runner has begun. */
const LOOK_EVERY = 100;

async function letGo(host: Host, folder: string, {ended, go}: Detached): Promise<void> {
	const journal = journalFileOf(folder);
	const log = runnerLogOf(folder);
	const before = await host.read(journal);
	go();
	let code: number | undefined;
	void ended.then(end => (code = end));
	for (;;) {
		const isOver = code !== undefined;
		if ((await host.read(journal)) !== before) return;
		if (isOver) throw new RunnerFailed(code ?? 1, await lastLine(host, log));
		await new Promise(resolve => setTimeout(resolve, LOOK_EVERY));
	}
}

const lastLine = async (host: Host, file: string) => (await host.read(file))?.trim().split('\n').at(-1) ?? '';
