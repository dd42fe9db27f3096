/** The whole walk by keys in a pty, onto practice disks: installed, killed, attached, resumed, and the same by other doors. */
import {randomBytes} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {standInImage} from '../../src/session/stand-in.ts';
import type {Home} from '../commands/hostwright.ts';
import {makeDisk, readDisk} from '../commands/install-fixtures.ts';
import {keys} from '../pty.ts';
import {expectFrame, moveTo, open, PATHS, press, shortHome, type Opened} from './rig.ts';

const PASSWORD = 'tulip-Crane-77-obscure';
const homes: Home[] = [];
const home = () => {
	const made = shortHome();
	homes.push(made);
	return made;
};

/** Large enough that copying it takes a while: what does not compress, in MiB. */
const BULK = 192;
let images: Home;
let bulky = '';
let small = '';

beforeAll(async () => {
	images = home();
	small = await standInImage(realHost(), path.join(images.folder, 'small'));
	bulky = await standInImage(realHost(), path.join(images.folder, 'bulky'));
	const bulk = path.join(images.folder, 'bulk');
	await mkdir(bulk);
	await writeFile(path.join(bulk, 'bulk'), randomBytes(BULK * 1024 * 1024));
	const quiet = ['-quiet', '-no-progress', '-all-root', '-no-xattrs', '-no-recovery', '-noD', '-noF'];
	await realHost().run('mksquashfs', [bulk, bulky, ...quiet]);
});
afterAll(() => {
	for (const each of homes) each.remove();
});

const folderOf = (at: Home) => path.join(at.folder, 'disks');
const practise = (at: Home, image: string) =>
	open(['practice', '--folder', folderOf(at), '--image', image], {home: at});

/** From the welcome page to the confirm page, with a name for the host. */
async function answer(pty: Opened, disk: RegExp): Promise<void> {
	await pty.waitFor(/> Install/);
	await pty.waitFor('4 found');
	await press(pty, keys.enter, '2 of 9  Keyboard', '> ');
	await press(pty, keys.enter, '3 of 9  Boot disk', /> blank.img/);
	await moveTo(pty, keys.down, disk);
	await press(pty, keys.enter, '4 of 9  Volumes', /> EFI/);
	await press(pty, keys.enter, '5 of 9  Network');
	await moveTo(pty, keys.tab, /> Host name/);
	await press(pty, 'h1.example.org', 'h1.example.org');
	await press(pty, keys.enter, '6 of 9  Password', /> Password/);
	await press(pty, PASSWORD, '*'.repeat(PASSWORD.length));
	await press(pty, keys.tab, /> The same again/);
	await press(pty, PASSWORD, new RegExp(`again +\\*{${PASSWORD.length}}`));
	await press(pty, keys.enter, '7 of 9  More settings', /> +Go on/);
	await press(pty, keys.enter, '8 of 9  Confirm', 'Will be erased');
}

const onlyJob = (at: Home) => path.join(at.jobs, readdirSync(at.jobs)[0] ?? 'none');

/** The runner of a job, found by what it was started as. */
function runnerOf(folder: string): number {
	const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
	const found = pids.find(pid => {
		try {
			const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
			return words.includes('runner') && words.includes(folder) && !(words[0] ?? '').endsWith('sh');
		} catch {
			return false;
		}
	});
	if (found === undefined) throw new Error(`no runner of ${folder}`);
	return Number(found);
}

