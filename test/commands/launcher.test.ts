/** The launcher, which one sudo rule may start as root. */
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {openPty} from '../pty.ts';
import {launcher, makeHome, runCommand, type Home} from './hostwright.ts';

let home: Home;
beforeAll(() => {
	home = makeHome();
});
afterAll(() => home.remove());

it('starts no tool from the PATH of who calls it, and drops what steers Node.js', async () => {
	const folder = path.join(home.folder, 'bin');
	mkdirSync(folder);
	for (const name of ['readlink', 'dirname', 'env', 'sed', 'uname', 'stty', 'debugfs', 'lsblk']) {
		writeFileSync(path.join(folder, name), '#!/bin/sh\necho TAKEN OVER >&2\n');
		chmodSync(path.join(folder, name), 0o755);
	}
	const link = path.join(home.folder, 'link');
	symlinkSync(launcher, link);
	const env = {...home.env, PATH: `${folder}:${home.env['PATH'] ?? ''}`, NODE_OPTIONS: '--require /nothing/here'};
	expect(await runCommand(link, ['check', '--cmdline', 'quiet'], env)).toMatchObject({code: 0, stderr: ''});
});

it('gives the tty back as it was, also when the program was killed without mercy', async () => {
	const [before, after] = ['before', 'after'].map(name => path.join(home.folder, name));
	const machine = path.resolve(import.meta.dirname, '../machines/four');
	const script = `stty -a >${before}; ${launcher} install --machine ${machine}; echo "ended $?."; stty -a >${after}; echo told; read line`;
	await using pty = openPty('sh', {args: ['-c', script], env: home.env});
	await pty.waitFor(/> Install[^]*F12 redraw/);
	const childOf = (pid: number) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);
	// The launcher waits as a shell; the program is its child.
	process.kill(childOf(childOf(pty.pid)), 'SIGKILL');
	await pty.waitFor(/^ended 137\.$[^]*^told$/m);
	pty.type('words');
	await pty.waitFor('words');
	expect(readFileSync(String(after), 'utf8')).toBe(readFileSync(String(before), 'utf8'));
	expect(pty.cursor().hidden).toBe(false);
});

it('gives back the other consoles too', async () => {
	await using far = openPty('sh', {args: ['-c', 'tty; exec sleep 1000'], env: home.env});
	const [tty = ''] = await far.waitFor(/\/dev\/pts\/\d+/);
	const settings = () => execFileSync('stty', ['-a', '-F', tty], {encoding: 'utf8'});
	const before = settings();
	const machine = path.resolve(import.meta.dirname, '../machines/four');
	const args = ['install', '--machine', machine, '--console', tty];
	await using near = openPty(launcher, {args, env: home.env});
	await Promise.all([near.waitFor(/> Install/), far.waitFor(/> Install/)]);
	expect(settings()).not.toBe(before);
	const children = readFileSync(`/proc/${near.pid}/task/${near.pid}/children`, 'utf8');
	process.kill(Number(children.split(' ')[0]), 'SIGKILL');
	await expect(near.exited).resolves.toMatchObject({code: 137});
	expect(settings()).toBe(before);
	await far.waitUntil(() => !far.cursor().hidden, 'the cursor to be shown');
});

it('says nothing about input that is closed, or output that nobody reads', async () => {
	const machine = path.resolve(import.meta.dirname, '../machines/four');
	const install = `${launcher} install --machine ${machine}`;
	const script = `${install} </dev/null >/dev/null; echo "closed $?."; ${install} | true; echo "unread."; stty -a | grep -o " echo "`;
	await using pty = openPty('sh', {args: ['-c', script], env: home.env});
	const frame = await pty.waitFor(/^closed 0\.$[^]*^unread\.$[^]*^ echo$/m);
	expect(frame.join('\n')).not.toMatch(/EPIPE|at .*:\d+:\d+/);
});
