/** An installation from the kernel line, with nobody there, and the host that comes of it. */
import {spawnSync} from 'node:child_process';
import {expectFacts, rootLogin, switchOff, type Fact} from '../inside.ts';
import {liveMedium} from '../live-medium.ts';
import {virtioDisk, type Firmware} from '../machine.ts';
import type {Bench, Part} from '../part.ts';
import {PASSWORDS} from '../passwords.ts';

const GIB = 2 ** 30;
const ROOT_PASSWORD = PASSWORDS.root;
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
	always: true,
	proves: 'a kernel line alone installs onto a virtio disk and switches the machine off',
	async run(bench) {
		const disk = bench.emptyDisk('target', 8 * GIB);
		const disks = [...bench.decoy(), ...virtioDisk(disk, 'target')];
		const machine = bench.start(liveMedium(bench, disks, answers()));
		await machine.console.says(/The installation (is done|has failed)/);
		await machine.console.says('Power down');
		await machine.ended;
		bench.leave(disk, 'installed.img');
	},
};

const startInstalled = (bench: Bench, firmware: Firmware) =>
	bench.start({
		firmware,
		args: [...bench.decoy(), ...virtioDisk(bench.layer(bench.left('installed.img')), 'target', 1)],
	});

/** What must be true inside. */
const FACTS: readonly Fact[] = [
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
	always: true,
	proves: `the installed disk starts by itself (${firmware}) and is the host that was asked for`,
	async run(bench) {
		const machine = startInstalled(bench, firmware);
		await rootLogin(machine, ROOT_PASSWORD);
		await expectFacts(machine, FACTS);
		await switchOff(machine);
	},
});

export const installed: readonly Part[] = [install, boots('disk-bios', 'bios'), boots('disk-uefi', 'uefi')];