describe('a walk-through', () => {
	it('ends in the host that the equivalent kernel line gives', async () => {
		const at = home();
		const pty = practise(at, small);
		try {
			await answer(pty, /> blank.img/);
			// Back, and forward again: what was typed is there.
			await press(pty, keys.escape, '7 of 9  More settings');
			await press(pty, keys.escape, '6 of 9  Password', '*'.repeat(PASSWORD.length));
			await press(pty, keys.escape, '5 of 9  Network', 'h1.example.org');
			await press(pty, keys.escape, '4 of 9  Volumes');
			await press(pty, keys.escape, '3 of 9  Boot disk', /> blank.img/);
			await press(pty, keys.enter, '4 of 9  Volumes');
			await press(pty, keys.enter, '5 of 9  Network', 'h1.example.org');
			await press(pty, keys.enter, '6 of 9  Password', '*'.repeat(PASSWORD.length));
			await press(pty, keys.enter, '7 of 9  More settings', /> +Go on/);
			await press(pty, keys.enter, '8 of 9  Confirm', 'Will be erased');
			pty.type(keys.enter);
			await pty.waitFor('The same answers as a kernel line');
			await expectFrame('done', pty, [...PATHS, [/in \d+\.\d s/g, 'in [time]']], 'localhost');
			await press(pty, keys.enter, 'The practice disks lie in');
			expect((await pty.exited).code).toBe(0);
			expect(pty.raw()).not.toContain(PASSWORD);
		} finally {
			await pty.close();
		}
		const answers = path.join(onlyJob(at), 'host.yaml');
		const secrets = path.join(at.folder, 'secrets');
		const {stdout: line, code} = await at.run('kargs', '--config', answers, '--secrets', secrets);
		expect(code).toBe(0);
		const whole = readFileSync(secrets, 'utf8').trim() || line.trim();
		const other = makeDisk(at.folder, 'other.img', 40_000_000_000);
		const installed = await at.run(
			'install',
			'--unattended',
			'--disk',
			other,
			'--image',
			small,
			'--cmdline',
			whole,
		);
		expect(installed).toMatchObject({code: 0});
		const [mine, theirs] = await Promise.all(
			[path.join(folderOf(at), 'blank.img'), other].map(async disk => readDisk(disk, readFileSync(small).length)),
		);
		const settings = (text = '') => text.slice(0, text.indexOf('provenance:'));
		expect(settings(mine?.['settings.yaml'])).toContain('hostname: h1.example.org');
		expect(settings(mine?.['settings.yaml'])).toBe(settings(theirs?.['settings.yaml']));
		expect(mine?.['incomplete']).toBe('absent');
	});

	it('has no way to a disk that is not a practice disk', async () => {
		const at = home();
		const foreign = makeDisk(at.folder, 'mine.img');
		const pty = practise(at, small);
		try {
			await pty.waitFor('4 found');
			await press(pty, keys.enter, '2 of 9  Keyboard', '> ');
			await press(pty, keys.enter, '3 of 9  Boot disk', /> blank.img/);
			await press(pty, keys.tab, />\[ Other device/);
			await press(pty, keys.enter, '> Path of the disk');
			await press(pty, foreign, 'mine.img');
			await press(pty, keys.enter, 'is no practice disk');
		} finally {
			await pty.close();
		}
	});

	it('goes on when its screen is killed, and a new screen shows the rest', async () => {
		const at = home();
		const pty = practise(at, bulky);
		let runner: number | undefined;
		try {
			await answer(pty, /!> earlier.img/);
			await press(pty, 'practice-2', 'practice-2');
			await press(pty, keys.enter, '9 of 9  Installing on earlier.img');
			runner = runnerOf(onlyJob(at));
			await pty.waitFor(/now +Write the image/);
			await pty.waitFor(/\d+ of \d+ MB/);
			// Holding the runner still holds the picture still.
			process.kill(runner, 'SIGSTOP');
			await redrawn(pty);
			await expectFrame(
				'progress',
				pty,
				[
					[/\d+\.\d s/g, '[t] s'],
					// They are made beside the copy, and may be done by now.
					[
						/now {4}Make file systems$/gm,
						'done   Make file systems                                             [t] s',
					],
					[/\[#*\.*\]/g, '[##########..........]'],
					[/ +\d+ %(?: {2}\d+:\d\d left)?/g, '  50 %'],
					[/\d+ of (\d+) MB(?:, \d+ MB\/s)?/g, '[n] of $1 MB'],
				],
				'localhost',
			);
			pty.kill('SIGKILL');
			await pty.exited;
			const again = practise(at, bulky);
			try {
				await again.waitFor('9 of 9  Installing on earlier.img');
				await again.waitFor(/now +Write the image/);
				await expectFrame(
					'log',
					await press(again, keys.f6, 'started', 'F6 steps'),
					[
						[/\d\d:\d\d:\d\d/g, '[clock]'],
						// They are made beside the copy, and may be done by now.
						[/^ +\[clock\] {2}Make file systems: done\n([^]*?\n)\n/gm, '$1\n\n'],
					],
					'localhost',
				);
				await press(again, keys.f6, /now +Write the image/);
				process.kill(runner, 'SIGCONT');
				await again.waitFor('Installed on earlier.img');
			} finally {
				await again.close();
			}
		} finally {
			if (runner !== undefined && existsSync(`/proc/${runner}`)) process.kill(runner, 'SIGCONT');
			await pty.close();
		}
		const disk = await readDisk(path.join(folderOf(at), 'earlier.img'), readFileSync(bulky).length);
		expect(disk['incomplete']).toBe('absent');
		expect(disk['settings.yaml']).toContain('hostname: h1.example.org');
	});

	it('is refused when a disk changed since it was shown, and shows the new plan', async () => {
		const at = home();
		const pty = practise(at, small);
		const disk = path.join(folderOf(at), 'blank.img');
		try {
			await answer(pty, /> blank.img/);
			await pty.waitFor('F5 plan');
			await realHost().run('mkswap', [disk]);
			pty.type(keys.enter);
			await expectFrame(
				'refused',
				await press(pty, '', 'The install was refused on blank.img'),
				PATHS,
				'localhost',
			);
			await press(pty, keys.escape, '8 of 9  Confirm', 'To erase blank.img');
		} finally {
			await pty.close();
		}
		expect((await realHost().ask('blkid', ['-p', '-o', 'value', '-s', 'TYPE', disk])).stdout.trim()).toBe('swap');
	});

	it('offers to go on when the runner was killed', async () => {
		const at = home();
		const pty = practise(at, bulky);
		try {
			await answer(pty, /> blank.img/);
			await press(pty, keys.enter, '9 of 9  Installing on blank.img');
			const runner = runnerOf(onlyJob(at));
			await pty.waitFor(/now +Write the image/);
			process.kill(runner, 'SIGKILL');
			await pty.waitFor('the runner stopped');
			await pty.waitFor('Enter goes on where the work stopped');
			pty.kill('SIGKILL');
			await pty.exited;
			const again = practise(at, bulky);
			try {
				await expectFrame(
					'welcome-resume',
					await press(again, '', '> Resume', /Memory +\d+ GiB/),
					[
						[/\d{4}-\d\d-\d\d \d\d:\d\d/g, '[date] [clock]'],
						[/(Virtualization {2}|Firmware {8}|Memory {10}).*/g, '$1[of this machine]'],
					],
					'localhost',
				);
				await press(again, keys.enter, 'Installing on blank.img');
				await again.waitFor('Installed on blank.img');
			} finally {
				await again.close();
			}
		} finally {
			await pty.close();
		}
		const disk = await readDisk(path.join(folderOf(at), 'blank.img'), readFileSync(bulky).length);
		expect(disk['incomplete']).toBe('absent');
	});
});

/** To the log and back, so that what is on the screen was drawn after the runner was held. */
async function redrawn(pty: Opened): Promise<void> {
	await press(pty, keys.f6, 'F6 steps');
	await press(pty, keys.f6, /now +Write the image/, 'F6 log');
}
