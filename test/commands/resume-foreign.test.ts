/** The copy of a job on CONFIG may have been written by anybody: it leads neither out of the jobs' folder nor to another disk. */
import {execFileSync} from 'node:child_process';
import {existsSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {HostFailed, type Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {createJob, type Job} from '../../src/plan/job.ts';
import {probeFile} from '../../src/probes/probe.ts';
import {requestOf} from '../../src/session/job-request.ts';
import {runJob} from '../../src/session/run-job.ts';
import {draftJob, inHome} from './drafts.ts';
import {makeHome, type Home} from './hostwright.ts';
import {contentOf, makeDisk, makeImage, WHOLE_LINE} from './install-fixtures.ts';

/** Stops at the step after the copy was written. */
const host: Host = {
	...realHost(),
	compare: (a, b) =>
		b.path.includes('/work/') ? realHost().compare(a, b) : Promise.reject(new HostFailed(b.path, 'reading', 'EIO')),
};

let home: Home;
let disk: string;
let job: Job;
beforeAll(async () => {
	home = makeHome();
	disk = makeDisk(home.folder);
	const draft = await draftJob(home, {disk, image: await makeImage(home.folder), cmdline: WHOLE_LINE});
	job = draft.job;
	const {folder} = await createJob(host, home.jobs, draft);
	expect(await inHome(home, () => runJob(host, folder, {resume: false}))).toMatchObject({result: 'failed'});
	rmSync(home.jobs, {recursive: true});
});
afterAll(() => home.remove());

/** Puts another record on CONFIG, as whoever made the disk might have. */
async function putRecord(record: unknown): Promise<void> {
	const file = path.join(home.folder, 'record');
	writeFileSync(file, JSON.stringify(record));
	const config = (await probeFile(realHost(), disk)).contents.find(({partLabel}) => partLabel === 'CONFIG');
	const script = path.join(home.folder, 'script');
	writeFileSync(script, `cd /hostwright/job\nrm job.json\nwrite ${file} job.json\n`);
	execFileSync('/usr/sbin/debugfs', ['-w', '-f', script, `${disk}?offset=${config?.offset ?? 0}`], {stdio: 'ignore'});
}

it('is no job when its name leads to another folder', async () => {
	await putRecord({...job, id: '../../../escaped'});
	const {code, stderr} = await home.run('install', '--resume', '--disk', disk);
	expect({code, stderr}).toMatchObject({code: 1});
	expect(stderr).toContain('there is no unfinished install');
	expect(existsSync(path.join(home.folder, 'escaped'))).toBe(false);
});

it('is no job of this disk when it made another table, or names a disk that has none of its tables', async () => {
	const precious = makeDisk(home.folder, 'precious.img');
	const before = await contentOf(precious);
	const [own] = job.identities;
	const request = requestOf(job);
	if (!request) throw new Error('the job has no request');
	for (const record of [
		{...job, request: {...request, ids: {...request.ids, disk: crypto.randomUUID()}}},
		{...job, identities: [own, {...own, path: precious, name: 'precious.img'}]},
		{...job, identities: []},
	]) {
		await putRecord(record);
		const {code, stderr} = await home.run('install', '--resume', '--disk', disk);
		expect(code).toBe(1);
		expect(stderr).toMatch(/there is no unfinished install|names other disks than its plan/);
	}
	expect(await contentOf(precious)).toEqual(before);
});

it('is gone on with when it is what the install wrote', async () => {
	rmSync(home.jobs, {recursive: true, force: true});
	await putRecord(job);
	const {code, stderr} = await home.run('install', '--resume', '--disk', disk);
	expect({code, stderr}).toMatchObject({code: 0});
});
