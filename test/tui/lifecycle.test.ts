import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {keys, openPty, type Pty, type PtyOptions} from '../pty.ts';
import {bundle} from './bundle.ts';

let program = '';
let folder = '';
beforeAll(async () => {
	program = await bundle('tui/fixtures/form.tsx');
	folder = await mkdtemp(path.join(tmpdir(), 'hostwright-lifecycle-'));
});

/** The program under a shell that notes the tty's settings before and after. */
async function openUnderShell(options: PtyOptions = {}) {
	const [before, after] = [path.join(folder, 'before'), path.join(folder, 'after')];
	const script = `stty -a >${before}; ${process.execPath} ${program}; code=$?; stty -a >${after}; echo "ended $code."; read line`;
	const pty = openPty('sh', {...options, args: ['-c', script]});
	await pty.waitFor(/> Host name.*[^]*Esc quit/);
	const settings = async () => Promise.all([readFile(before, 'utf8'), readFile(after, 'utf8')]);
	return {pty, settings};
}

/** The program's own process, a child of the shell. */
async function childOf(pty: Pty): Promise<number> {
	const children = await readFile(`/proc/${pty.pid}/task/${pty.pid}/children`, 'utf8');
	return Number(children.trim().split(' ')[0]);
}

describe('the tty is as it was after', () => {
	test.each([
		['a normal end', keys.enter, 0],
		['Ctrl-C', '\u0003', 0],
	])('%s', async (_what, bytes, code) => {
		const {pty, settings} = await openUnderShell();
		await using _ = pty;
		pty.type(bytes);
		const frame = await pty.waitFor(`ended ${code}.`);
		const [before, after] = await settings();
		expect(after).toBe(before);
		expect(pty.cursor().hidden).toBe(false);
		// Below the frame, of which nothing is overwritten.
		const keyLine = frame.findIndex(line => line.includes('Enter continue  Esc quit'));
		expect(frame.findIndex(line => line.startsWith('ended'))).toBeGreaterThan(keyLine);
		expect(keyLine).toBeGreaterThan(0);
	});

	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
		['SIGQUIT', 131],
	] as const)('%s, which still ends it', async (signal, code) => {
		const {pty, settings} = await openUnderShell();
		await using _ = pty;
		process.kill(await childOf(pty), signal);
		await pty.waitFor(`ended ${code}.`);
		const [before, after] = await settings();
		expect(after).toBe(before);
		expect(pty.cursor().hidden).toBe(false);
	});
});

test('a hang-up of the line ends the program', async () => {
	const pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor('> Host name');
	pty.kill('SIGHUP');
	expect(await pty.exited).toMatchObject({signal: 1});
});

test('another program gets the tty as it was, and the page comes back whole', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor('> Host name');
	pty.type(`h1${keys.f8}`);
	const frame = await pty.waitFor('the shell');
	expect(frame.join('\n')).not.toContain('Password');
	await pty.waitFor(/^ echo$/m);
	expect(pty.cursor().hidden).toBe(false);
	pty.type('words\r');
	await pty.waitFor(/> Host name +h1[^]*Esc quit/);
	expect(pty.frame().join('\n')).not.toContain('words');
	pty.type('.example.org');
	await pty.waitFor('h1.example.org');
});

test('F12 removes what the kernel wrote over the page', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor(/> Host name[^]*Esc quit/);
	const before = pty.frame();
	await writeFile(`/proc/${pty.pid}/fd/1`, '\n\n[   12.345] usb 1-1: new high-speed device\n\u001B[7m more');
	await pty.waitFor('new high-speed device');
	pty.type(keys.f12);
	await pty.waitUntil(frame => frame.join('\n') === before.join('\n'), 'the page as it was');
	expect(pty.reversed().filter(line => line !== '')).toEqual([' ']);
});

test('a terminal that is too small is told so, and the page comes back with what was typed', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor('> Host name');
	pty.type('h1');
	await pty.waitFor(/Host name +h1/);
	pty.resize(70, 20);
	await pty.waitFor('This terminal has 70 columns and 20 lines.');
	expect(pty.frame().join('\n')).not.toContain('Host name');
	// Nothing of the keys is seen, but F12 after them is.
	const before = pty.received();
	pty.type(`lost${keys.f12}`);
	await pty.waitUntil(() => pty.received() > before, 'the screen painted anew');
	pty.resize(80, 24);
	await pty.waitFor(/> Host name +h1$[^]*Esc quit/m);
	pty.resize(100, 30);
	await pty.waitUntil(frame => frame.length === 30 && (frame[29] ?? '').includes('Esc quit'), 'the keys on line 30');
	expect(pty.frame()[0]).toHaveLength(99);
	pty.resize(500, 200);
	await pty.waitUntil(frame => (frame[199] ?? '').includes('Esc quit'), 'the keys on line 200');
	pty.resize(80, 24);
	await pty.waitUntil(frame => frame.length === 24 && (frame[23] ?? '').includes('Esc quit'), 'the keys on line 24');
});

describe('terminals', () => {
	test.each([
		['linux', {}],
		['vt100', {}],
		['vt220', {LANG: 'C'}],
		['vt320', {}],
		['xterm-256color', {NO_COLOR: '1'}],
		['xterm', {LANG: 'C', LC_ALL: 'C'}],
	])('%s %j shows the focus by a mark and in reverse, with what the terminal understands', async (term, env) => {
		await using pty = openPty(process.execPath, {args: [program], term, env});
		await pty.waitFor(/> Host name[^]*Esc quit/);
		pty.type(keys.tab.repeat(5));
		await pty.waitFor('> nvme0n1');
		expect(pty.reversed().filter(line => line !== '')).toEqual(['nvme0n1']);
		const raw = pty.raw().replaceAll(/\u001B\[[\d;]*[mHABCDKJr]|\u001B\[\?25[lh]|\u001B\)0|\u001B[DM]/g, '');
		// ECH, ICH and DCH; CHA and VPA: for the terminals that have them.
		const more =
			term === 'vt100'
				? /$/g
				: term.startsWith('vt')
					? /\u001B\[\d*[X@P]/g
					: /\u001B\[\d*[X@PGd]|\u001B\[\?2004[lh]/g;
		expect(raw.replaceAll(more, '')).not.toContain('\u001B');
		if (term.startsWith('vt') || 'NO_COLOR' in env) expect(pty.raw()).not.toMatch(/\u001B\[[\d;]*(?:3|4|9)\dm/);
		if ('LANG' in env) expect(raw).not.toMatch(/[^\u0000-\u007E]/);
	});

	test('draws although CI is set', async () => {
		await using pty = openPty('env', {args: ['CI=1', process.execPath, program]});
		await pty.waitFor(/> Host name[^]*Esc quit/);
	});
});
