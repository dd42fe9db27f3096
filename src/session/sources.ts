/** The answers of a command: the features we have, the store of this machine, and the machine when one is named. */
import {features} from '../features/index.ts';
import type {Feature} from '../features/feature.ts';
import type {Machine} from '../probes/machine.ts';
import {openStore, storePath, type Store} from '../sources/store.ts';
import type {Gathered, GatherInput} from './answers.ts';
import {gather} from './answers.ts';

export type AnswersFrom = Gathered & {
	readonly features: readonly Feature[];
	readonly machine: Machine | undefined;
	/** The store that was read; undefined when the answers are for another machine. */
	readonly store: Store | undefined;
};

type From = Pick<GatherInput, 'configs' | 'cmdline'> & {
	/** A folder with a recorded machine; the store of this machine is left out then. */
	readonly machine?: string | undefined;
	/** A folder with a host that does not run, whose store is read in place of this machine's. */
	readonly root?: string | undefined;
};

/** What is saved on this machine, or on the host in a folder. */
export const savedStore = (root?: string): Store => openStore(features, storePath(root));

/** Reads the store too, unless the answers are for another machine. A store that cannot be read is a problem like any other. */
export async function answersFrom({configs, cmdline, machine: folder, root}: From): Promise<AnswersFrom> {
	const store = folder === undefined ? savedStore(root) : undefined;
	const machine = folder === undefined ? undefined : await recordedMachine(folder);
	const gathered = gather({features, configs, cmdline, machine, store: store?.givens});
	return {...gathered, problems: [...(store?.problems ?? []), ...gathered.problems], features, machine, store};
}

async function recordedMachine(folder: string): Promise<Machine> {
	const [{recordedHost}, {probeMachine}] = await Promise.all([
		import('../host/recorded-host.ts'),
		import('../probes/probe.ts'),
	]);
	return probeMachine(recordedHost(folder));
}
