/** The whole install by a script of plain lines: for screen readers, poor consoles, and whoever pipes answers in. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {standInImage} from '../../src/session/stand-in.ts';
import {launcher, makeHome, type Home} from '../commands/hostwright.ts';
import {readDisk} from '../commands/install-fixtures.ts';

const PASSWORD = 'tulip-Crane-77-obscure';

/** Page by page; an empty line takes what is offered. */
const SCRIPT = [
	...['1', '', ''], // Welcome: install. Keyboard: as it is, go on.
	'1', // Boot disk: the blank one.
	...Array.from({length: 8}, () => ''), // Volumes: six sizes, DATA fills the disk, go on.
	...['-', 'h1.example.org', ...Array.from({length: 7}, () => '')], // Network: none now, a host name, go on.
	...[PASSWORD, PASSWORD, '', ''],
	'', // More settings: go on.
	'', // Confirm.
];

let home: Home;
beforeAll(() => {
	home = makeHome();
});
afterAll(() => home.remove());

it('installs a disk', async () => {
	const image = await standInImage(realHost(), home.folder);
	const disks = path.join(home.folder, 'disks');
	const args = ['practice', '--linear', '--folder', disks, '--image', image];
	const child = spawn(launcher, args, {env: home.env, stdio: ['pipe', 'pipe', 'pipe']});
	child.stdin.end(SCRIPT.map(line => `${line}\n`).join(''));
	const [said] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
	expect(child.exitCode).toBe(0);
	expect(said).toContain('The same answers as a kernel line');
	expect(said).not.toContain(PASSWORD);
	expect(said).not.toMatch(/[^\n -~]/);
	expect(Math.max(...said.split('\n').map(line => line.length))).toBeLessThanOrEqual(300);
	const disk = await readDisk(path.join(disks, 'blank.img'), readFileSync(image).length);
	expect(disk['settings.yaml']).toContain('hostname: h1.example.org');
	expect(disk['incomplete']).toBe('absent');
});
