/**
 * The runner's work: takes a job folder, makes sure that what was consented to is what would happen, and does it. It looks
 * again at everything, never forces anything, and says every difference in words.
 */
import {loadTools} from '../host/commands.ts';
import {printTo} from '../host/detached.ts';
import type {Host, Lock} from '../host/host.ts';
import {answersFileOf, journalFileOf, jobText, lockFileOf, readJob, runnerLogOf, type Job} from '../plan/job.ts';
import {JournalFailed, openJournal, parseJournal, type Journal} from '../plan/journal.ts';
import {finish, runPlan, sentenceOf, type RunEnd} from '../plan/run-plan.ts';
import type {Plan} from '../plan/step.ts';
import {findChanges} from './find-changes.ts';
import {planOf, requestOf, type JobRequest} from './job-request.ts';

export type RunOptions = {
	/** Goes on with a job that was interrupted. */
	readonly resume: boolean;
	/** A seam for tests that interrupt the runner at a line of their choice. */
	readonly open?: typeof openJournal;
};

/**
 * Runs a job to its end. Refusals before the journal is ours, and its own failure, are returned only; everything else is in
 * the journal too.
 */
export async function runJob(host: Host, folder: string, options: RunOptions): Promise<RunEnd> {
	const job = await readJob(host, folder);
	const request = job && requestOf(job);
	const answers = await host.read(answersFileOf(folder));
	if (!job || !request || answers === undefined) {
		return {result: 'refused', message: `${folder} is not a job folder of this version`};
	}
	const lock = await takeJob(host, folder);
	if (!lock) return {result: 'refused', message: `another runner works on ${folder} already`};
	try {
		const journal = (options.open ?? openJournal)(journalFileOf(folder), () => host.now());
		try {
			return await runLocked(host, {job, request, answers}, journal, options.resume);
		} catch (error) {
			// The journal could not be written, so these words, in runner.log, are all there is.
			if (error instanceof JournalFailed) return {result: 'failed', message: error.message};
			throw error;
		} finally {
			journal.close();
		}
	} finally {
		await lock.release();
	}
}

/**
 * For a runner that was started before its job was written: waits for the end of its input, and prints to the log of the job
 * from then on. False when no job came.
 */
export async function awaitJob(host: Host, folder: string): Promise<boolean> {
	void loadTools();
	for await (const _ of process.stdin);
	if (!(await host.stat(folder))) return false;
	printTo(runnerLogOf(folder));
	return true;
}

/** A watcher that asks whether a runner lives holds the lock for a moment: so several tries. */
async function takeJob(host: Host, folder: string): Promise<Lock | undefined> {
	for (let tries = 0; tries < 5; tries++) {
		const lock = await host.lock(lockFileOf(folder));
		if (lock) return lock;
		await new Promise(resolve => setTimeout(resolve, 100));
	}
	return undefined;
}

type Whole = {readonly job: Job; readonly request: JobRequest; readonly answers: string};

async function runLocked(host: Host, whole: Whole, journal: Journal, resume: boolean): Promise<RunEnd> {
	const locks: Lock[] = [];
	try {
		const plan = planOf(whole, () => [
			{name: 'job.json', text: jobText(whole.job)},
			{name: 'answers.yaml', text: whole.answers},
			{name: 'journal.jsonl', text: journal.text()},
		]);
		const begun = announce(journal, plan, resume);
		if (begun) return {result: 'refused', message: begun};
		const reasons = await reasonsAgainst(host, whole, {plan, resume, locks});
		if (reasons.length > 0) return finish(journal, {result: 'refused', message: reasons.join('; ')});
		return await runPlan(plan, host, journal, {resume});
	} catch (error) {
		const end = finish(journal, {result: 'failed', message: sentenceOf(error)});
		if (error instanceof JournalFailed) throw error;
		return end;
	} finally {
		for (const lock of locks) await lock.release();
	}
}

/** The first line of a run. Answers with a refusal when somebody began this job and nobody said that it should go on. */
function announce(journal: Journal, plan: Plan, resume: boolean): string | undefined {
	const events = parseJournal(journal.text()).map(({event}) => event);
	if (events.length > 0 && !resume) return 'this job was begun already; --resume goes on with it';
	if (!events.includes('started')) {
		journal.write({event: 'started', version: 1, steps: plan.steps.map(({id, title}) => ({id, title}))});
	}
	if (resume) journal.write({event: 'resumed'});
	return undefined;
}

/** A job that goes on wrote before it was interrupted. */
const nothing = (resume: boolean) => (resume ? 'nothing more was written' : 'nothing was written');

/** Only disks that the record names are looked at again and locked, so the plan must write no other. */
function namesSameDisks({job, request}: Whole, {erases}: Plan): boolean {
	const [named, erased] = [job.identities, erases].map(disks => disks.map(({path}) => path).sort());
	return job.target === request.target.path && named?.join('\0') === erased?.join('\0');
}

/**
 * Everything that speaks against going on, a sentence each. The locks come first, so that nothing moves after we looked;
 * they are held to the end.
 */
async function reasonsAgainst(
	host: Host,
	whole: Whole,
	{plan, resume, locks}: {readonly plan: Plan; readonly resume: boolean; readonly locks: Lock[]},
): Promise<readonly string[]> {
	if (!namesSameDisks(whole, plan))
		return ['the record of this job names other disks than its plan', nothing(resume)];
	for (const {name, path} of whole.job.identities) {
		if (!(await host.stat(path))) return [`${name} (${path}) is gone`, nothing(resume)];
		const lock = await host.lock(path);
		if (!lock) return [`${name} (${path}) is locked by another program, perhaps another install`, nothing(resume)];
		locks.push(lock);
	}
	const changes = await findChanges(host, whole, resume);
	return changes.length > 0 ? [...changes, nothing(resume)] : [];
}
