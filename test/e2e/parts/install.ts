/** An installation from the kernel line, with nobody there, and the host that comes of it. */
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {virtioDisk, type Firmware, type Machine} from '../machine.ts';
import type {Bench, Part} from '../part.ts';

const GIB = 2 ** 30;
const ROOT_PASSWORD = 'long and simple to type';
const HOSTNAME = 'h1.example.org';

/** As a boot server would give it: in the ancestor's words where it had them. */
function answers(): string {
	const made = spawnSync('openssl', ['passwd', '-6', '-salt', 'abcdefgh', ROOT_PASSWORD], {encoding: 'utf8'});
	const hash = made.stdout.trim();
	return [
		...['BOOTIF=link', 'storage_init=serial:target', `hostname=${HOSTNAME}`],
		...[
			`adminpw=${hash}`,
			`hostwright.access.rootPassword=${hash}`,
			'hostwright.access.mustChange=no',
			'hostwright.lifecycle.afterwards=poweroff',
		],
	].join(' ');
}

const install: Part = {
	name: 'install',
	proves: 'a kernel line alone installs onto a virtio disk and switches the machine off',
	async run(bench) {
		const disk = bench.emptyDisk('target', 8 * GIB);
		const machine = bench.start({
			kernel: {
				path: path.join(bench.products, 'vmlinuz'),
				initrd: path.join(bench.products, 'initrd'),
				line: `hostwright.image=/dev/vda ${answers()} console=tty0 console=ttyS0,115200n8`,
			},
			args: [
				...virtioDisk(path.join(bench.products, 'image.squashfs'), 'image'),
				...bench.decoy(),
				...virtioDisk(disk, 'target'),
			],
		});
		await machine.console.says(/The installation (is done|has failed)/);
		await machine.console.says('Power down');
		await machine.ended;
		bench.leave(disk);
	},
};

/** Logs in on the serial line. */
async function rootLogin({console}: Machine): Promise<void> {
	await console.says('login:');
	await console.type('root\r');
	await console.says('Password:');
	await console.type(`${ROOT_PASSWORD}\r`);
	await console.says(/# $/);
}

/** Runs a command in that shell and answers with what it printed, after the line that was typed. @throws when its code is not 0 */
async function ask({console}: Machine, command: string): Promise<string> {
	await console.type(`${command}; echo "code $?"\r`);
	const said = await console.says(/\ncode \d+\n/);
	if (!said.endsWith('\ncode 0\n')) throw new Error(`${command} failed inside the host:\n${said}`);
	return said.slice(said.indexOf('\n') + 1);
}

const startInstalled = (bench: Bench, firmware: Firmware) =>
	bench.start({firmware, args: [...bench.decoy(), ...virtioDisk(bench.installed(), 'target', 1)]});

/** What must be true inside: a command, and what it prints. */
const FACTS: ReadonlyArray<readonly [command: string, prints: RegExp]> = [
	['cat /proc/cmdline', /hostwright\.disk=[0-9a-f-]{36} hostwright\.slot=A .*panic=10/],
	['hostname', new RegExp(HOSTNAME.replaceAll('.', '\\.'))],
	['cat /run/hostwright/boot', /etc=kept[^]*var=kept/],
	['findmnt -no SOURCE /var/log', /\/dev\/vdb8/],
	['findmnt -no SOURCE /data', /\/dev\/vdb9/],
	['swapon --noheadings', /\/dev\/vdb7/],
	['systemctl is-active hostwright-apply', /^active/m],
	['ls /etc/ssh', /ssh_host_ed25519_key/],
	['hostwright get network.hostname', new RegExp(HOSTNAME.replaceAll('.', '\\.'))],
	['systemctl --failed --no-legend --plain | wc -l', /^0$/m],
	['hostwright healthy', /slot A is good/],
];

const boots = (name: string, firmware: Firmware): Part => ({
	name,
	proves: `the installed disk starts by itself (${firmware}) and is the host that was asked for`,
	async run(bench) {
		const machine = startInstalled(bench, firmware);
		await rootLogin(machine);
		for (const [command, prints] of FACTS) {
			const printed = await ask(machine, command);
			if (!prints.test(printed))
				throw new Error(`${command} prints, and should match ${String(prints)}:\n${printed}`);
		}
		await machine.console.type('poweroff\r');
		await machine.ended;
	},
});

export const installed: readonly Part[] = [install, boots('disk-bios', 'bios'), boots('disk-uefi', 'uefi')];
