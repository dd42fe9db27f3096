/** The host of a person again, from one kernel line and nobody there. */
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileOnConfig} from '../disk.ts';
import {liveMedium} from '../live-medium.ts';
import type {Part} from '../part.ts';
import * as person from '../person.ts';
import {openVlanSwitch} from '../vlan-switch.ts';

const GIB = 2 ** 30;
const hostwright = path.resolve(import.meta.dirname, '../../../bin/hostwright');

/** What a host was told, without who said it. */
const told = (disk: string) => fileOnConfig(disk, '/hostwright/settings.yaml').replace(/^provenance:\n(?: .*\n)*/m, '');

/** The line that the command prints for these answers, with the hashes. */
function kernelLine(folder: string, answers: string): string {
	const [file, secrets] = [path.join(folder, 'answers.yaml'), path.join(folder, 'line')];
	writeFileSync(file, answers.replace(/^version: .*\n/m, ''));
	execFileSync(hostwright, ['kargs', '--config', file, '--secrets', secrets], {stdio: 'ignore'});
	return readFileSync(secrets, 'utf8').trim();
}

const twin: Part = {
	name: 'twin',
	proves: 'one kernel line gives the same host as a person did; their stores differ in who said it, and in nothing else',
	async run(bench) {
		const first = bench.left('person.img');
		const disk = bench.emptyDisk('target', 8 * GIB);
		const line = `${kernelLine(bench.folder, told(first))} hostwright.lifecycle.unattended=yes hostwright.lifecycle.afterwards=poweroff`;
		const live = liveMedium(bench, [...bench.decoy(), ...person.targetDisk(disk)], line);
		const wires = await openVlanSwitch(person.VLAN, person.MACS);
		const {console, ended} = bench.start({...live, network: wires.args});
		await console.says('The installation is done.').finally(() => wires.close());
		await ended;
		if (told(disk) === told(first)) return;
		throw new Error(`the stores differ.\nthe person's:\n${told(first)}\nthe kernel line's:\n${told(disk)}`);
	},
};

export const twins: readonly Part[] = [twin];
