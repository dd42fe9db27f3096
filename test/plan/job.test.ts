import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {createJob, jobsFolder, jobText, parseJob, readJob, type Job} from '../../src/plan/job.ts';

const job: Job = {
	version: 1,
	id: '2026-11-20T12-00-00-3f9c',
	createdAt: '2026-11-20T12:00:00.000Z',
	action: 'install',
	target: '/dev/sda',
	image: {path: '/i', size: 4096, head: 'ab', file: '', sums: '', version: ''},
	identities: [],
	digest: 'cd',
	request: {ids: {}},
};

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'job-'))));
afterEach(() => fs.rmSync(folder, {recursive: true}));

describe('a job', () => {
	it('is a folder that nobody else can enter, with answers that nobody else can read', async () => {
		const made = await createJob(realHost(), path.join(folder, 'a/b'), {job, answers: 'access:\n  x: y\n'});
		expect(made.folder).toBe(path.join(folder, 'a/b', job.id));
		expect(fs.statSync(made.folder).mode & 0o777).toBe(0o700);
		expect(fs.readdirSync(made.folder).sort()).toEqual(['answers.yaml', 'job.json', 'lock']);
		for (const name of fs.readdirSync(made.folder)) {
			expect(fs.statSync(path.join(made.folder, name)).mode & 0o777).toBe(0o600);
		}
		expect(fs.readFileSync(path.join(made.folder, 'answers.yaml'), 'utf8')).toBe('access:\n  x: y\n');
		expect(await readJob(realHost(), made.folder)).toEqual(job);
	});

	it('is no job when its record is missing, torn, or of another version', async () => {
		expect(await readJob(realHost(), folder)).toBeUndefined();
		const text = jobText(job);
		for (let cut = 0; cut < text.length - 1; cut++) expect(parseJob(text.slice(0, cut))).toBeUndefined();
		expect(parseJob(text)).toEqual(job);
		expect(parseJob(JSON.stringify({...job, version: 2}))).toBeUndefined();
		for (const name of Object.keys(job))
			expect(parseJob(JSON.stringify({...job, [name]: undefined}))).toBeUndefined();
	});

	it('lives where neither the target nor the project is', () => {
		const home = os.homedir();
		expect(jobsFolder(false, {XDG_STATE_HOME: '/x/state'})).toBe('/x/state/hostwright/jobs');
		expect(jobsFolder(false, {XDG_STATE_HOME: 'relative'})).toBe(`${home}/.local/state/hostwright/jobs`);
		expect(jobsFolder(false, {})).toBe(`${home}/.local/state/hostwright/jobs`);
		const medium = os.userInfo().uid === 0 ? '/run/hostwright/jobs' : '/x/hostwright/jobs';
		expect(jobsFolder(true, {XDG_STATE_HOME: '/x'})).toBe(medium);
	});
});
