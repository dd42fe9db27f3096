/**
 * The walk-through behind its screens: what was answered, what the machine is, the plan, the work and its end, as one
 * observable snapshot. It knows no terminal: screens draw the snapshot and call the functions. Everything it needs of the
 * machine comes in as `parts`, so that a test can stand in for it.
 */
import type {JournalEntry} from '../plan/journal-entry.ts';
import type {Plan} from '../plan/step.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import type {Answers, Given, Problem} from '../settings/answers.ts';
import {NO_WORK, watchEntry, type WorkView} from './installer-work.ts';

/** A plan that was shown and may be started. */
export type Prepared = {
	readonly plan: Plan;
	/** The whole plan as text, a line each, for F5. */
	readonly lines: readonly string[];
};

/** A job of the runner: one that runs now, or one that never finished. */
export type KnownJob = {
	readonly id: string;
	/** Path of the disk it writes to. */
	readonly target: string;
	/** Kernel or file name, for a sentence. */
	readonly disk: string;
	/** A process holds it now; else it stopped and may be resumed. */
	readonly running: boolean;
};

/** What a person takes away: the same answers through the other two doors. */
export type Ending = {
	readonly kernelLine: string;
	/** Settings whose secrets the line does not show. */
	readonly withheld: readonly string[];
	/** Path of the answer file. */
	readonly answerFile: string;
};

export type Gathered = {readonly answers: Answers; readonly problems: readonly Problem[]};

export type Request = {
	readonly answers: Answers;
	readonly machine: Machine;
	/** Path that stands for `--disk`; empty: storage.bootDisk decides. */
	readonly disk: string;
};

export type Preparation =
	| {readonly state: 'none'}
	| {readonly state: 'working'}
	| {readonly state: 'ready'; readonly prepared: Prepared}
	| {readonly state: 'refused'; readonly problems: readonly Problem[]};

/** What the installer needs of the rest of the program. */
export type InstallerParts<P extends Prepared = Prepared> = {
	/** Merges and checks: every source below what was typed, then what was typed. Pure and quick: called on every key. */
	gather(typed: readonly Given[]): Gathered;
	look(): Promise<Machine>;
	/** A disk outside the list, by a path the operator typed. */
	find(path: string, machine: Machine): Promise<{readonly disk: Disk} | {readonly problem: string}>;
	prepare(request: Request): Promise<P | {readonly problems: readonly Problem[]}>;
	start(prepared: P): Promise<KnownJob>;
	/** Starts the runner of an unfinished job again. */
	resume(job: KnownJob): Promise<KnownJob>;
	jobs(): Promise<readonly KnownJob[]>;
	follow(job: KnownJob, signal: AbortSignal): AsyncIterable<JournalEntry>;
	ending(job: KnownJob): Promise<Ending>;
	/** Makes the layout act on this console; does nothing where there is none to change. */
	useLayout(layout: string): Promise<void>;
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
	/** The job that is watched. */
	readonly job: KnownJob | undefined;
	readonly work: WorkView;
	readonly ending: Ending | undefined;
	/** A sentence about something that went wrong outside any field. */
	readonly trouble: string;
};

export type Installer = {
	subscribe(listener: () => void): () => void;
	get(): Snapshot;
	/** What the operator says; the text that lower sources gave anyway is not counted as typed. */
	type(setting: string, text: string): void;
	/** Takes back what was typed about these. */
	untype(...settings: readonly string[]): void;
	/** What the field shows when nothing was typed. */
	below(setting: string): string;
	chooseDisk(path: string): void;
	find(path: string): Promise<{readonly disk: Disk} | {readonly problem: string}>;
	useLayout(layout: string): void;
	rescan(): void;
	prepare(): void;
	start(): void;
	resume(job: KnownJob): void;
	attach(job: KnownJob): void;
	/** Lets go of the journal. The work goes on. */
	close(): void;
};

const TYPED = {rank: 'typed', name: 'typed here'} as const;

