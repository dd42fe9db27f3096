/** Jobs that were begun: which stopped half way, and which still run. */
import path from 'node:path';
import type {Host} from '../host/host.ts';
import {isRunning} from '../plan/follow-journal.ts';
import {journalFileOf, readJob, type Job, type JobFolder} from '../plan/job.ts';
import {readJournal} from '../plan/journal.ts';
import type {JournalEntry} from '../plan/journal-entry.ts';
import {identityOf} from '../probes/identity.ts';
import type {Disk} from '../probes/machine.ts';
import {changesOfWho, couldBeOurs} from './disk-changes.ts';
import {ownTables, requestOf} from './job-request.ts';

/** A job of the runner: one that runs now, or one that stopped half way. */
export type KnownJob = JobFolder & {
	/** A process holds it now; else it may be resumed. */
	readonly running: boolean;
};

/** How far a job came. `refused`: it ended before its first step, so nothing is left to finish. */
export function stateOf(entries: readonly JournalEntry[]): 'unfinished' | 'done' | 'refused' {
	const end = entries.findLast(({event}) => event === 'finished' || event === 'step-started');
	if (end?.event !== 'finished') return 'unfinished';
	if (end.result === 'done') return 'done';
	return entries.some(({event}) => event === 'step-started') ? 'unfinished' : 'refused';
}

/**
 * The jobs that are not at their end, newest first. Of several for one disk only the newest counts: it took the place of the
 * others.
 */
export async function findJobs(host: Host, jobs: string): Promise<readonly KnownJob[]> {
	const found: KnownJob[] = [];
	const targets = new Set<string>();
	for (const name of [...(await host.list(jobs))].reverse()) {
		const folder = path.join(jobs, name);
		const job = await readJob(host, folder);
		if (!job || targets.has(job.target)) continue;
		const state = stateOf(await readJournal(journalFileOf(folder)));
		if (state === 'refused') continue;
		targets.add(job.target);
		if (state === 'unfinished') found.push({job, folder, running: await isRunning(host, folder)});
	}
	return found;
}

/**
 * The unfinished job of this disk. A disk that another one stands in the place of, or a file that was made anew since, has
 * none.
 */
export async function jobOn(host: Host, jobs: string, disk: Disk): Promise<KnownJob | undefined> {
	const known = (await findJobs(host, jobs)).find(({job}) => job.target === disk.path);
	return known && (await mayBelong(known, disk)) ? known : undefined;
}

async function mayBelong({job, folder}: KnownJob, disk: Disk): Promise<boolean> {
	const request = requestOf(job);
	const then = job.identities.find(({path: at}) => at === disk.path);
	if (!request || !then || changesOfWho(then, identityOf(disk)).length > 0) return false;
	const entries = await readJournal(journalFileOf(folder));
	const partitioned = entries.some(entry => entry.event === 'step-done' && entry.step === 'partition');
	const tables = ownTables(request);
	return partitioned ? tables.has(disk.tableId) : couldBeOurs(request.target, disk, tables);
}

/** `2026-11-20 12:00` for a sentence. */
export const whenOf = ({createdAt}: Pick<Job, 'createdAt'>) => createdAt.slice(0, 16).replace('T', ' ');
