/** A person installs at the serial console, and the host is what was asked for. */
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {verify} from 'unixcrypt';
import {ask, expectFacts, rootLogin, switchOff, type Fact} from '../inside.ts';
import {liveMedium} from '../live-medium.ts';
import type {Firmware, Machine} from '../machine.ts';
import type {Bench, Part} from '../part.ts';
import * as person from '../person.ts';
import {openVlanSwitch} from '../vlan-switch.ts';
import {FIRST_SCREEN, install, walkToPlan} from '../walk.ts';

const GIB = 2 ** 30;

/** Starts a machine on the network of the VLAN, in which a syslog server writes what it hears into a file. */
async function onVlan(
	bench: Bench,
	options: Parameters<Bench['start']>[0],
): Promise<Machine & {readonly heard: string}> {
	const heard = path.join(bench.folder, 'syslog.txt');
	writeFileSync(heard, '');
	const wires = await openVlanSwitch(person.VLAN, person.MACS, [`guestfwd=tcp:${person.SYSLOG}:514-file:${heard}`]);
	const machine = bench.start({...options, network: wires.args});
	void machine.ended.then(() => wires.close());
	return {...machine, heard};
}

const walk: Part = {
	name: 'person',
	proves: 'a person at the serial console walks through every page, agrees, and the machine is installed',
	async run(bench) {
		const disk = bench.emptyDisk('target', 8 * GIB);
		const live = liveMedium(bench, [...bench.decoy(), ...person.targetDisk(disk)]);
		const {console, ended} = await onVlan(bench, live);
		await console.shows(FIRST_SCREEN);
		await walkToPlan(console, person.answers);
		await install(console);
		await ended;
		bench.leave(disk, 'person.img');
	},
};

/** Whether the password is the one of this line of shadow(5). */
const isPasswordOf = (line: string, password: string) => verify(password, line.split(':')[1] ?? '');

const dotted = (text: string) => text.replaceAll('.', String.raw`\.`);

const FACTS: readonly Fact[] = [
	['cat /proc/cmdline', /hostwright\.disk=[0-9a-f-]{36} hostwright\.slot=A .*crashkernel=256M.* panic=10/],
	['hostname', new RegExp(`^${dotted(person.HOSTNAME)}$`, 'm')],
	['cat /run/hostwright/boot', /etc=kept[^]*var=kept/],
	['ip -d link show bond0', /bond mode active-backup[^]*miimon 100/],
	['ip -br link show master bond0', new RegExp(person.MACS.map(() => String.raw`enp0s1[67]\s+UP[^]*`).join(''))],
	['ip -d link show bond0.20', /vlan protocol 802\.1Q id 20 [^]*bridge_slave/],
	['ip -d link show brguest', /state UP[^]*\n +bridge /],
	['ip -4 -br address show brguest', new RegExp(String.raw`${dotted(person.ADDRESS)}/24`)],
	['ip route show default', /default via 10\.0\.2\.2 dev brguest/],
	[
		'nmcli -t -f TYPE,DEVICE connection show --active | sort',
		/^802-3-ethernet:enp0s16\n802-3-ethernet:enp0s17\nbond:bond0\nbridge:brguest\n(?:loopback:lo\n)?vlan:bond0\.20$/m,
	],
	['cat /etc/resolv.conf', /nameserver 10\.0\.2\.3/],
	['sshd -T', /^passwordauthentication yes$/m],
	['cat /etc/iscsi/initiatorname.iscsi', new RegExp(`^InitiatorName=${dotted(person.INITIATOR)}$`, 'm')],
	['grep -A2 "Written by hostwright" /etc/logrotate.d/rsyslog', /\sweekly\n\s+minsize 2048k/],
	['logrotate --debug /etc/logrotate.conf 2>&1', /pattern: \/var\/log\/syslog\n(?:\/.*\n)*.* weekly \(/],
	['findmnt -no SOURCE,FSTYPE /var/log', /\/dev\/vdb8 ext4/],
	['findmnt -no SOURCE,FSTYPE /data', /\/dev\/vdb9 ext4/],
	['findmnt -no SOURCE,FSTYPE /config', /\/dev\/vdb5 ext4/],
	['for each in / /etc /var; do findmnt -no FSTYPE $each; done', /^overlay\noverlay\noverlay$/m],
	['swapon --noheadings', /\/dev\/vdb7 +partition/],
	['cat /sys/kernel/kexec_crash_loaded', /^1$/m],
	['ls /etc/ssh', /ssh_host_ed25519_key/],
	['hostwright get network.hostname', new RegExp(dotted(person.HOSTNAME))],
	['systemctl --failed --no-legend --plain', /^$/],
	['cat /etc/hostwright/failed.json || echo none', /^none$/m],
	['hostwright healthy', /slot A is good/],
];

/** Everything that was asked for, as the running system tells it. */
async function readBack(machine: Machine & {readonly heard: string}): Promise<void> {
	await expectFacts(machine, FACTS);
	for (const [name, password] of [
		['admin', person.ADMIN_PASSWORD],
		['root', person.ROOT_PASSWORD],
	] as const)
		if (!isPasswordOf(await ask(machine, `getent shadow ${name}`), password))
			throw new Error(`the password of ${name} is not the one that was typed`);
	const word = `heard-at-${Date.now()}`;
	await ask(machine, `logger ${word}`);
	await machine.console.until(
		() => readFileSync(machine.heard, 'utf8').includes(word),
		'the syslog server to hear',
		120,
	);
}

const boots = (firmware: Firmware): Part => ({
	name: `person-${firmware}`,
	proves: `the disk starts by itself (${firmware}); network, logs, accounts, dumps and mounts are as the person said`,
	async run(bench) {
		const disk = bench.layer(bench.left('person.img'));
		const machine = await onVlan(bench, {firmware, args: [...bench.decoy(), ...person.targetDisk(disk)]});
		await rootLogin(machine, person.ROOT_PASSWORD);
		await readBack(machine);
		await switchOff(machine);
	},
});

export const personal: readonly Part[] = [walk, boots('bios'), boots('uefi')];
