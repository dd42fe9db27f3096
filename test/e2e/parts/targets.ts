/** Every kind of disk: installed onto from one live medium, one after the other, and started from each. */
import {spawnSync} from 'node:child_process';
import {expectFacts, openShell, rootLogin, switchOff, type Fact} from '../inside.ts';
import {liveMedium} from '../live-medium.ts';
import {diskOn, type Bus, type Firmware} from '../machine.ts';
import type {Part} from '../part.ts';
import {PASSWORDS} from '../passwords.ts';
import {FIRST_SCREEN} from '../walk.ts';

const GIB = 2 ** 30;
const PASSWORD = PASSWORDS.root;

type Target = {
	readonly name: string;
	/** The first is started from; they are named `NAME-1` and so on. */
	readonly disks: readonly Bus[];
	/** Disks with 4096-byte sectors start under UEFI only. */
	readonly firmware: Firmware;
	readonly facts: readonly Fact[];
};

const onOne = (device: string): readonly Fact[] => [
	['findmnt -no SOURCE /data', new RegExp(`^${device}9$`, 'm')],
	['findmnt -no SOURCE /var/log', new RegExp(`^${device}8$`, 'm')],
	['swapon --noheadings', new RegExp(`^${device}7 `, 'm')],
];

const TARGETS: readonly Target[] = [
	{name: 'sata', disks: ['sata'], firmware: 'bios', facts: onOne('/dev/sda')},
	{name: 'nvme', disks: ['nvme'], firmware: 'uefi', facts: onOne('/dev/nvme0n1p')},
	{name: 'scsi', disks: ['scsi'], firmware: 'bios', facts: onOne('/dev/sda')},
	{name: 'stick', disks: ['usb'], firmware: 'bios', facts: onOne('/dev/sda')},
	{
		name: 'two-disks',
		disks: ['virtio', 'virtio'],
		firmware: 'bios',
		facts: [
			['findmnt -no SOURCE /data', /^\/dev\/mapper\/HostVG-Data$/m],
			['findmnt -no SOURCE /var/log', /^\/dev\/mapper\/HostVG-Logging$/m],
			['vgs --noheadings --options vg_name,pv_count', /HostVG +2$/m],
			// More than the first disk could hold.
			['df --output=size --block-size=1G /data', /^ *(?:1\d|[89])$/m],
		],
	},
	{name: 'native-4k', disks: ['nvme-4k'], firmware: 'uefi', facts: onOne('/dev/nvme0n1p')},
];

const serialOf = ({name}: Target, index: number) => `${name}-${index + 1}`;

/** What asks for this target, and for a host that can be looked into. */
function line(target: Target): string {
	const made = spawnSync('openssl', ['passwd', '-6', '-salt', 'abcdefgh', PASSWORD], {encoding: 'utf8'});
	const selectors = target.disks.map((_, index) => `serial:${serialOf(target, index)}`).join(',');
	return [
		...[`storage_init=${selectors}`, `hostwright.access.rootPassword=${made.stdout.trim()}`],
		...['hostwright.access.mustChange=no', 'hostwright.boot.console=ttyS0', 'hostwright.lifecycle.afterwards=stay'],
	].join(' ');
}

const install: Part = {
	name: 'targets',
	proves: 'SATA, NVMe, SCSI, a USB stick, two disks and 4096-byte sectors: each is installed onto',
	async run(bench) {
		const disks = TARGETS.flatMap(target =>
			target.disks.map((bus, index) => {
				const serial = serialOf(target, index);
				return {serial, bus, file: bench.emptyDisk(serial, 8 * GIB)};
			}),
		);
		const machine = bench.start(
			liveMedium(
				bench,
				disks.flatMap(({file, serial, bus}) => diskOn(bus, file, serial)),
			),
		);
		const {console} = machine;
		await console.shows(FIRST_SCREEN);
		await openShell(machine);
		for (const target of TARGETS) {
			await console.type(`hostwright install --unattended --cmdline '${line(target)}'; echo "code $?"\r`);
			const said = await console.says(/^code \d+\n/m);
			if (!said.endsWith('code 0\n')) throw new Error(`${target.name} was not installed onto:\n${said}`);
		}
		await machine.console.type('poweroff\r');
		await machine.ended;
		for (const {serial, file} of disks) bench.leave(file, `${serial}.img`);
	},
};

const boots = (target: Target): Part => ({
	name: `target-${target.name}`,
	proves: `a host on ${target.name} starts by itself (${target.firmware}) and has what is its own mounted`,
	async run(bench) {
		const disks = target.disks.flatMap((bus, index) => {
			const serial = serialOf(target, index);
			return diskOn(bus, bench.layer(bench.left(`${serial}.img`)), serial, index + 1);
		});
		const machine = bench.start({firmware: target.firmware, args: [...bench.decoy(), ...disks]});
		await rootLogin(machine, PASSWORD);
		await expectFacts(machine, [
			...target.facts,
			['cat /run/hostwright/boot', /etc=kept[^]*var=kept/],
			['cat /run/hostwright/troubles 2>/dev/null || echo none', /^none$/m],
			['hostwright healthy', /slot A is good/],
		]);
		await switchOff(machine);
	},
});

export const targets: readonly Part[] = [install, ...TARGETS.map(boots)];
