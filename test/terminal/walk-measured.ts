/** A walk over the boot-disk and network pages of a machine with four disks and four interfaces, and the bytes of each step. */
import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {launcher, makeHome} from '../commands/hostwright.ts';
import {keys, openPty, type Pty, type Run} from '../pty.ts';

/** `row`: to another row of a table, a menu or a form; `part`: a part of a page comes, goes or changes. */
export type Kind = 'paint' | 'key' | 'row' | 'page' | 'part';
export type Measured = {
	readonly kind: Kind;
	readonly what: string;
	readonly bytes: number;
	/** What the screen shows after it, as runs of one look. */
	readonly runs: readonly Run[][];
};

type Steps = {
	readonly measured: Measured[];
	/** Sends bytes and notes what came back, when the screen holds all of the texts. */
	readonly step: (kind: Kind, bytes: string, ...texts: readonly RegExp[]) => Promise<void>;
};

/** What a screen with nothing on it takes: the redraw key asks for it. A page ends with its key line. */
async function paint(pty: Pty, {measured}: Steps, what: string): Promise<void> {
	const before = pty.raw().length;
	pty.type(keys.f12);
	await pty.waitUntil(() => pty.raw().includes('F12 redraw', before), 'the page painted anew');
	await pty.settled();
	measured.push({kind: 'paint', what, bytes: Buffer.byteLength(pty.raw().slice(before)), runs: pty.runs()});
}

function stepsOn(pty: Pty): Steps {
	const measured: Measured[] = [];
	return {
		measured,
		async step(kind, bytes, ...texts) {
			const before = pty.received();
			pty.type(bytes);
			await pty.waitUntil(frame => texts.every(text => text.test(frame.join('\n'))), texts.join(' and '));
			await pty.settled();
			measured.push({kind, what: String(texts[0]), bytes: pty.received() - before, runs: pty.runs()});
		},
	};
}

async function typed({step}: Steps, text: string, field: string): Promise<void> {
	for (let length = 1; length <= text.length; length += 1) {
		const value = text.slice(0, length).replaceAll('.', '\\.');
		await step('key', text[length - 1] ?? '', new RegExp(`> ${field} +${value} *$`, 'm'));
	}
}

async function onBootDisk({step}: Steps): Promise<void> {
	for (const disk of ['sda', 'sdb', 'sdc']) await step('row', keys.down, new RegExp(`> ${disk}`));
	for (const disk of ['sdb', 'sda', 'nvme0n1']) await step('row', keys.up, new RegExp(`> ${disk}`));
	await step('row', keys.tab, />\[ Other device/);
	await step('row', keys.right, />\[ Rescan/);
	await step('row', keys.left, />\[ Other device/);
}

async function onOtherDevice(steps: Steps): Promise<void> {
	await steps.step('part', keys.enter, /> Path of the disk/);
	await typed(steps, '/dev/sdx', 'Path of the disk');
	await steps.step('key', keys.backspace, /> Path of the disk +\/dev\/sd *$/m);
	await steps.step('part', keys.escape, /> nvme0n1/, /Rescan/);
}

async function onNetwork(steps: Steps): Promise<void> {
	const {step} = steps;
	await step('part', ' ', /\[x\] > eno1/);
	for (const nic of ['eno2', 'eno3', 'eno4']) await step('row', keys.down, new RegExp(`> ${nic}`));
	for (const nic of ['eno3', 'eno2', 'eno1']) await step('row', keys.up, new RegExp(`> ${nic}`));
	await step('row', keys.tab, /> Host name/);
	await typed(steps, 'h1.example.org', 'Host name');
	await step('key', keys.backspace, /> Host name +h1.example.or *$/m);
	const fields = ['VLAN', 'Layout', 'Bridge', 'IPv4', 'IPv6', 'DNS servers'];
	await step('row', keys.down, /> VLAN/);
	await typed(steps, '20', 'VLAN');
	for (const field of fields.slice(1)) await step('row', keys.down, new RegExp(`> ${field}`));
	for (const field of fields.slice(0, -1).reverse()) await step('row', keys.up, new RegExp(`> ${field}`));
}

/** Walks in a terminal of that kind, and says what each step took. */
export async function measureWalk(term: string, locale: string): Promise<readonly Measured[]> {
	const home = makeHome();
	const machine = path.resolve(import.meta.dirname, '../machines/four');
	const args = ['install', '--machine', machine];
	await using pty = openPty(launcher, {args, term, env: {...home.env, LANG: locale}});
	await pty.waitFor(/3 found[^]*> Install|> Install[^]*3 found/);
	await pty.settled();
	const steps = stepsOn(pty);
	const {step} = steps;
	const bootDisk = [/3 of 10 {2}Boot disk/, /> nvme0n1/, /bootDisk=/];
	await step('page', keys.enter, /2 of 10 {2}Keyboard/, /> \w/);
	await step('page', keys.enter, ...bootDisk);
	await paint(pty, steps, 'Boot disk');
	await onBootDisk(steps);
	await onOtherDevice(steps);
	await step('page', keys.escape, /2 of 10 {2}Keyboard/, /> \w/);
	await step('page', keys.enter, ...bootDisk);
	await step('page', keys.f1, /> *\[ Back \]/);
	await step('page', keys.escape, ...bootDisk);
	await step('page', keys.enter, /4 of 10 {2}Data disks/, /> sda/);
	await step('page', keys.escape, ...bootDisk);
	await step('page', keys.enter, /4 of 10 {2}Data disks/, /> sda/);
	await step('page', keys.enter, /5 of 10 {2}Volumes/, /> EFI/);
	await step('page', keys.enter, /6 of 10 {2}Network/, /> eno1/);
	await paint(pty, steps, 'Network');
	await onNetwork(steps);
	await step('page', keys.escape, /5 of 10 {2}Volumes/, /> EFI/);
	await step('page', keys.enter, /6 of 10 {2}Network/, /> /);
	await step('page', keys.f1, /> *\[ Back \]/);
	await step('page', keys.escape, /6 of 10 {2}Network/, /> VLAN/);
	await step('page', keys.enter, /7 of 10 {2}Password/, /> Password/);
	await step('page', keys.escape, /6 of 10 {2}Network/, /> /);
	home.remove();
	return steps.measured;
}

/** What curses sends for the same screens, one after the other; all of it for a paint. */
export async function bytesByCurses(walk: readonly Measured[], term: string, locale: string): Promise<number[]> {
	const folder = await mkdtemp(path.join(tmpdir(), 'hostwright-frames-'));
	try {
		const frames = path.join(folder, 'frames.json');
		await writeFile(frames, JSON.stringify(walk.map(({kind, runs}) => ({anew: kind === 'paint', lines: runs}))));
		const program = path.join(import.meta.dirname, 'paint-by-curses.py');
		const env = {...process.env, TERM: term, LANG: locale, LC_ALL: locale};
		const {stdout} = await promisify(execFile)('python3', [program, frames], {env});
		return JSON.parse(stdout) as number[];
	} finally {
		await rm(folder, {recursive: true});
	}
}
