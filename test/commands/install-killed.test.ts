/** A runner that dies at any line of its journal: resumed, the disk is what it would have been; without, it is said. */
import {existsSync, readFileSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {createJob, journalFileOf, type JobDraft} from '../../src/plan/job.ts';
import type {JournalEntry} from '../../src/plan/journal-entry.ts';
import {readJournal} from '../../src/plan/journal.ts';
import {draftJob} from './drafts.ts';
import {makeHome, runCommand, type Ended, type Home} from './hostwright.ts';
import {HASH, makeDisk, makeLargerImage, readDisk, WHOLE_LINE} from './install-fixtures.ts';

const host = realHost();

/** One home with one job that is run over and over: the UUIDs are the job's, so every end must be the same. */
type Lane = {
	readonly home: Home;
	readonly disk: string;
	readonly blank: string;
	readonly image: string;
	readonly draft: JobDraft;
	/** What an uninterrupted run made, and its journal. */
	readonly whole: Readonly<Record<string, string>>;
	readonly journal: readonly JournalEntry[];
};

const folderOf = ({home, draft}: Pick<Lane, 'home' | 'draft'>) => path.join(home.jobs, draft.job.id);

async function makeLane(image: string): Promise<Lane> {
	const home = makeHome();
	const disk = makeDisk(home.folder);
	const blank = `${disk}.blank`;
	await host.run('cp', ['--sparse=always', disk, blank]);
	const draft = await draftJob(home, {disk, image, cmdline: `${WHOLE_LINE} quiet`});
	const lane = {home, disk, blank, image, draft, whole: {}, journal: []};
	await begin(lane);
	expect(await runKilled(lane, 'after', 9999)).toEqual({code: 0, stdout: 'done: everything was done\n', stderr: ''});
	const journal = await readJournal(journalFileOf(folderOf(lane)));
	return {...lane, whole: await readDisk(disk, statSync(image).size), journal};
}

/** The disk blank again, the job not begun. */
async function begin(lane: Pick<Lane, 'home' | 'disk' | 'blank' | 'draft'>): Promise<void> {
	await host.run('cp', ['--sparse=always', lane.blank, lane.disk]);
	rmSync(folderOf(lane), {recursive: true, force: true});
	await createJob(host, lane.home.jobs, lane.draft);
}

function oneOf(lanes: readonly Lane[]): Lane {
	const [lane] = lanes;
	if (!lane) throw new Error('no lane was made');
	return lane;
}

const runKilled = (lane: Pick<Lane, 'home' | 'draft'>, when: string, at: number, ...more: readonly string[]) =>
	runCommand(
		process.execPath,
		[path.join(import.meta.dirname, 'killed-runner.ts'), folderOf(lane), when, String(at), ...more],
		lane.home.env,
	);

const install = ({home, disk, image}: Lane, ...more: readonly string[]): Promise<Ended> =>
	home.run('install', '--unattended', '--disk', disk, '--image', image, '--cmdline', WHOLE_LINE, ...more);
const resume = ({home, disk}: Lane): Promise<Ended> => home.run('install', '--resume', '--disk', disk);

describe('a runner that is killed', () => {
	let images: Home;
	let lanes: readonly Lane[] = [];
	beforeAll(async () => {
		images = makeHome();
		const image = await makeLargerImage(images.folder);
		lanes = [await makeLane(image), await makeLane(image)];
	});
	afterAll(() => {
		images.remove();
		for (const {home} of lanes) home.remove();
	});

	it('leaves a journal of a line before and after each step, and no secret', () => {
		for (const lane of lanes) {
			expect(lane.journal.length).toBeGreaterThanOrEqual(2 + 2 * 7);
			expect(lane.whole['settings.yaml']).toContain(HASH);
			expect(lane.whole).toMatchObject({incomplete: 'absent', 'CONFIG e2fsck': 'clean', 'DATA e2fsck': 'clean'});
			expect(readFileSync(journalFileOf(folderOf(lane)), 'utf8')).not.toContain(HASH);
		}
	});

	it('goes on to the same end, whichever line it died at; without --resume it is said to be incomplete', async () => {
		const whens = ['before', 'after'] as const;
		await Promise.all(lanes.map((lane, index) => everyLine(lane, whens[index] ?? 'after')));
	}, 600_000);

	async function everyLine(lane: Lane, when: 'before' | 'after'): Promise<void> {
		for (let at = 1; at <= lane.journal.length; at++) {
			const where = `killed ${when} line ${at} of ${lane.journal.length}`;
			await begin(lane);
			expect((await runKilled(lane, when, at)).code, where).toBe(128);
			const isDone = when === 'after' && at === lane.journal.length;
			const refused = await install(lane);
			expect(refused, where).toMatchObject({code: 1, stdout: ''});
			const sentence = `(job ${lane.draft.job.id}) on ${lane.disk} is incomplete; go on with install --resume`;
			expect(refused.stderr, where).toContain(isDone ? 'give reinstall' : sentence);
			const resumed = await resume(lane);
			if (isDone) expect(resumed.stderr).toContain('there is no unfinished install');
			else expect(resumed.code, `${where}: ${resumed.stderr}`).toBe(0);
			expect(await readDisk(lane.disk, statSync(lane.image).size), where).toEqual(lane.whole);
		}
	}

	it('goes on also when the power took the job folder with it: a copy lies on the disk', async () => {
		const lane = oneOf(lanes);
		const ends = lane.journal.flatMap((entry, index) =>
			entry.event === 'step-done' ? [{...entry, at: index + 1}] : [],
		);
		const names = ends.map(({step}) => step);
		for (const {step, at} of ends) {
			const where = `after ${step}`;
			await begin(lane);
			await runKilled(lane, 'after', at);
			const begun = await readJournal(journalFileOf(folderOf(lane)));
			const hasConfig = begun.some(entry => entry.event === 'step-done' && entry.step === 'make-file-systems');
			rmSync(folderOf(lane), {recursive: true});
			const resumed = await resume(lane);
			if (!hasConfig || step === names.at(-1)) {
				expect(resumed.stderr, where).toContain('there is no unfinished install');
				continue;
			}
			expect(resumed.code, `${where}: ${resumed.stderr}`).toBe(0);
			expect(await readDisk(lane.disk, statSync(lane.image).size), where).toEqual(lane.whole);
		}
		expect(names.slice(1, -1)).toContain('make-file-systems');
	});

	it('may be killed again while it goes on', async () => {
		const lane = oneOf(lanes);
		await begin(lane);
		await runKilled(lane, 'after', 4);
		for (const at of [1, 2, 3, 5, 8]) expect((await runKilled(lane, 'after', at, '--resume')).code).toBe(128);
		expect((await resume(lane)).code).toBe(0);
		expect(await readDisk(lane.disk, statSync(lane.image).size)).toEqual(lane.whole);
	});

	it('does not begin a job twice by itself', async () => {
		const lane = oneOf(lanes);
		await begin(lane);
		await runKilled(lane, 'after', 3);
		const {stdout} = await runKilled(lane, 'after', 9999);
		expect(stdout).toBe('refused: this job was begun already; --resume goes on with it\n');
		expect(existsSync(lane.disk)).toBe(true);
	});
});
