/** From answers to a job: what will be written where, refused with every reason, before anything is. */
import type {Host} from '../host/host.ts';
import type {JobDraft, JobFolder} from '../plan/job.ts';
import type {Plan} from '../plan/step.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import type {Answers, Problem} from '../settings/answers.ts';

export type InstallWish = {
	readonly machine: Machine;
	readonly answers: Answers;
	/** What `gather` found; with an error among them nothing is planned. */
	readonly problems: readonly Problem[];
	readonly unknownWords: readonly string[];
	/** `--disk`: a block device or a plain file that exists; it replaces the resolving of storage.bootDisk. */
	readonly disk?: string | undefined;
	/** `--image`; the image of the medium when absent. */
	readonly image?: string | undefined;
	/** Nobody is there to ask: what needs a person is a problem. */
	readonly unattended: boolean;
};

/** A disk that is erased only after a person typed its serial number (or its name, when it has none). */
export type Asked = {readonly disk: Disk; readonly reasons: readonly string[]};

export type Prepared =
	| {
			readonly ready: true;
			readonly plan: Plan;
			readonly draft: JobDraft;
			/** Always empty when unattended. */
			readonly asks: readonly Asked[];
			/** Warnings and notes. */
			readonly problems: readonly Problem[];
	  }
	| {readonly ready: false; readonly problems: readonly Problem[]};

/** Makes the plan that is shown, and the job that will run it. Writes nothing. */
export declare function prepareInstall(host: Host, wish: InstallWish): Promise<Prepared>;

/**
 * Writes the job folder and starts its runner as a process of its own that outlives us. Returns when the journal has its
 * first line (or when the runner died first): watch it with `followJournal(journalFileOf(folder), {host})`.
 */
export declare function startRunner(host: Host, draft: JobDraft): Promise<JobFolder>;

/** The same for a job that was interrupted (see findUnfinished in jobs.ts). */
export declare function resumeRunner(host: Host, unfinished: JobFolder): Promise<JobFolder>;
