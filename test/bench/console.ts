/** Figures of the console: how soon the first page is there, what it takes, and how far a slow line falls behind the keys. */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {spawn, type IPty} from '@lydell/node-pty';

const root = path.resolve(import.meta.dirname, '../..');
const launcher = path.join(root, 'bin/hostwright');
const ARGUMENTS = ['install', '--machine', path.join(root, 'test/machines/four')];
const ROUNDS = 9;
const KEYS = 200;
/** A person who types fast, in milliseconds a key. */
const PACE = 100;
/** Bytes a second at 9600 baud, with a start and a stop bit each. */
const LINE = 960;
/** Linux counts processor time in these, in milliseconds. */
const TICK = 10;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function open(command: string, args: readonly string[]): IPty {
	const env = {...process.env, TERM: 'vt220', LANG: 'C', CI: undefined};
	return spawn(command, [...args], {name: 'vt220', cols: 80, rows: 24, cwd: root, env});
}

/** Resolves when the text was received, with all that came until then. */
async function received(pty: IPty, text: string): Promise<string> {
	return new Promise(resolve => {
		let all = '';
		const listening = pty.onData(data => {
			all += data;
			if (!all.includes(text)) return;
			listening.dispose();
			resolve(all);
		});
	});
}

const ended = async (pty: IPty) => new Promise<void>(resolve => pty.onExit(() => resolve()));

async function close(pty: IPty): Promise<void> {
	const end = ended(pty);
	pty.kill('SIGKILL');
	await end;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
	const start = process.hrtime.bigint();
	await work();
	return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Milliseconds from exec to the end of an empty program, and to the whole first page. */
async function startOnce(): Promise<{bare: number; page: number; memory: number}> {
	const bare = await milliseconds(async () => ended(open(process.execPath, ['-e', '0'])));
	const holder: {pty?: IPty} = {};
	const page = await milliseconds(async () => {
		holder.pty = open(launcher, ARGUMENTS);
		await received(holder.pty, 'F12 redraw');
	});
	const {pty} = holder;
	const memory = pty ? memoryOf(programOf(pty)) : 0;
	if (pty) await close(pty);
	return {bare, page, memory};
}

/** The launcher waits as a shell; the program is its child. */
const programOf = ({pid}: IPty) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

/** MiB. */
const memoryOf = (pid: number) =>
	Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Milliseconds of processor so far: fields 14 and 15 of /proc/PID/stat, the name in parentheses not counted. */
function processorOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
		.replace(/^.*\) /, '')
		.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK;
}

/** A line of 9600 baud behind the pty: when the last byte of what came so far is through. */
function slowLine(pty: IPty): {free: () => number} {
	let free = 0;
	pty.onData(data => {
		free = Math.max(free, performance.now()) + (Buffer.byteLength(data) / LINE) * 1000;
	});
	return {free: () => free};
}

/** Types into a field, thirty letters and thirty times Backspace in turn. */
async function typeKeys(): Promise<{late: readonly number[]; processor: number}> {
	const pty = open(launcher, ARGUMENTS);
	await received(pty, 'F12 redraw');
	for (const [bytes, text] of [
		['\r', 'Try the keys'],
		['\t', '7m '],
	] as const) {
		const there = received(pty, text);
		pty.write(bytes);
		await there;
	}
	const line = slowLine(pty);
	const [pid, late] = [programOf(pty), [] as number[]];
	const before = processorOf(pid);
	for (let key = 0; key < KEYS; key += 1) {
		const [pressed, answer] = [performance.now(), new Promise(resolve => pty.onData(resolve))];
		pty.write(key % 60 < 30 ? 'a' : '\u007F');
		await answer;
		late.push(line.free() - pressed);
		await new Promise(resolve => setTimeout(resolve, PACE));
	}
	const processor = (processorOf(pid) - before) / KEYS;
	await close(pty);
	return {late, processor};
}

export async function benchConsole(): Promise<void> {
	await startOnce();
	const starts = [];
	for (let round = 0; round < ROUNDS; round += 1) starts.push(await startOnce());
	const [bare, page] = [median(starts.map(start => start.bare)), median(starts.map(start => start.page))];
	const {late, processor} = await typeKeys();
	console.log(`\nconsole, ${ROUNDS} rounds, medians`);
	console.log(`node -e 0                     ${bare.toFixed(0)} ms`);
	console.log(`exec to the whole first page  ${page.toFixed(0)} ms`);
	console.log(`ratio                         ${(page / bare).toFixed(1)}  (budget 5)`);
	console.log(
		`memory (RSS)                  ${median(starts.map(({memory}) => memory)).toFixed(0)} MiB  (budget 85)`,
	);
	console.log(`processor a key               ${processor.toFixed(1)} ms  (budget 6)`);
	const [worst, last] = [Math.max(...late), late.at(-1) ?? 0];
	console.log(
		`${KEYS} keys at 9600 baud: last   ${last.toFixed(0)} ms after its key, worst ${worst.toFixed(0)} ms  (budget 300)`,
	);
}
