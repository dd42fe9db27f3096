/** What a person takes away from a job: the same answers through the other two doors. */
import path from 'node:path';
import {features} from '../features/index.ts';
import type {Host} from '../host/host.ts';
import {answersFileOf, type JobFolder} from '../plan/job.ts';
import {answerFileFor, kernelLineFor} from './equivalent.ts';
import {recallAnswers, requestOf} from './job-request.ts';

export type Ending = {
	/** Secrets stand as `[hash kept in FILE]`; what acts in one run only is left out. */
	readonly kernelLine: string;
	/** Settings whose secrets the line does not show. */
	readonly withheld: readonly string[];
	/** Path of the answer file; it has the secrets and is 0600. What acts in one run only is left out of it too. */
	readonly answerFile: string;
};

/** @throws {Error} when the folder is no job folder any more */
export async function endingOf(host: Host, {job, folder}: JobFolder): Promise<Ending> {
	const text = await host.read(answersFileOf(folder));
	const request = requestOf(job);
	if (text === undefined || !request) throw new Error(`the answers of the job ${folder} are gone`);
	const answers = recallAnswers(text, request);
	// Not the runner's own file: that one has what acts in one run only, and would arm the next wipe.
	const answerFile = path.join(folder, 'host.yaml');
	const kept = answerFileFor(answers, features, {secrets: true});
	await host.write(answerFile, kept.text, {mode: 0o600, secret: true});
	const {line, withheld} = kernelLineFor(answers, features, {secrets: `[hash kept in ${answerFile}]`});
	return {kernelLine: line, withheld, answerFile};
}