/** A sentence for a person; a bug has none, so its message must do. */
const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Opens the walk-through; looking at the machine and for earlier jobs begins at once and beside the screen.
 * `disk` is the path of `--disk`, or empty.
 */
export function createInstaller<P extends Prepared>(parts: InstallerParts<P>, disk = ''): Installer {
	const typed = new Map<string, string>();
	const listeners = new Set<() => void>();
	const watching = new AbortController();
	const lower = parts.gather([]).answers;
	let prepared: P | undefined;
	let looks = 0;
	let preparations = 0;
	let snapshot: Snapshot = {
		...parts.gather([]),
		machine: undefined,
		looking: false,
		disk,
		preparation: {state: 'none'},
		jobs: undefined,
		job: undefined,
		work: NO_WORK,
		ending: undefined,
		trouble: '',
	};

	const set = (change: Partial<Snapshot>) => {
		snapshot = {...snapshot, ...change};
		for (const listener of listeners) listener();
	};

	/** A plan belongs to the answers and the machine it was made from. */
	const forget = (change: Partial<Snapshot>) => {
		preparations++;
		prepared = undefined;
		set({...change, preparation: {state: 'none'}});
	};

	const below = (setting: string) => lower.get(setting)?.text ?? '';

	const gather = () => {
		const givens = [...typed].map(([setting, text]): Given => ({setting, text, source: TYPED}));
		forget(parts.gather(givens));
	};

	const look = async () => {
		const mine = ++looks;
		set({looking: true});
		try {
			const machine = await parts.look();
			if (mine === looks) forget({machine, looking: false});
		} catch (error) {
			if (mine === looks) set({looking: false, trouble: sentence(error)});
		}
	};

	const prepare = async () => {
		const {answers, machine} = snapshot;
		if (!machine) return;
		const mine = ++preparations;
		set({preparation: {state: 'working'}});
		try {
			const result = await parts.prepare({answers, machine, disk: snapshot.disk});
			if (mine !== preparations) return;
			if ('problems' in result) return set({preparation: {state: 'refused', problems: result.problems}});
			prepared = result;
			set({preparation: {state: 'ready', prepared: result}});
		} catch (error) {
			const problem = {setting: '', text: '', source: '', level: 'error', message: sentence(error)} as const;
			if (mine === preparations) set({preparation: {state: 'refused', problems: [problem]}});
		}
	};

	const watch = async (job: KnownJob) => {
		set({job, work: NO_WORK, trouble: ''});
		try {
			for await (const entry of parts.follow(job, watching.signal)) {
				set({work: watchEntry(snapshot.work, entry)});
				if (entry.event === 'finished') break;
			}
			if (snapshot.work.finished?.result === 'done') set({ending: await parts.ending(job)});
		} catch (error) {
			if (!watching.signal.aborted) set({trouble: sentence(error)});
		}
	};

	const begin = async (how: () => Promise<KnownJob>) => {
		try {
			await watch(await how());
		} catch (error) {
			set({trouble: sentence(error)});
		}
	};

	const findJobs = async () => {
		try {
			set({jobs: await parts.jobs()});
		} catch (error) {
			set({jobs: [], trouble: sentence(error)});
		}
	};

	void look();
	void findJobs();

	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		get: () => snapshot,
		type(setting, text) {
			if (text === below(setting)) typed.delete(setting);
			else typed.set(setting, text);
			gather();
		},
		untype(...settings) {
			for (const setting of settings) typed.delete(setting);
			gather();
		},
		below,
		chooseDisk: path => forget({disk: path}),
		find: async path =>
			snapshot.machine ? parts.find(path, snapshot.machine) : {problem: 'The disks are not known yet; wait a moment'},
		useLayout: layout => void parts.useLayout(layout).catch((error: unknown) => set({trouble: sentence(error)})),
		rescan: () => void look(),
		prepare: () => void prepare(),
		start() {
			const plan = prepared;
			if (plan && !snapshot.job) void begin(() => parts.start(plan));
		},
		resume: job => void begin(() => parts.resume(job)),
		attach: job => void watch(job),
		close: () => watching.abort(),
	};
}
