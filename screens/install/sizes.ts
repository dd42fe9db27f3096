/** The arithmetic of the volumes page in words. Pure; the sums are the storage feature's. */
import {remaining, type Space} from '../../src/features/storage/remaining.ts';
import type {Snapshot} from '../../src/session/installer-state.ts';
import {bootDiskOf, disksOf} from './disks.ts';
import {mebibytes} from '../format.ts';

/** In the order of the disk; the second pair only where application disks are given. */
export const SIZES = ['efiSize', 'rootSize', 'configSize', 'stateSize', 'swapSize', 'loggingSize', 'dataSize'] as const;
export const APP_SIZES = ['swap2Size', 'data2Size'] as const;

/** What is left of the chosen disks; undefined while no disk is known. `changed` is blamed when it can help. */
export function spaceOf(snapshot: Pick<Snapshot, 'machine' | 'disk' | 'storage'>, changed: string): Space | undefined {
	const {machine, storage} = snapshot;
	const boot = bootDiskOf(snapshot);
	if (!machine || !boot) return undefined;
	return remaining(storage, boot.size, {
		...{sectorSize: boot.sectorSize, memory: machine.memory, isFile: boot.bus === 'file', changed},
		more: disksOf(storage.disks, machine, boot),
	});
}

/** One line under the fields: what is left, or that it does not fit. */
export function freeLine({free, data, tooLarge}: Space, fills: boolean): string {
	if (tooLarge) return 'Free space is none: the sizes are too large.';
	return fills ? `DATA takes the rest, ${mebibytes(data)}.` : `Free space is ${mebibytes(free)}.`;
}

/** What becomes of swap when nobody gave its size. */
export const swapLine = ({swap}: Space, given: boolean): string =>
	given ? '' : `Swap left empty becomes ${mebibytes(swap)}, by memory and size of the disk.`;
