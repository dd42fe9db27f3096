/** Which words a person must type before disks with data are erased. Pure. */
import type {Disk} from '../../src/probes/machine.ts';

type Named = Pick<Disk, 'path' | 'name' | 'serial'>;

/** The name or the serial number; case and blanks round it do not matter, a part of it is not enough. */
export function isItsWord(disk: Named, typed: string): boolean {
	const word = typed.trim().toLowerCase();
	return word !== '' && [disk.name, disk.serial].some(right => right.trim().toLowerCase() === word);
}

/** What the prompt asks for: the serial number, or the name of a disk without one. */
export const wordOf = ({serial}: Pick<Disk, 'serial'>) => (serial === '' ? 'name' : 'serial number');

/** The disks whose word is missing or wrong. `typed` is by path: one word never frees two disks. */
export function stillUnsaid<D extends Named>(disks: readonly D[], typed: ReadonlyMap<string, string>): readonly D[] {
	return disks.filter(disk => !isItsWord(disk, typed.get(disk.path) ?? ''));
}
