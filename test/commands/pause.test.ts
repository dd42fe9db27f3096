/** An install without a person that stops for one: the real command in a pty. */
import {closeSync, openSync, readSync, truncateSync} from 'node:fs';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {openPty} from '../pty.ts';
import {launcher, makeHome, type Home} from './hostwright.ts';
import {makeDisk, makeImage} from './install-fixtures.ts';

let home: Home;
let disk: string;
let args: readonly string[];
beforeAll(async () => {
	home = makeHome();
	disk = makeDisk(home.folder);
	truncateSync(disk, 8 * 2 ** 30);
	args = ['install', '--unattended', '--disk', disk, '--image', await makeImage(home.folder), '--cmdline'];
});
afterAll(() => home.remove());

/** Somebody has to be able to log in. */
const PASSWORD = `adminpw=$6$abcdefgh$${'a'.repeat(86)}`;

const firstBytes = () => {
	const file = openSync(disk, 'r');
	const bytes = Buffer.alloc(4096);
	readSync(file, bytes);
	closeSync(file);
	return bytes;
};

it('waits before the first write, and goes on with Enter', async () => {
	await using pty = openPty(launcher, {args: [...args, `${PASSWORD} node.break=pre-installer`], env: home.env});
	await pty.waitFor('Paused before the first write. Enter goes on.');
	expect(firstBytes().every(byte => byte === 0)).toBe(true);
	pty.type('\r');
	expect(await pty.exited).toMatchObject({code: 0});
	expect(firstBytes().some(byte => byte !== 0)).toBe(true);
});

it('waits when everything was written', async () => {
	await using pty = openPty(launcher, {
		args: [...args, `${PASSWORD} reinstall node.break=pre-reboot`],
		env: home.env,
	});
	await pty.waitFor(/installed on[^]*Paused before the reboot/);
	pty.type('\r');
	expect(await pty.exited).toMatchObject({code: 0});
});

it('is refused where nobody could press Enter', async () => {
	const {code, stderr} = await home.run(...args, `${PASSWORD} reinstall hostwright.lifecycle.pause=before-install`);
	expect(code).toBe(1);
	expect(stderr).toContain(
		'lifecycle.pause=before-install waits for a person, and no console is here; give --console TTY',
	);
});
