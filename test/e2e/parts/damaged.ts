/** A partition that is lost, damaged or full costs what was on it, and not the start; the console says so. */
import {spawnSync} from 'node:child_process';
import {partitionOf, type Stretch} from '../disk.ts';
import {ask, expectFacts, rootLogin, switchOff} from '../inside.ts';
import type {Part} from '../part.ts';
import * as person from '../person.ts';

const KIB = 1024;

/** Writes what nobody can read over a stretch of a layer. */
function spoil(layer: string, {start, size}: Stretch): void {
	const made = spawnSync('qemu-io', ['-f', 'qcow2', '-c', `write -P 0xa5 ${start} ${size}`, layer]);
	if (made.status !== 0) throw new Error(`qemu-io cannot write on ${layer}: ${String(made.stderr)}`);
}

const lost: Part = {
	name: 'config-lost',
	proves: 'a host whose CONFIG is destroyed comes up to its consoles, and they say what is missing',
	async run(bench) {
		const disk = bench.left('person.img');
		const layer = bench.layer(disk);
		spoil(layer, partitionOf(disk, 'CONFIG'));
		const {console, stop} = bench.start({args: [...bench.decoy(), ...person.targetDisk(layer)]});
		await console.says('The partition CONFIG holds no file system that can be repaired.');
		await console.says('Changes of /etc are lost at the next restart');
		await console.says('login:');
		await stop();
	},
};

const damaged: Part = {
	name: 'damaged',
	proves: 'STATE is repaired, DATA and SWAP are done without, a full CONFIG still shows what it has; all of it is told',
	async run(bench) {
		const disk = bench.left('person.img');
		const layer = bench.layer(disk);
		const [state, data, swap] = ['STATE', 'DATA', 'SWAP'].map(name => partitionOf(disk, name));
		if (!state || !data || !swap) throw new Error('a host of ours has STATE, DATA and SWAP');
		// The first superblock of ext4 is gone, and the copies of it are not.
		spoil(layer, {...state, size: 64 * KIB});
		spoil(layer, data);
		spoil(layer, {...swap, size: 64 * KIB});
		const machine = bench.start({restarts: true, args: [...bench.decoy(), ...person.targetDisk(layer)]});
		await rootLogin(machine, person.ROOT_PASSWORD);
		await expectFacts(machine, [
			['cat /run/hostwright/boot', /etc=kept[^]*var=kept/],
			['cat /run/hostwright/troubles', /STATE was damaged and has been repaired/],
			['cat /run/hostwright/troubles', /DATA holds no file system/],
			['cat /run/hostwright/troubles', /SWAP holds no swap area/],
			['findmnt /data || echo none', /^none$/m],
		]);
		await ask(
			machine,
			'head -c 300M /dev/zero >/config/full 2>/dev/null; sync; df --output=avail /config | tail -n 1 | grep -qw 0',
		);
		await machine.console.type('reboot\r');
		await rootLogin(machine, person.ROOT_PASSWORD);
		await expectFacts(machine, [
			['cat /run/hostwright/boot', /etc=lost/],
			['cat /run/hostwright/troubles', /Changes of \/etc are lost/],
			['hostname', new RegExp(person.HOSTNAME.replaceAll('.', String.raw`\.`))],
		]);
		await switchOff(machine);
	},
};

export const damages: readonly Part[] = [lost, damaged];
