/** A machine with little memory, and how long it takes to the first screen. */
import path from 'node:path';
import {keys} from '../hands.ts';
import {expectFacts, rootLogin, switchOff} from '../inside.ts';
import {liveMedium} from '../live-medium.ts';
import {diskOn, disc, stick, virtioDisk} from '../machine.ts';
import type {Bench, Part} from '../part.ts';
import {PASSWORDS} from '../passwords.ts';
import {FIRST_SCREEN, install, walkToPlan} from '../walk.ts';

const GIB = 2 ** 30;
/** MiB. */
const LITTLE = 512;
/** To the first screen, in times of the way to a login of the same image. */
const BUDGET = 1.4;

const small = (name: string, proves: string, medium: typeof disc): Part => ({
	name,
	proves,
	async run(bench) {
		const disk = bench.emptyDisk('target', 8 * GIB);
		const iso = path.join(bench.products, 'hostwright.iso');
		const disks = [...bench.decoy(), ...virtioDisk(disk, 'target')];
		const {console, ended} = bench.start({memory: LITTLE, args: [...medium(iso), ...disks]});
		await console.shows('Install on the serial console');
		await console.type(`${keys.down}${keys.enter}`);
		await console.shows(FIRST_SCREEN);
		await walkToPlan(console, {
			...{disk: 'vdb', interfaces: [], network: [], adminPassword: PASSWORDS.admin},
			more: [['Security', [{label: 'Password of root', password: PASSWORDS.root}]]],
		});
		await install(console);
		await ended;
		const host = bench.start({memory: LITTLE, args: diskOn('virtio', disk, 'target', 1)});
		await rootLogin(host, PASSWORDS.root);
		await expectFacts(host, [
			['hostwright healthy', /slot A is good/],
			['systemctl --failed --no-legend --plain', /^$/],
		]);
		await switchOff(host);
	},
});

/** Seconds from the start of QEMU to the words. */
async function seconds(bench: Bench, words: string, until: string | RegExp): Promise<number> {
	const began = performance.now();
	const {console, stop} = bench.start(liveMedium(bench, [], words));
	await console.shows(until);
	await stop();
	return (performance.now() - began) / 1000;
}

const quick: Part = {
	name: 'quick',
	proves: `the installer's first screen takes at most ${BUDGET} times as long as the login of the same image`,
	async run(bench) {
		// The login on the console that the kernel speaks on stands in for the one whose place the installer takes.
		const masked = ['ttyS0', 'tty1'].map(tty => `systemd.mask=hostwright-installer@${tty}.service`);
		const login = await seconds(bench, [...masked, 'systemd.wants=console-getty.service'].join(' '), 'login:');
		const installer = await seconds(bench, '', FIRST_SCREEN);
		const told = `${installer.toFixed(1)} s to the installer, ${login.toFixed(1)} s to a login`;
		if (installer > BUDGET * login) throw new Error(`${told}: more than ${BUDGET} times as long`);
		process.stdout.write(`         ${told}\n`);
	},
};

export const littles: readonly Part[] = [
	quick,
	small('small-disc', `${LITTLE} MiB of memory: a person installs from the disc, and the host runs`, disc),
	small('small-stick', `${LITTLE} MiB of memory: a person installs from a stick, and the host runs`, stick),
];
