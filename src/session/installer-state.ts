/** What the installer's screens draw, and what the walk-through needs of the rest of the program. Types and a tiny store. */
import type {JournalEntry} from '../plan/journal-entry.ts';
import type {Job, JobDraft} from '../plan/job.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import type {Answers, Given, Problem} from '../settings/answers.ts';
import type {Prepared} from './install.ts';
import type {WorkView} from './installer-work.ts';

/** A job of the runner: one that runs now, or one that stopped half way. */
export type KnownJob = {
	readonly job: Job;
	readonly folder: string;
	/** A process holds it now; else it may be resumed. */
	readonly running: boolean;
};

/** What a person takes away: the same answers through the other two doors. */
export type Ending = {
	/** The whole command, with the disk when it was named by hand. */
	readonly command: string;
	readonly kernelLine: string;
	/** Settings whose secrets the line does not show. */
	readonly withheld: readonly string[];
	/** Path of the answer file. */
	readonly answerFile: string;
};

export type Gathered = {readonly answers: Answers; readonly problems: readonly Problem[]};

export type Found = {readonly disk: Disk} | {readonly problem: string};

export type Ready = Extract<Prepared, {readonly ready: true}> & {
	/** The whole plan as text, for F5. */
	readonly lines: readonly string[];
};

export type Preparation =
	| {readonly state: 'none'}
	| {readonly state: 'working'}
	| {readonly state: 'ready'; readonly prepared: Ready}
	| {readonly state: 'refused'; readonly problems: readonly Problem[]};

/** What the walk-through needs of the machine and of the program, so that a test can stand in for it. */
export type InstallerParts = {
	/** Every source below what was typed, then what was typed, merged and checked. Pure and quick: called on every key. */
	gather(typed: readonly Given[], machine: Machine | undefined): Gathered;
	look(): Promise<Machine>;
	/** A disk outside the list, by a path the operator typed. */
	find(path: string, machine: Machine): Promise<Found>;
	/** `disk` is the path that stands for `--disk`; empty: storage.bootDisk decides. */
	prepare(request: Gathered & {readonly machine: Machine; readonly disk: string}): Promise<Ready | {readonly problems: readonly Problem[]}>;
	start(draft: JobDraft): Promise<KnownJob>;
	resume(job: KnownJob): Promise<KnownJob>;
	jobs(): Promise<readonly KnownJob[]>;
	follow(job: KnownJob, signal: AbortSignal): AsyncIterable<JournalEntry>;
	ending(job: KnownJob): Promise<Ending>;
	/** Makes the layout act on this console; does nothing where there is none to change. */
	useLayout(layout: string): Promise<void>;
	/** What is on a disk, in a few words: `host h7`, `LVM vg_data`, `empty`. */
	describe(disk: Disk): string;
	/** A password as a crypt hash; slow on purpose. */
	hash(password: string): Promise<string>;
};

export type Snapshot = {
	readonly answers: Answers;
	readonly problems: readonly Problem[];
	/** Undefined while nothing is known yet. */
	readonly machine: Machine | undefined;
	readonly looking: boolean;
	/** Path the operator chose in place of storage.bootDisk: a plain file. */
	readonly disk: string;
	readonly preparation: Preparation;
	/** Jobs found at the start. Undefined while unknown. */
	readonly jobs: readonly KnownJob[] | undefined;
	/** The job that is being started or watched. */
	readonly starting: boolean;
	readonly job: KnownJob | undefined;
	readonly work: WorkView;
	readonly ending: Ending | undefined;
	/** A sentence about something that went wrong outside any field. */
	readonly trouble: string;
};

export type Store = {
	get(): Snapshot;
	set(change: Partial<Snapshot>): void;
	subscribe(listener: () => void): () => void;
};

export function createStore(first: Snapshot): Store {
	const listeners = new Set<() => void>();
	let snapshot = first;
	return {
		get: () => snapshot,
		set(change) {
			snapshot = {...snapshot, ...change};
			for (const listener of [...listeners]) listener();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
