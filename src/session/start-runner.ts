/** Starting the runner: a process of its own that needs neither us nor our terminal. */
import path from 'node:path';
import {startDetached} from '../host/detached.ts';
import type {Host} from '../host/host.ts';
import {createJob, journalFileOf, jobsFolder, runnerLogOf, type JobDraft, type JobFolder} from '../plan/job.ts';
import {requestOf} from './job-request.ts';

/** The runner ended before it had its job; its own last words, when it could write any. */
class RunnerFailed extends Error {
	override name = 'RunnerFailed';
	constructor(code: number, words: string) {
		super(words || `the runner ended with code ${code} and without a word: is there room for its journal?`);
	}
}

/**
 * Writes the job folder and starts its runner. Returns when the runner has the job: watch it with
 * `followJournal(journalFileOf(folder), {host})`.
 * @throws {RunnerFailed} with the runner's own words when it ended before it had the job
 */
export async function startRunner(host: Host, draft: JobDraft): Promise<JobFolder> {
	const jobs = jobsFolder(requestOf(draft.job)?.machine.booted === 'live');
	const made = await createJob(host, jobs, draft);
	await launch(host, made.folder, []);
	return made;
}

/** The same for a job that stopped half way. */
export async function resumeRunner<J extends JobFolder>(host: Host, known: J): Promise<J> {
	await launch(host, known.folder, ['--resume']);
	return known;
}

/** Milliseconds between two looks at whether the runner has begun. */
const LOOK_EVERY = 100;

async function launch(host: Host, folder: string, options: readonly string[]): Promise<void> {
	const journal = journalFileOf(folder);
	const log = runnerLogOf(folder);
	const before = await host.read(journal);
	const {ended} = await startDetached(await findLauncher(host), ['runner', folder, ...options], log);
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

/** The launcher above the bundle, or above the sources when nothing is bundled. */
async function findLauncher(host: Host): Promise<string> {
	for (let at = import.meta.dirname; at !== path.dirname(at); at = path.dirname(at)) {
		const launcher = path.join(at, 'bin/hostwright');
		if ((await host.stat(launcher)) !== undefined) return launcher;
	}
	throw new Error(`bin/hostwright is not above ${import.meta.dirname}: the installation is damaged`);
}
