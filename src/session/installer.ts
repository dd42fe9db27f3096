/**
 * The walk-through behind its screens: what was answered, what the machine is, the plan, the work and its end, as one
 * observable snapshot. It knows no terminal: screens draw the snapshot and call the functions. Everything it needs of the
 * machine comes in as `parts`.
 */
import {storage} from '../features/storage/index.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import type {Given} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';
import type {About, Found, InstallerParts, Snapshot, Store} from './installer-state.ts';
import type {KnownJob} from './jobs.ts';
import {NO_WORK, watchEntry} from './installer-work.ts';
import {observable} from './observable.ts';
import {hashedBy, startTyping} from './typing.ts';

export type Installer = {
	readonly subscribe: (listener: () => void) => () => void;
	readonly get: () => Snapshot;
	/** What the operator says. A text that lower sources gave anyway does not count as typed. */
	readonly type: (texts: Readonly<Record<string, string>>) => void;
	/** Takes back what was typed about these. */
	readonly untype: (...settings: readonly string[]) => void;
	/** What lower sources say; empty when nothing. */
	readonly below: (setting: string) => string;
	/** A plain file in place of storage.bootDisk; empty: storage.bootDisk decides again. */
	readonly chooseDisk: (path: string) => void;
	readonly find: (path: string) => Promise<Found>;
	readonly describe: (disk: Disk) => string;
	/** Hashes in this process and answers with the hash; the password itself is kept nowhere here. */
	readonly typePassword: (setting: string, password: string) => Promise<void>;
	readonly useLayout: (layout: string) => void;
	readonly rescan: () => void;
	readonly prepare: () => void;
	readonly start: () => void;
	readonly resume: (job: KnownJob) => void;
	readonly attach: (job: KnownJob) => void;
	/** Puts a job that was refused before its first step aside; the answers can be changed again. */
	readonly putAside: () => void;
	/** Lets go of the journal. The work goes on. */
	readonly close: () => void;
};

/** A sentence for a person; a bug has none, so its message must do. */
const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Opens the walk-through; looking at the machine and for earlier jobs begins at once and beside the screen.
 * `disk` is the path of `--disk`, or empty.
 */
export function createInstaller(parts: InstallerParts, disk = ''): Installer {
	const store = observable<Snapshot>({
		...gatherWith(parts, [], {machine: undefined, disk: disk === '' ? undefined : 'device'}),
		machine: undefined,
		looking: false,
		disk,
		preparation: {state: 'none'},
		facts: undefined,
		jobs: undefined,
		starting: false,
		job: undefined,
		work: NO_WORK,
		ending: undefined,
		untold: [],
		trouble: '',
	});
	const planning = planWith(store, parts);
	const answering = answerWith(store, parts, planning.forget);
	const looking = lookWith(store, parts, answering.gather);
	const working = workWith(store, parts);
	const look = async () => {
		await looking.look();
		await working.findJobs();
		store.set({facts: store.get().facts ?? (await parts.facts().catch(() => undefined))});
	};
	void look();

	return {
		subscribe: store.subscribe,
		get: store.get,
		type: answering.type,
		untype: answering.untype,
		below: answering.below,
		chooseDisk: path => answering.gather({disk: path}),
		find: looking.find,
		describe: disk => parts.describe(disk),
		async typePassword(setting, password) {
			answering.type({[setting]: await hashedBy(parts.hash, setting, password)});
		},
		useLayout: layout => void working.attempt(async machine => parts.useLayout(layout, machine)),
		rescan: () => void look(),
		prepare: () => void planning.prepare(),
		start: () => void working.start(),
		resume: job => void working.begin(async () => parts.resume(job)),
		attach: job => void working.watch(job),
		putAside: () => planning.forget({job: undefined, work: NO_WORK, trouble: ''}),
		close: working.close,
	};
}

function aboutOf({machine, disk}: Pick<Snapshot, 'machine' | 'disk'>): About {
	if (disk === '') return {machine, disk: undefined};
	const isFile = machine?.disks.find(({path}) => path === disk)?.bus === 'file';
	return {machine, disk: isFile ? 'file' : 'device'};
}

function gatherWith(parts: InstallerParts, typed: readonly Given[], about: About) {
	const gathered = parts.gather(typed, about);
	return {...gathered, storage: valuesOf(storage, gathered.answers)};
}

function answerWith(store: Store, parts: InstallerParts, forget: (change: Partial<Snapshot>) => void) {
	const below = (setting: string) => parts.gather([], aboutOf(store.get())).answers.get(setting)?.text ?? '';
	const gather = (change: Partial<Snapshot> = {}) =>
		forget({...change, ...gatherWith(parts, typing.givens(), aboutOf({...store.get(), ...change}))});
	const typing = startTyping(below, gather);
	return {gather, below, type: typing.type, untype: typing.untype};
}

