/** A machine of QEMU in software emulation, with a network that reaches nothing outside it. */
import {spawn, spawnSync} from 'node:child_process';
import {copyFileSync, createReadStream, createWriteStream, rmSync} from 'node:fs';
import path from 'node:path';
import {qmp} from './qmp.ts';
import {openSerialConsole, type SerialConsole} from './serial-console.ts';

export type Firmware = 'bios' | 'uefi';

export type MachineOptions = {
	/** Folder for logs and state. */
	readonly folder: string;
	readonly firmware?: Firmware;
	/** MiB; 1024 when absent. */
	readonly memory?: number;
	/** A kernel that QEMU loads itself, in place of the firmware's choice. */
	readonly kernel?: {readonly path: string; readonly initrd: string; readonly line: string};
	/** A folder that TFTP serves, whose boot.ipxe the machine starts from. */
	readonly served?: string;
	/** Its interfaces and what is behind them, in place of one that reaches QEMU's own DHCP. */
	readonly network?: readonly string[];
	/** Starts again when it restarts itself; else that is its end. */
	readonly restarts?: boolean;
	/** Further arguments of QEMU: disks, discs, interfaces. */
	readonly args?: readonly string[];
};

export type Machine = {
	readonly console: SerialConsole;
	/** Resolves when the machine has switched itself off, or restarted and was not to start again. */
	readonly ended: Promise<void>;
	/** What is on its screen now, as a picture: a PNG file in its folder. */
	picture(): Promise<string>;
	/** Takes the power away. */
	stop(): Promise<void>;
};

const OVMF = '/usr/share/OVMF';

function firmwareArgs({firmware = 'bios', folder}: MachineOptions): readonly string[] {
	if (firmware === 'bios') return [];
	const variables = path.join(folder, 'variables.fd');
	copyFileSync(`${OVMF}/OVMF_VARS_4M.fd`, variables);
	return [
		...['-drive', `if=pflash,format=raw,readonly=on,file=${OVMF}/OVMF_CODE_4M.fd`],
		...['-drive', `if=pflash,format=raw,file=${variables}`],
	];
}

/** Layers over another disk are of QEMU's own format. */
const formatOf = (file: string) => (file.endsWith('.qcow2') ? 'qcow2' : 'raw');

/** What a disk can hang on; `nvme-4k` has sectors of 4096 bytes. */
export type Bus = 'virtio' | 'sata' | 'scsi' | 'usb' | 'nvme' | 'nvme-4k';

/** The device of a disk, and the controller that has to be there for it. */
const DEVICES: Readonly<Record<Bus, {readonly device: string; readonly controller?: string}>> = {
	virtio: {device: 'virtio-blk-pci'},
	sata: {device: 'ide-hd'},
	scsi: {device: 'scsi-hd', controller: 'virtio-scsi-pci'},
	usb: {device: 'usb-storage,removable=on', controller: 'qemu-xhci'},
	nvme: {device: 'nvme'},
	'nvme-4k': {device: 'nvme,logical_block_size=4096,physical_block_size=4096'},
};

/** @param at place in the order of starting; 1 is first */
export function diskOn(bus: Bus, file: string, serial: string, at?: number): readonly string[] {
	const {device, controller} = DEVICES[bus];
	const boot = at === undefined ? '' : `,bootindex=${at}`;
	return [
		...(controller === undefined ? [] : ['-device', controller]),
		...['-drive', `file=${file},if=none,id=${serial},format=${formatOf(file)},cache=unsafe`],
		...['-device', `${device},drive=${serial},serial=${serial}${boot}`],
	];
}

export const virtioDisk = (file: string, serial: string, at?: number): readonly string[] =>
	diskOn('virtio', file, serial, at);

/** An ISO in a SATA drive. */
export const disc = (file: string): readonly string[] => [
	...['-drive', `file=${file},if=none,id=disc,format=raw,readonly=on,media=cdrom`],
	...['-device', 'ide-cd,drive=disc,bootindex=1'],
];

/** The same ISO on a USB stick. */
export const stick = (file: string): readonly string[] => [
	...['-drive', `file=${file},if=none,id=stick,format=raw,readonly=on`],
	...['-device', 'qemu-xhci', '-device', 'usb-storage,drive=stick,bootindex=1'],
];

/** QEMU's own DHCP, and TFTP when there is a folder for it; nothing else is reached. iPXE is on the card, and used when it comes first. */
function network(served: string | undefined): readonly string[] {
	const tftp = served === undefined ? '' : `,tftp=${served},bootfile=boot.ipxe`;
	const first = served === undefined ? 'romfile=' : 'bootindex=1';
	const card = `virtio-net-pci,netdev=net,mac=52:54:00:00:00:01,${first}`;
	return ['-netdev', `user,id=net,restrict=on${tftp}`, '-device', card];
}

/**
 * Named pipes: they take 64 KiB however small the writes are. The sockets of a child process take some two hundred single bytes, and
 * QEMU's serial line drops what it cannot write at once.
 */
function makePipes(base: string): string {
	const names = [`${base}.in`, `${base}.out`];
	for (const name of names) rmSync(name, {force: true});
	const made = spawnSync('mkfifo', names, {encoding: 'utf8'});
	if (made.status !== 0) throw new Error(`no pipes for the serial line: ${made.stderr}`);
	return base;
}

export function startMachine(options: MachineOptions): Machine {
	const {memory = 1024, kernel, args = [], folder, served, restarts = false} = options;
	const direct = kernel ? ['-kernel', kernel.path, '-initrd', kernel.initrd, '-append', kernel.line] : [];
	const control = path.join(folder, 'qmp');
	rmSync(control, {force: true});
	const serial = makePipes(path.join(folder, 'serial'));
	const child = spawn(
		'qemu-system-x86_64',
		[
			...['-machine', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', String(memory)],
			...['-nodefaults', '-no-user-config', '-display', 'none', '-vga', 'std'],
			...(restarts ? [] : ['-no-reboot']),
			...['-chardev', `pipe,id=serial,path=${serial}`, '-serial', 'chardev:serial'],
			...['-qmp', `unix:${control},server=on,wait=off`],
			...firmwareArgs(options),
			...direct,
			...(options.network ?? network(served)),
			...args,
		],
		{stdio: ['ignore', 'ignore', 'pipe']},
	);
	const console = openSerialConsole(folder, createReadStream(`${serial}.out`), createWriteStream(`${serial}.in`));
	let complaint = '';
	child.stderr.on('data', text => (complaint += String(text)));
	const ended = new Promise<void>(resolve => {
		child.on('exit', code => {
			console.close(code === 0 ? 'the machine has ended' : `QEMU ended with code ${String(code)}: ${complaint}`);
			resolve();
		});
	});
	return {
		console,
		ended,
		async picture() {
			const filename = path.join(folder, 'screen.png');
			await qmp(control, ['screendump', {filename, format: 'png'}]);
			return filename;
		},
		async stop() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}
