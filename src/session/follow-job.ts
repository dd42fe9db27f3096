/** Watching a job: its journal as it grows, for whoever shows it. */
import type {Host} from '../host/host.ts';
import {followJournal} from '../plan/follow-journal.ts';
import {journalFileOf, type JobFolder} from '../plan/job.ts';
import type {JournalEntry} from '../plan/journal-entry.ts';

export {RunnerDied} from '../plan/follow-journal.ts';

export type JobFollowing = {
	/** Path of the journal. */
	readonly journal: string;
	/** Ends at `finished`. @throws {RunnerDied} when nobody writes any more */
	readonly entries: AsyncIterable<JournalEntry>;
};

export function followJob(host: Host, {folder}: JobFolder, signal?: AbortSignal): JobFollowing {
	const journal = journalFileOf(folder);
	return {journal, entries: followJournal(journal, {host, ...(signal && {signal})})};
}
