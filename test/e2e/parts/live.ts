/** The live medium, on every way a machine can start it, to the installer's first screen on the serial line. */
import path from 'node:path';
import {disc, stick, virtioDisk, type Machine} from '../machine.ts';
import type {Bench, Part} from '../part.ts';

const GIB = 2 ** 30;

/** The first page; no boot menu says this. */
const FIRST_SCREEN = /1 of \d+ +Welcome/;

async function toFirstScreen({console}: Machine): Promise<void> {
	await console.shows(FIRST_SCREEN);
}

/** The entry for the serial line is the second of the boot menu. */
async function throughMenu(machine: Machine): Promise<void> {
	await machine.console.shows('Install on the serial console');
	await machine.console.type('\u001B[B\r');
	await toFirstScreen(machine);
}

const target = (bench: Bench) => virtioDisk(bench.emptyDisk('target', 8 * GIB), 'target');

const kernel: Part = {
	name: 'live-kernel',
	proves: 'the kernel and the initramfs alone start the installer from an image on a disk',
	async run(bench) {
		const image = virtioDisk(path.join(bench.products, 'image.squashfs'), 'image');
		const machine = bench.start({
			kernel: {
				path: path.join(bench.products, 'vmlinuz'),
				initrd: path.join(bench.products, 'initrd'),
				line: 'hostwright.image=/dev/vda console=tty0 console=ttyS0,115200n8',
			},
			args: [...image, ...target(bench)],
		});
		await toFirstScreen(machine);
	},
};

function fromIso(name: string, proves: string, firmware: 'bios' | 'uefi', device: typeof disc): Part {
	return {
		name,
		proves,
		async run(bench) {
			const iso = path.join(bench.products, 'hostwright.iso');
			await throughMenu(bench.start({firmware, args: [...device(iso), ...bench.decoy(), ...target(bench)]}));
		},
	};
}

const pxe: Part = {
	name: 'pxe',
	proves: 'iPXE loads the kernel and both initramfs from a TFTP server, and the installer starts',
	async run(bench) {
		await toFirstScreen(bench.start({served: bench.products, args: [...bench.decoy(), ...target(bench)]}));
	},
};

export const live: readonly Part[] = [
	kernel,
	fromIso('iso-bios', 'the ISO on a SATA disc starts the installer under SeaBIOS', 'bios', disc),
	fromIso('iso-uefi', 'the ISO on a SATA disc starts the installer under OVMF', 'uefi', disc),
	fromIso('usb-bios', 'the ISO on a USB stick starts the installer under SeaBIOS', 'bios', stick),
	fromIso('usb-uefi', 'the ISO on a USB stick starts the installer under OVMF', 'uefi', stick),
	pxe,
];
