/** One part of the end-to-end run: what it proves, and how. */
import type {Machine, MachineOptions} from './machine.ts';

export type Bench = {
	/** Folder of `npm run image`. */
	readonly products: string;
	/** This part's own folder: its disks; logs and screens are kept there when it fails. */
	readonly folder: string;
	/** Starts a machine that is stopped at the end of the part, whatever happens. */
	start(options: Omit<MachineOptions, 'folder'>): Machine;
	/** A disk that carries the labels of a host of ours and no host, attached before every other. */
	decoy(): readonly string[];
	/** An empty disk, sparse. */
	emptyDisk(name: string, size: number): string;
	/** The disk that an earlier part of this run installed. @throws when that part has not run */
	installed(): string;
	/** Leaves a disk for later parts. */
	leave(disk: string): void;
};

export type Part = {
	readonly name: string;
	/** What is true when it passes. */
	readonly proves: string;
	run(bench: Bench): Promise<void>;
};
