/** What a host does when its kernel fails. */
import {ask, rootLogin, switchOff} from '../inside.ts';
import type {Part} from '../part.ts';
import * as person from '../person.ts';

const kdump: Part = {
	name: 'kdump',
	proves: 'a kernel that fails leaves what was in memory on DATA, and the host starts again',
	async run(bench) {
		const disk = bench.layer(bench.left('person.img'));
		const machine = bench.start({restarts: true, args: [...bench.decoy(), ...person.targetDisk(disk)]});
		await rootLogin(machine, person.ROOT_PASSWORD);
		await ask(machine, 'grep -qx 1 /sys/kernel/kexec_crash_loaded');
		await machine.console.type('echo c >/proc/sysrq-trigger\r');
		await rootLogin(machine, person.ROOT_PASSWORD);
		const dumps = await ask(
			machine,
			'cd /data/crash/*/ && ls -s --block-size=M && head -c 8 vmcore && tail -n 3 dmesg',
		);
		if (!/complete[^]*[1-9]\d*M vmcore[^]*KDUMP/.test(dumps)) throw new Error(`no crash dump on DATA:\n${dumps}`);
		await switchOff(machine);
	},
};

const watchdog: Part = {
	name: 'watchdog',
	proves: 'a host whose first process has died is restarted by its watchdog',
	async run(bench) {
		const disk = bench.layer(bench.left('person.img'));
		const machine = bench.start({
			restarts: true,
			args: ['-device', 'i6300esb', ...bench.decoy(), ...person.targetDisk(disk)],
		});
		await rootLogin(machine, person.ROOT_PASSWORD);
		await ask(machine, 'grep -qx watchdog=armed /run/hostwright/boot');
		// Of process 1 only the kernel sees that it is gone: it has caught the signal and stands still.
		await machine.console.type('kill -SEGV 1\r');
		await rootLogin(machine, person.ROOT_PASSWORD);
		await switchOff(machine);
	},
};

export const crashes: readonly Part[] = [kdump, watchdog];
