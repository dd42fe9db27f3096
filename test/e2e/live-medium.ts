/** Starting the live medium by its kernel, which skips the firmware and its boot menu: the quickest way to the installer. */
import path from 'node:path';
import {virtioDisk, type MachineOptions} from './machine.ts';
import type {Bench} from './part.ts';

/** The image is /dev/vda, and disks that are given follow. @param words answers, as a boot server gives them */
export function liveMedium(
	{products}: Bench,
	disks: readonly string[],
	words = '',
): Pick<MachineOptions, 'kernel' | 'args'> {
	return {
		kernel: {
			path: path.join(products, 'vmlinuz'),
			initrd: path.join(products, 'initrd'),
			line: ['hostwright.image=/dev/vda', words, 'console=tty0 console=ttyS0,115200n8'].filter(Boolean).join(' '),
		},
		args: [...virtioDisk(path.join(products, 'image.squashfs'), 'image'), ...disks],
	};
}
