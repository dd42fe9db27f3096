/** Wrong answers on the kernel line: nobody is asked, so nothing is written, and the console says why. */
import {createHash} from 'node:crypto';
import {createReadStream, readFileSync} from 'node:fs';
import path from 'node:path';
import {keys} from '../hands.ts';
import {openShell} from '../inside.ts';
import {liveMedium} from '../live-medium.ts';
import {virtioDisk} from '../machine.ts';
import type {Part} from '../part.ts';
import {FIRST_SCREEN} from '../walk.ts';

/** Of the wrong answers that the sources are tested with: each has its line and the sentences that it must lead to. */
const SAMPLE = [
	...[
		'bond-without-ports',
		'disk-selector-unknown',
		'dns-no-address',
		'flag-neither-on-nor-off',
		'hostname-too-long',
	],
	...['netmask-with-holes', 'password-in-plain', 'size-no-number', 'unknown-prefixed', 'vlan-out-of-range'],
];
const folder = path.resolve(import.meta.dirname, '../../answers/fail');
const lineOf = (name: string) => readFileSync(path.join(folder, `${name}.cmdline`), 'utf8').trim();
const sentencesOf = (name: string) =>
	readFileSync(path.join(folder, `${name}.txt`), 'utf8')
		.trim()
		.split('\n');

async function sumOf(file: string): Promise<string> {
	const sum = createHash('sha256');
	for await (const bytes of createReadStream(file)) sum.update(bytes as Buffer);
	return sum.digest('hex');
}

/** Lines of a serial console end where they end: nothing folds them. */
function requireAll(said: string, sentences: readonly string[]): void {
	const missing = sentences.filter(sentence => !said.includes(sentence));
	if (missing.length > 0) throw new Error(`the console does not say:\n${missing.join('\n')}\nbut:\n${said}`);
}

const wrong: Part = {
	name: 'wrong-answers',
	proves: 'ten wrong answers on the kernel line, together and each alone, change no byte of any disk, and are told',
	async run(bench) {
		const disks = [bench.decoy(), virtioDisk(bench.emptyDisk('target', 2 ** 30), 'target')];
		const files = ['decoy', 'target'].map(name => path.join(bench.folder, `${name}.img`));
		const before = await Promise.all(files.map(sumOf));
		const all = ['hostwright.lifecycle.unattended=yes', ...SAMPLE.map(lineOf)].join(' ');
		const machine = bench.start(liveMedium(bench, disks.flat(), all));
		const {console} = machine;
		requireAll(await console.says('The installation has failed'), SAMPLE.flatMap(sentencesOf));
		await console.says('Enter opens the installer.');
		await console.type(keys.enter);
		await console.shows(FIRST_SCREEN);
		await openShell(machine);
		for (const name of SAMPLE) {
			await console.type(`hostwright install --unattended --cmdline '${lineOf(name)}' 2>&1; echo "code $?"\r`);
			const said = await console.says(/^code \d+\n/m);
			requireAll(said, [...sentencesOf(name), 'code 1']);
		}
		await machine.stop();
		const after = await Promise.all(files.map(sumOf));
		if (after.join() !== before.join()) throw new Error(`the disks were changed: ${before.join()} ${after.join()}`);
	},
};

export const wrongAnswers: readonly Part[] = [wrong];
