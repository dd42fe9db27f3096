/** What setup's screens draw, and what they need of the rest of the program. Types only. */
import type {OnDoing} from '../plan/apply/make-changes.ts';
import type {Trial} from '../plan/trial/trial.ts';
import type {Machine} from '../probes/machine.ts';
import type {Status} from '../probes/status.ts';
import type {Profile} from '../probes/tuned.ts';
import type {Answers, Given} from '../settings/answers.ts';
import type {Gathered} from './answers.ts';
import type {Outcome, SectionPlan} from './apply.ts';
import type {Failure} from './apply-record.ts';
import type {Guard} from './guard.ts';
import type {Hash} from './hash.ts';
import type {OnRung, Rung} from './ladder.ts';
import type {TrialEnd} from './trial-end.ts';
import type {ChangeWish} from './try-change.ts';
import type {EngineParts} from './setup-engine.ts';
import type {ChangeRow} from './history.ts';
import type {Revert} from './revert.ts';
import type {Wiring} from './wiring.ts';

/** What a page's Apply is about. */
export type Part = {
	/** Full names; what was typed elsewhere stays typed. */
	readonly settings: readonly string[];
	/** Names of the sections whose files follow from them. */
	readonly sections: readonly string[];
};

/** Files that somebody changed since they were written. */
export type Drifted = {
	readonly paths: readonly string[];
	/** Names of the sections that they belong to. */
	readonly sections: readonly string[];
	/** How, for a person. */
	readonly lines: readonly string[];
};

/** Tools and logs to look at, by page. The texts are read when somebody asks. */
export type ReportNames = ReadonlyArray<{readonly id: string; readonly title: string; readonly source: string}>;
export type Reports = {readonly details: ReportNames; readonly diagnostics: ReportNames; readonly logs: ReportNames};

/** What setup needs of the host and of the program, so that a test can stand in for it. */
export type SetupParts = {
	/** Every source below what was typed, then what was typed, merged and checked. Pure and quick: called on every key. */
	gather(typed: readonly Given[], machine: Machine | undefined): Gathered;
	/** What is saved, and nothing else. */
	saved(): Answers;
	/** @param options.putAside a store that cannot be used is put aside. @throws {StoreFailed} */
	save(givens: readonly Given[], options?: {readonly putAside?: boolean}): Promise<void>;
	/** The machine without its disks. */
	look(): Promise<Machine>;
	/** Tells each part of the status as it becomes known. */
	status(found: (part: Status) => void): Promise<void>;
	profiles(): Promise<readonly Profile[]>;
	plugins(): Promise<readonly string[]>;
	failures(): Promise<readonly Failure[]>;
	guard(): Promise<Guard>;
	/** Whether this is the password of admin. */
	proves(password: string): Promise<boolean>;
	/** Every change, newest first. */
	changes(): Promise<readonly ChangeRow[]>;
	/** What one change did, for a person. */
	change(number: number): Promise<readonly string[]>;
	revert(number: number): Promise<Revert | {readonly problem: string}>;
	/** What somebody changed on the host since it was written. */
	drift(): Promise<Drifted>;
	/** All of that stays as it is from now on. @returns why not */
	adopt(): Promise<string | undefined>;
	plan(answers: Answers, sections: readonly string[]): Promise<readonly SectionPlan[] | {readonly problem: string}>;
	/** What is to be saved has been saved. */
	apply(plans: readonly SectionPlan[], onDoing: OnDoing): Promise<Outcome>;
	/** What is tried before it is kept. */
	readonly trial: {
		needs(plans: readonly SectionPlan[]): boolean;
		begin(
			wish: Omit<ChangeWish, 'by'>,
			onDoing: OnDoing,
		): Promise<{readonly trial: Trial} | {readonly problem: string}>;
		test(trial: Trial, onRung: OnRung, signal: AbortSignal): Promise<readonly Rung[]>;
		/** Resolves when it has ended, whoever ended it. */
		ends(trial: Trial, onLeft: (seconds: number) => void): Promise<TrialEnd>;
		/** Saves, and applies what had to wait. */
		keep(trial: Trial, onDoing: OnDoing): Promise<Outcome>;
		back(trial: Trial): Promise<void>;
		/** What is being tried from whichever console. */
		now(): Promise<Trial | undefined>;
	};
	readonly wiring: Wiring;
	readonly reports: Reports;
	report(id: string): Promise<readonly string[]>;
	ping(address: string, count: number): Promise<readonly string[]>;
	readonly engine: EngineParts;
	/** Slow on purpose. */
	hash: Hash;
};

export type Work =
	| {readonly state: 'none'}
	| {readonly state: 'planning'}
	| {readonly state: 'refused'; readonly problem: string}
	/** `lines`: what is saved, then what happens to the host. */
	| {
			readonly state: 'planned';
			readonly part: Part;
			readonly lines: readonly string[];
			readonly saves: readonly Given[];
			/** The settings are those of an earlier change: a store that cannot be used is no hindrance. */
			readonly reverts: boolean;
			readonly plans: readonly SectionPlan[];
			/** What is going to be saved can give root, so that the password of admin is asked for. */
			readonly givesRoot: boolean;
	  }
	/** The change of the network is made, and goes back unless it is kept. */
	| {
			readonly state: 'trying';
			readonly trial: Trial;
			readonly part: Part;
			/** The ladder, as far as it has been climbed. */
			readonly lines: readonly string[];
			/** It has been climbed. */
			readonly tested: boolean;
			/** Nothing was found wrong. */
			readonly green: boolean;
			/** Whole seconds until it goes back; undefined while not known. */
			readonly left: number | undefined;
	  }
	| {readonly state: 'running'; readonly done: readonly string[]}
	| {readonly state: 'ended'; readonly done: readonly string[]; readonly outcome: Outcome};

export type SetupSnapshot = Gathered & {
	/** Names of settings that differ from what is saved. */
	readonly differing: ReadonlySet<string>;
	readonly machine: Machine | undefined;
	readonly status: Status;
	readonly looking: boolean;
	/** Undefined while unknown. */
	readonly profiles: readonly Profile[] | undefined;
	readonly plugins: readonly string[] | undefined;
	/** Sections that failed when they were last applied. */
	readonly failures: readonly Failure[];
	/** Newest first; undefined while unknown. */
	readonly changes: readonly ChangeRow[] | undefined;
	/** Undefined while unknown. */
	readonly drift: Drifted | undefined;
	/** Why a section cannot be changed here: a whole sentence. By section. */
	readonly closed: ReadonlyMap<string, string>;
	/** Whether the password of admin is asked for before what can give root. */
	readonly guard: Guard;
	readonly work: Work;
	/** A sentence about something that went wrong outside any field. */
	readonly trouble: string;
};