/** The machine with a disk that somebody named; itself when it has that one. */
const withDisk = (machine: Machine, disk: Disk): Machine =>
	machine.disks.some(({path}) => path === disk.path) ? machine : {...machine, disks: [...machine.disks, disk]};

function lookWith(store: Store, parts: InstallerParts, gather: (change: Partial<Snapshot>) => void) {
	let looks = 0;
	/** Disks that no probe lists: of `--disk`, and named by hand. Each look is to find them again. */
	const named = new Set(store.get().disk === '' ? [] : [store.get().disk]);
	const lookForAll = async (): Promise<Partial<Snapshot>> => {
		let machine = await parts.look();
		const own = new Map<string, string>();
		for (const path of named) {
			const found = await parts.find(path, machine).catch(() => undefined);
			if (!found || !('disk' in found)) continue;
			own.set(path, found.disk.path);
			machine = withDisk(machine, found.disk);
		}
		const {disk} = store.get();
		return {machine, disk: own.get(disk) ?? disk};
	};
	return {
		/** The last look wins, however long an earlier one takes. */
		async look() {
			const mine = ++looks;
			store.set({looking: true});
			try {
				const found = await lookForAll();
				if (mine === looks) gather({...found, looking: false});
			} catch (error) {
				if (mine === looks) store.set({looking: false, trouble: sentence(error)});
			}
		},
		find: async (path: string): Promise<Found> => {
			const {machine} = store.get();
			if (!machine) return {problem: 'The disks are not known yet; wait a moment'};
			const found = await parts.find(path, machine).catch((error: unknown) => ({problem: sentence(error)}));
			const now = store.get().machine ?? machine;
			if ('disk' in found && withDisk(now, found.disk) !== now) {
				named.add(found.disk.path);
				gather({machine: withDisk(now, found.disk)});
			}
			return found;
		},
	};
}

function planWith(store: Store, parts: InstallerParts) {
	let preparations = 0;
	return {
		/** A plan belongs to the answers and the machine it was made from. */
		forget: (change: Partial<Snapshot>) => {
			preparations++;
			store.set({...change, preparation: {state: 'none'}});
		},
		prepare: async () => {
			const {answers, problems, unknownWords, machine, disk} = store.get();
			if (!machine) return;
			const mine = ++preparations;
			const settle = (preparation: Snapshot['preparation']) => {
				if (mine === preparations) store.set({preparation});
			};
			settle({state: 'working'});
			try {
				const result = await parts.prepare({answers, problems, unknownWords, machine, disk});
				settle(
					result.ready ? {state: 'ready', prepared: result} : {state: 'refused', problems: result.problems},
				);
			} catch (error) {
				const problem = {setting: '', text: '', source: '', level: 'error', message: sentence(error)} as const;
				settle({state: 'refused', problems: [problem]});
			}
		},
	};
}

function workWith(store: Store, parts: InstallerParts) {
	const watching = new AbortController();
	const watch = async (job: KnownJob) => {
		store.set({job, starting: false, work: NO_WORK, trouble: ''});
		try {
			for await (const entry of parts.follow(job, watching.signal)) {
				store.set({work: watchEntry(store.get().work, entry)});
			}
			const {finished} = store.get().work;
			if (!finished) return;
			if (finished.result === 'done') store.set({ending: await parts.ending(job)});
			const untold = await parts.tellEnd(job, finished.result === 'done' ? 'done' : 'failed');
			store.set({untold});
		} catch (error) {
			if (!watching.signal.aborted) store.set({trouble: sentence(error)});
		}
	};
	const begin = async (how: () => Promise<KnownJob>) => {
		if (store.get().starting) return;
		store.set({starting: true, trouble: ''});
		try {
			await watch(await how());
		} catch (error) {
			store.set({starting: false, trouble: sentence(error)});
		}
	};
	return {
		watch,
		begin,
		close: () => watching.abort(),
		async start() {
			const {preparation, job} = store.get();
			if (preparation.state === 'ready' && !job) await begin(async () => parts.start(preparation.prepared.draft));
		},
		async attempt(act: (machine: Machine) => Promise<void>) {
			const {machine} = store.get();
			if (!machine) return;
			try {
				await act(machine);
			} catch (error) {
				store.set({trouble: sentence(error)});
			}
		},
		async findJobs() {
			const {machine} = store.get();
			if (!machine) return;
			try {
				store.set({jobs: await parts.jobs(machine)});
			} catch (error) {
				store.set({jobs: [], trouble: sentence(error)});
			}
		},
	};
}
