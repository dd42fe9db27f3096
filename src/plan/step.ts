/** How changes happen: a plan is shown, then run step by step by the runner, which journals before and after each. */
import type {Host} from '../host/host.ts';

/** How far a step is, for a bar. Bytes. */
export type Progress = {readonly done: number; readonly total: number};

export type Step = {
	/** Stable, for the journal: `partition`, `write-slot`. */
	readonly id: string;
	/** A sentence for a person, without full stop: `Write the image to slot A`. */
	readonly title: string;
	/** Ids of the steps it rests on, and beside which it never runs; every step before it when absent. */
	readonly after?: readonly string[];
	run(host: Host, report: (progress: Progress) => void): Promise<void>;
	/** Reads the machine back: is the work of this step there, whole? Absent: it is done again on resume. */
	done?(host: Host): Promise<boolean>;
	/** Only where a half-done state would hurt the next attempt. */
	undo?(host: Host): Promise<void>;
};

/** Who a disk is, apart from its name; compared again before the first write. */
export type DiskIdentity = {
	readonly path: string;
	readonly name: string;
	readonly model: string;
	readonly serial: string;
	readonly wwn: string;
	readonly size: number;
	readonly sectorSize: number;
	/** Digest of the signatures that were on it when the plan was made; a sentence for a person in `holds`. */
	readonly signatures: string;
	readonly holds: string;
};

/** One line of the confirm page: what, and how in words. */
export type PlanFact = {readonly what: string; readonly how: string};

export type Plan = {
	readonly erases: readonly DiskIdentity[];
	readonly keeps: readonly DiskIdentity[];
	readonly facts: readonly PlanFact[];
	readonly steps: readonly Step[];
};
