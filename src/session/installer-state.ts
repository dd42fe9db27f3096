/** What the installer's screens draw, and what the walk-through needs of the rest of the program. Types only. */
import type {Facts} from '../host/host.ts';
import type {JournalEntry} from '../plan/journal-entry.ts';
import type {JobDraft} from '../plan/job.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import type {Given, Problem} from '../settings/answers.ts';
import type {Gathered} from './answers.ts';
import type {StorageValues} from '../features/storage/settings.ts';
import type {Ending} from './ending.ts';
import type {Prepared} from './install.ts';
import type {Hash} from './hash.ts';
import type {KnownJob} from './jobs.ts';
import type {WorkView} from './installer-work.ts';
import type {Observable} from './observable.ts';

/** What the rules need to know beside the answers. */
export type About = {
	readonly machine: Machine | undefined;
	/** The operator chose a disk in place of storage.bootDisk. */
	readonly disk: 'file' | 'device' | undefined;
};

export type Found = {readonly disk: Disk} | {readonly problem: string};

export type Ready = Extract<Prepared, {readonly ready: true}> & {
	/** The whole plan as text, for F5. */
	readonly lines: readonly string[];
};

export type Refused = {readonly ready: false; readonly problems: readonly Problem[]};

export type Preparation =
	| {readonly state: 'none'}
	| {readonly state: 'working'}
	| {readonly state: 'ready'; readonly prepared: Ready}
	| {readonly state: 'refused'; readonly problems: readonly Problem[]};

/** What the walk-through needs of the machine and of the program, so that a test can stand in for it. */
export type InstallerParts = {
	/** Every source below what was typed, then what was typed, merged and checked. Pure and quick: called on every key. */
	gather(typed: readonly Given[], about: About): Gathered;
	look(): Promise<Machine>;
	/** Maker, model and processor, for display; undefined when it is not the machine that is installed. Slow. */
	facts(): Promise<Facts | undefined>;
	/** A disk outside the list, by a path the operator typed. */
	find(path: string, machine: Machine): Promise<Found>;
	/** `disk` is the path that stands for `--disk`; empty: storage.bootDisk decides. */
	prepare(request: Gathered & {readonly machine: Machine; readonly disk: string}): Promise<Ready | Refused>;
	start(draft: JobDraft): Promise<KnownJob>;
	resume(job: KnownJob): Promise<KnownJob>;
	/** Jobs that run, or stopped half way, on disks of this machine. */
	jobs(machine: Machine): Promise<readonly KnownJob[]>;
	follow(job: KnownJob, signal: AbortSignal): AsyncIterable<JournalEntry>;
	ending(job: KnownJob): Promise<Ending>;
	/** Tells whoever waits for the end of the work; a sentence for each that could not be told. */
	tellEnd(job: KnownJob, end: 'done' | 'failed'): Promise<readonly string[]>;
	/** Makes the layout act on this console; does nothing where there is none to change. */
	useLayout(layout: string, machine: Machine): Promise<void>;
	/** What is on a disk, in a few words: `host h7`, `LVM vg_data`, `empty`. */
	describe(disk: Disk): string;
	/** A password as the hash that is kept of it; slow on purpose. */
	hash: Hash;
};

export type Snapshot = Gathered & {
	/** The storage answers as values, for sizes and judgement. */
	readonly storage: StorageValues;
	/** Undefined while nothing is known yet. */
	readonly machine: Machine | undefined;
	readonly looking: boolean;
	readonly facts: Facts | undefined;
	/** Path that stands in place of storage.bootDisk: a plain file, or what --disk named. */
	readonly disk: string;
	readonly preparation: Preparation;
	/** Jobs on the disks of this machine. Undefined while unknown. */
	readonly jobs: readonly KnownJob[] | undefined;
	/** The job that is being started or watched. */
	readonly starting: boolean;
	readonly job: KnownJob | undefined;
	readonly work: WorkView;
	readonly ending: Ending | undefined;
	/** Sentences about whom the end of the work could not be told (lifecycle.notify). */
	readonly untold: readonly string[];
	/** A sentence about something that went wrong outside any field. */
	readonly trouble: string;
};

export type Store = Observable<Snapshot>;
