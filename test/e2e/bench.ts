/** What a part works with: its folder, its disks, its machines. */
import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, ftruncateSync, mkdirSync, openSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {startMachine, virtioDisk, type Machine} from './machine.ts';
import type {Bench} from './part.ts';

const GIB = 2 ** 30;

/** Partitions as ours are called, with nothing in them. */
const LABELS = ['BIOSBOOT', 'ESP', 'ROOT-A', 'ROOT-B', 'CONFIG', 'STATE', 'SWAP', 'LOGGING', 'DATA'];

function makeSparse(file: string, size: number): string {
	rmSync(file, {force: true});
	const descriptor = openSync(file, 'w');
	ftruncateSync(descriptor, size);
	closeSync(descriptor);
	return file;
}

export type OpenBench = Bench & {
	/** Keeps the last screen of every machine. */
	keep(): void;
	close(): Promise<void>;
};

export function openBench(products: string, run: string, name: string): OpenBench {
	const folder = path.join(run, name);
	mkdirSync(folder, {recursive: true});
	const machines: Machine[] = [];
	const kept = path.join(run, 'left');
	return {
		...{products, folder},
		start(options) {
			const own = path.join(folder, `machine-${machines.length + 1}`);
			mkdirSync(own, {recursive: true});
			const machine = startMachine({...options, folder: own});
			machines.push(machine);
			return machine;
		},
		decoy() {
			const file = makeSparse(path.join(folder, 'decoy.img'), GIB);
			const script = ['label: gpt', ...LABELS.map(label => `size=64MiB, name=${label}`), ''].join('\n');
			const made = spawnSync('sfdisk', ['--quiet', file], {input: script, encoding: 'utf8'});
			if (made.status !== 0) throw new Error(`sfdisk cannot make the decoy: ${made.stderr}`);
			return virtioDisk(file, 'decoy');
		},
		emptyDisk: (disk, size) => makeSparse(path.join(folder, `${disk}.img`), size),
		layer(disk) {
			const file = path.join(folder, `${path.basename(disk)}.qcow2`);
			const made = spawnSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', disk, '-F', 'raw', file]);
			if (made.status !== 0) throw new Error(`qemu-img cannot lay over ${disk}: ${String(made.stderr)}`);
			return file;
		},
		left(what) {
			const file = path.join(kept, what);
			if (!existsSync(file)) throw new Error(`no part before this one has left ${what}; run the whole`);
			return file;
		},
		leave(file, what) {
			mkdirSync(kept, {recursive: true});
			renameSync(file, path.join(kept, what));
		},
		keep() {
			for (const {console} of machines) console.keep();
		},
		async close() {
			for (const machine of machines) await machine.stop();
		},
	};
}
