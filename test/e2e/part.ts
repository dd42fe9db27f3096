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
	/** A layer over a disk, for what a part writes: the disk stays as it is. */
	layer(disk: string): string;
	/** A disk or file that an earlier part left. @throws when that part has not run */
	left(name: string): string;
	/** Leaves a disk or file for later parts. */
	leave(file: string, name: string): void;
};

export type Part = {
	readonly name: string;
	/** What is true when it passes. */
	readonly proves: string;
	/** Belongs to what every change is tested with, which has to be quick. */
	readonly always?: true;
	run(bench: Bench): Promise<void>;
};
