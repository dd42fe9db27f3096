/** Setup on the installed host: opened by logging in as admin, and what it changes is kept. */
import {choose, keys, moveTo, press} from '../hands.ts';
import {ask, rootLogin, switchOff} from '../inside.ts';
import type {Part} from '../part.ts';
import * as person from '../person.ts';

const setup: Part = {
	name: 'setup',
	proves: 'admin logs in to setup, changes one value and applies it; it holds at once and after a restart',
	async run(bench) {
		const disk = bench.layer(bench.left('person.img'));
		const machine = bench.start({restarts: true, args: [...bench.decoy(), ...person.targetDisk(disk)]});
		const {console} = machine;
		await console.says('login:');
		await console.type('admin\r');
		await console.says('Password:');
		await console.type(`${person.ADMIN_PASSWORD}\r`);
		await console.shows(/hostwright {2}setup[^]*> Status/);
		await moveTo(console, keys.down, /^> Logging/);
		await press(console, keys.enter, /\| > Largest log file/);
		await choose(console, 'Rotated', 'Every month');
		await press(console, keys.enter, /Logging: what would change[^]*>\[ Apply \]/);
		await press(console, keys.enter, /Logging: applied[^]*>\[ Back \]/);
		await press(console, keys.enter, /Rotated +(?:< )?Every month/);
		await press(console, '\u0003', /Leave setup\?[^]*>\[ Leave \]/);
		await console.type(keys.enter);
		await rootLogin(machine, person.ROOT_PASSWORD);
		await expectMonthly(machine);
		await console.type('reboot\r');
		await rootLogin(machine, person.ROOT_PASSWORD);
		await expectMonthly(machine);
		await switchOff(machine);
	},
};

async function expectMonthly(machine: Parameters<typeof ask>[0]): Promise<void> {
	const kept = await ask(machine, 'hostwright get logging.interval');
	const read = await ask(machine, "grep -cE '^\\s*monthly$' /etc/logrotate.d/rsyslog");
	if (!/monthly/.test(kept) || !/^[1-9]/.test(read)) throw new Error(`logs are not rotated monthly: ${kept}${read}`);
}

export const setups: readonly Part[] = [setup];
