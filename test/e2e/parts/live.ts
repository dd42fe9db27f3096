/** The live medium, on every way a machine can start it, to the installer's first screen on the serial line. */
import path from 'node:path';
import {liveMedium} from '../live-medium.ts';
import {disc, stick, virtioDisk, type Machine} from '../machine.ts';
import type {Bench, Part} from '../part.ts';
import {readPicture} from '../picture.ts';
import {FIRST_SCREEN} from '../walk.ts';

const GIB = 2 ** 30;

/** On the serial line, and in the picture of the screen. A picture tells nobody that it changed, so it is taken again. */
async function toFirstScreen({console, picture}: Machine): Promise<void> {
	await console.shows(FIRST_SCREEN);
	for (let tries = 1; !readPicture(await picture()).some(line => FIRST_SCREEN.test(line)); tries += 1) {
		if (tries === 200)
			throw new Error(`tty1 does not show the installer:\n${readPicture(await picture()).join('\n')}`);
		await new Promise(resolve => setTimeout(resolve, 3000));
	}
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
	always: true,
	proves: 'the kernel and the initramfs alone start the installer, on the serial line and on the screen',
	async run(bench) {
		await toFirstScreen(bench.start(liveMedium(bench, target(bench))));
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
