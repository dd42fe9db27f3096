/**
 * `npm run bench`: figures as ratios within one run, medians, interleaved. Nothing here is a test: a time asserted is flaky.
 * Installing an image of 512 MiB into a file, against dd of the same bytes with fsync plus one read back.
 */
import {execFileSync} from 'node:child_process';
import {
	closeSync,
	ftruncateSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {randomBytes} from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import {makeProducts} from '../../src/features/boot-loader/loaders.ts';
import {realHost} from '../../src/host/real-host.ts';
import type {JournalEntry} from '../../src/plan/journal-entry.ts';
import {benchConsole} from './console.ts';

const root = path.resolve(import.meta.dirname, '../..');
const ROUNDS = 7;
const MIB = 1 << 20;
const HASH = `$6$abcdefgh$${'a'.repeat(86)}`;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function seconds(work: () => void): number {
	const start = process.hrtime.bigint();
	work();
	return Number(process.hrtime.bigint() - start) / 1e9;
}

const quiet = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
	execFileSync(command, args, {stdio: ['ignore', 'ignore', 'pipe'], env});

/** Random bytes do not compress, so the squashfs is as large as what is in it. */
function makeImage(folder: string): string {
	const tree = path.join(folder, 'tree');
	mkdirSync(path.join(tree, 'boot'), {recursive: true});
	for (const name of ['vmlinuz', 'initrd']) writeFileSync(path.join(tree, 'boot', name), randomBytes(8 * MIB));
	for (let part = 0; part < 31; part++) writeFileSync(path.join(tree, `part${part}`), randomBytes(16 * MIB));
	const image = path.join(folder, 'image.squashfs');
	quiet('mksquashfs', [tree, image, '-noI', '-noD', '-noF', '-noX', '-quiet', '-no-progress']);
	rmSync(tree, {recursive: true});
	return image;
}

/** A new sparse file: where its blocks come to lie decides how fast the first write is, so both get the same kind of target. */
function makeTarget(folder: string, name: string): string {
	const target = path.join(folder, name);
	rmSync(target, {force: true});
	const file = openSync(target, 'wx');
	ftruncateSync(file, 16 * 1024 * MIB);
	closeSync(file);
	return target;
}

/** Where slot A begins: behind the table, BIOSBOOT and the ESP. */
const SLOT_A = 514 * MIB;

/** Seconds of dd: the copy with its fsync, and the copy read back from the page cache and from the medium, as an install reads it. */
type Copied = {readonly cached: number; readonly medium: number};

function copyWithDd(image: string, folder: string): Copied {
	const target = makeTarget(folder, 'dd.img');
	const write = ['oflag=seek_bytes', `seek=${SLOT_A}`, 'conv=notrunc,fsync'];
	const copied = seconds(() => quiet('dd', [`if=${image}`, `of=${target}`, 'bs=4M', ...write, 'status=none']));
	const readBack = (flags: string) => {
		const back = [`iflag=skip_bytes,count_bytes${flags}`, `skip=${SLOT_A}`, `count=${statSync(image).size}`];
		return seconds(() => quiet('dd', [`if=${target}`, 'of=/dev/null', 'bs=4M', ...back, 'status=none']));
	};
	return {cached: copied + readBack(''), medium: copied + readBack(',direct')};
}

/** Seconds of the whole command, and of its parts by name, in order. Steps may run beside each other. */
type Took = {readonly whole: number; readonly parts: ReadonlyMap<string, number>};

const MOVING = 'moving the image';

function install(image: string, folder: string): Took {
	const target = makeTarget(folder, 'disk.img');
	const line = `BOOTIF=52:54:00:12:34:56 storage_init=/dev/sda adminpw=${HASH}`;
	const state = path.join(folder, 'state');
	rmSync(state, {recursive: true, force: true});
	const began = Date.now();
	const whole = seconds(() => {
		const args = ['install', '--unattended', '--disk', target, '--image', image, '--cmdline', line];
		quiet(path.join(root, 'bin/hostwright'), args, {...process.env, XDG_STATE_HOME: state});
	});
	return {whole, parts: partsOf(readEntries(state), began, Date.now())};
}

/** The journal of the only job there. */
function readEntries(state: string): readonly JournalEntry[] {
	const jobs = path.join(state, 'hostwright/jobs');
	const [job = ''] = readdirSync(jobs);
	const lines = readFileSync(path.join(jobs, job, 'journal.jsonl'), 'utf8')
		.trim()
		.split('\n');
	return lines.map(text => JSON.parse(text) as JournalEntry);
}

/** @param began and ended when the command did, milliseconds since 1970 */
function partsOf(entries: readonly JournalEntry[], began: number, ended: number): ReadonlyMap<string, number> {
	const at = (event: string, step?: string) => {
		const found = entries.find(
			entry => entry.event === event && (!step || ('step' in entry && entry.step === step)),
		);
		return Date.parse(found?.at ?? '');
	};
	const steps = entries.flatMap(entry => (entry.event === 'started' ? entry.steps.map(({id}) => id) : []));
	const spans: ReadonlyArray<readonly [string, number, number]> = [
		['until the runner has the job', began, at('started')],
		['until its first step', at('started'), at('step-started')],
		...steps.map(id => [id, at('step-started', id), at('step-done', id)] as const),
		['after its last line', at('finished'), ended],
		[MOVING, at('step-started', 'write-slot'), at('step-done', 'finish-slot')],
	];
	return new Map(spans.map(([name, from, to]) => [name, (to - from) / 1000]));
}

const row = (what: string, values: readonly number[]) =>
	console.log(
		`${what.padEnd(32)}${median(values).toFixed(2)} s  (${values.map(value => value.toFixed(2)).join(' ')})`,
	);

const folder = mkdtempSync(path.join(os.tmpdir(), 'hostwright-bench-'));
try {
	const image = makeImage(folder);
	// As on a medium: the boot loaders are products that lie beside the image.
	await makeProducts(realHost(), image);
	const dd: Copied[] = [];
	const ours: Took[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const pair = [copyWithDd(image, folder), install(image, folder)] as const;
		// The first round fills caches and is not counted.
		if (round > 0) {
			dd.push(pair[0]);
			ours.push(pair[1]);
		}
	}
	const whole = ours.map(took => took.whole);
	const part = (name: string) => ours.map(took => took.parts.get(name) ?? 0);
	const medium = dd.map(copied => copied.medium);
	const cached = dd.map(copied => copied.cached);
	const ratio = (values: readonly number[], to: readonly number[]) => (median(values) / median(to)).toFixed(2);
	console.log(`image of ${(statSync(image).size / MIB).toFixed(0)} MiB, ${ROUNDS} rounds, medians`);
	row('dd conv=fsync + read back', medium);
	row('  read from the page cache', cached);
	row('hostwright install, whole', whole);
	for (const name of ours[0]?.parts.keys() ?? []) row(`  ${name}`, part(name));
	console.log(`ratio, whole command            ${ratio(whole, medium)}  (budget 1.6)`);
	console.log(`ratio, ${MOVING}         ${ratio(part(MOVING), medium)}`);
	console.log(`ratio to dd from the page cache ${ratio(whole, cached)}`);
} finally {
	rmSync(folder, {recursive: true});
}
await benchConsole();
