/** The runner on its own: screens die and come back, a second runner is refused, and no secret is left about. */
import {spawn, type ChildProcess} from 'node:child_process';
import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {followJournal} from '../../src/plan/follow-journal.ts';
import {journalFileOf} from '../../src/plan/job.ts';
import {launcher, makeHome, type Home} from './hostwright.ts';
import {HASH, makeDisk, makeLargerImage, PASSWORD, readDisk, WHOLE_LINE} from './install-fixtures.ts';

let home: Home;
let image: string;
let disk: string;
beforeAll(async () => {
	home = makeHome();
	image = await makeLargerImage(home.folder);
	disk = makeDisk(home.folder);
});
afterAll(() => home.remove());

/** Waits until something is there; the process it is about is stopped or working meanwhile, so it comes. */
async function until<T>(look: () => T | undefined): Promise<T> {
	for (;;) {
		const found = look();
		if (found !== undefined) return found;
		await new Promise(resolve => setImmediate(resolve));
	}
}

const jobFolder = () => {
	const [id] = names(home.jobs);
	return id === undefined ? undefined : path.join(home.jobs, id);
};

function names(folder: string): readonly string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

/** The process that was started with these last words; its command line stays as it is while it is stopped. */
function processWith(...words: readonly string[]): number | undefined {
	const wanted = `\0${words.join('\0')}\0`;
	const found = names('/proc').find(name => {
		try {
			return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').endsWith(wanted);
		} catch {
			return false;
		}
	});
	return found === undefined ? undefined : Number(found);
}

const whole = ['install', '--unattended', '--cmdline', `${WHOLE_LINE} nosmt quiet`];

describe('a runner', () => {
	it('outlives who watched it; a second watcher sees the end, a second runner is refused', async () => {
		const first = spawn(launcher, [...whole, '--disk', disk, '--image', image], {
			...{env: home.env, stdio: 'ignore', detached: true},
		});
		const folder = await until(jobFolder);
		const runner = await until(() => processWith('runner', '--log', folder));
		const journal = () => names(folder).includes('journal.jsonl') && readFileSync(journalFileOf(folder), 'utf8');
		await until(() => (journal() || '').includes('step-started') || undefined);
		process.kill(runner, 'SIGSTOP');
		expect(journal()).not.toContain('"finished"');
		expect(sessionOf(runner)).toBe(runner);

		await kill(first);
		process.kill(runner, 'SIGHUP');
		const again = await home.run('runner', folder);
		expect(again).toEqual({code: 1, stdout: '', stderr: `refused: another runner works on ${folder} already\n`});
		const anew = await home.run(...whole, '--disk', disk, '--image', image);
		expect(anew.stderr).toMatch(/error: .*: the install of .* is running now; wait for its end/);
		expect(anew.code).toBe(1);

		const second = spawn(launcher, ['install', '--resume', '--disk', disk], {
			...{env: home.env, stdio: ['ignore', 'pipe', 'pipe']},
		});
		const [out, err]: [string[], string[]] = [[], []];
		second.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
		second.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
		const ended = new Promise<number | null>(resolve => second.on('close', resolve));
		const events = followEvents(folder);
		// Only once it watches may the work end.
		await until(() => err.join('').includes(', journal ') || second.exitCode !== null || undefined);
		process.kill(runner, 'SIGCONT');
		const code = await ended;
		const [stdout, stderr] = [out.join(''), err.join('')];
		expect(code, stderr).toBe(0);
		expect(stderr).toContain('[7/7] Mark as complete\ndone: everything was done\n');
		expect(stderr).not.toContain('resumed');
		expect(stdout).toContain(`installed on ${disk}\n`);
		expect(stdout).toContain(`hostwright.access.adminPassword="[hash kept in ${folder}/host.yaml]"`);
		expect(stdout).toContain(`the same by answer file: ${folder}/host.yaml`);
		expect(stdout).toContain(' hostwright.boot.arguments="nosmt quiet"\n');
		expect((await events).at(-1)).toBe('finished');
		for (const text of [stdout, stderr, again.stderr, anew.stderr]) expect(text).not.toContain(HASH);
	});

	it('leaves the answers to their owner, and the secret in no other file', async () => {
		const folder = await until(jobFolder);
		const files = names(folder).filter(name => statSync(path.join(folder, name)).isFile());
		expect(files).toEqual(
			expect.arrayContaining(['answers.yaml', 'host.yaml', 'job.json', 'journal.jsonl', 'lock', 'runner.log']),
		);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		for (const name of files) {
			const text = readFileSync(path.join(folder, name), 'utf8');
			expect(statSync(path.join(folder, name)).mode & 0o777, name).toBe(0o600);
			expect(text.includes(HASH), name).toBe(name === 'answers.yaml' || name === 'host.yaml');
			expect(text, name).not.toContain(PASSWORD);
		}
		const kept = await readDisk(disk, statSync(image).size);
		expect(kept['job/answers.yaml']).toBe('absent');
		expect(kept['job/job.json']).not.toContain(HASH);
		expect(kept['settings.yaml']).toContain(HASH);
	});
});

async function followEvents(folder: string): Promise<readonly string[]> {
	const events: string[] = [];
	for await (const {event} of followJournal(journalFileOf(folder), {host: realHost()})) events.push(event);
	return events;
}

/** Field 6 of proc_pid_stat(5). */
function sessionOf(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
}

/** With everything it started and did not let go. */
async function kill(child: ChildProcess): Promise<void> {
	const ended = new Promise(resolve => child.once('exit', resolve));
	process.kill(-(child.pid ?? 0), 'SIGKILL');
	await ended;
}
