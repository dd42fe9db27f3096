import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {keys, openPty, type Pty, type PtyOptions} from '../pty.ts';
import {bundle} from './bundle.ts';

const PAGE = /> Host name[^]*Esc quit/;

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

test('keys that a tty would act on do nothing by themselves, and none is lost beside them', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor(PAGE);
	pty.type('a\u001Cb\u0013c\u0011d\u0016e\u000Ff');
	await pty.waitFor(/Host name +abcdef$/m);
});

test('Ctrl-Z stops it and the launcher that waits for it; going on shows the page whole', async () => {
	await using pty = openPty('bash', {args: ['--norc', '--noprofile', '-i'], env: {PS1: 'ready> '}});
	await pty.waitFor('ready>');
	pty.type(`sh -c '${process.execPath} ${program}; true'\r`);
	await pty.waitFor(PAGE);
	pty.type('h1\u001A');
	await pty.waitFor(/Stopped[^]*ready>/);
	expect(pty.cursor().hidden).toBe(false);
	pty.type('stty -a | grep -o " echo "; clear\r');
	await pty.waitUntil(frame => frame[0]?.startsWith('ready>') === true, 'a clear screen');
	// Another one on the same tty does not disturb the one that is stopped.
	pty.type(`${process.execPath} ${program}\r`);
	await pty.waitFor(PAGE);
	pty.type(`other${keys.enter}`);
	await pty.waitFor('"host":"other"');
	pty.type('fg\r');
	await pty.waitFor(/> Host name +h1$[^]*Esc quit/m);
	pty.type('2');
	await pty.waitFor(/> Host name +h12$/m);
});

test('a paste is text, whatever lines it has', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor(PAGE);
	expect(pty.raw()).toContain('\u001B[?2004h');
	pty.type('\u001B[200~h1\r\nexample\r\n\u001B[201~!');
	await pty.waitFor(/> Host name +h1 example!$/m);
	pty.type('\r');
	await pty.waitFor('"h1 example!"');
	expect(pty.raw()).toContain('\u001B[?2004l');
});

test('a key that is torn by a resize is that key', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor(PAGE);
	pty.type('\u001B');
	pty.resize(100, 30);
	pty.type('[B');
	await pty.waitUntil(frame => frame.some(line => line.startsWith('      > Password')), 'the focus one line down');
});

test('what is typed before the screen is there is not lost', async () => {
	await using pty = openPty('sh', {args: ['-c', `stty -echo; ${process.execPath} ${program}`]});
	pty.type(`ahead${keys.tab}geheim`);
	await pty.waitFor(/Host name +ahead$[^]*> Password +\*{6}/m);
});

test('a line that does not know its size is drawn as 80x24', async () => {
	await using pty = openPty('sh', {args: ['-c', `stty cols 0 rows 0; exec ${process.execPath} ${program}`]});
	await pty.waitFor(PAGE);
	expect(pty.frame()[23]).toContain('Esc quit');
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
