/** A machine of QEMU in software emulation, with a network that reaches nothing outside it. */
import {spawn, spawnSync} from 'node:child_process';
import {copyFileSync, createReadStream, createWriteStream, rmSync} from 'node:fs';
import path from 'node:path';
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
	/** Further arguments of QEMU: disks, discs, interfaces. */
	readonly args?: readonly string[];
};

export type Machine = {
	readonly console: SerialConsole;
	/** Resolves when the machine has switched itself off, or restarted: it is never started again. */
	readonly ended: Promise<void>;
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

/** A disk on virtio. @param at place in the order of starting; 1 is first */
export function virtioDisk(file: string, serial: string, at?: number): readonly string[] {
	const boot = at === undefined ? '' : `,bootindex=${at}`;
	return [
		...['-drive', `file=${file},if=none,id=${serial},format=raw,cache=writeback`],
		...['-device', `virtio-blk-pci,drive=${serial},serial=${serial}${boot}`],
	];
}

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
	const {memory = 1024, kernel, args = [], folder, served} = options;
	const direct = kernel ? ['-kernel', kernel.path, '-initrd', kernel.initrd, '-append', kernel.line] : [];
	const qmp = path.join(folder, 'qmp');
	rmSync(qmp, {force: true});
	const serial = makePipes(path.join(folder, 'serial'));
	const child = spawn(
		'qemu-system-x86_64',
		[
			...['-machine', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', String(memory)],
			...['-nodefaults', '-no-user-config', '-display', 'none', '-vga', 'std', '-no-reboot'],
			...['-chardev', `pipe,id=serial,path=${serial}`, '-serial', 'chardev:serial'],
			...['-qmp', `unix:${qmp},server=on,wait=off`],
			...firmwareArgs(options),
			...direct,
			...network(served),
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
		async stop() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}
