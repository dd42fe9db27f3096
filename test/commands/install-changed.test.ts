/** What was consented to is what runs: anything that moved between confirm and run is refused, with the difference. */
import {
	appendFileSync,
	readFileSync,
	realpathSync,
	renameSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {answersFileOf, createJob, journalFileOf, type JobFolder} from '../../src/plan/job.ts';
import {readJournal} from '../../src/plan/journal.ts';
import {runJob} from '../../src/session/run-job.ts';
import {draftJob, inHome} from './drafts.ts';
import {makeHome, type Home} from './hostwright.ts';
import {HASH, makeDisk, makeImage, timesOf, WHOLE_LINE} from './install-fixtures.ts';

const host = realHost();
const TEXT = 'nothing was written';

let home: Home;
let image: string;
let disk: string;
beforeEach(async () => {
	home = makeHome();
	image = await makeImage(home.folder);
	disk = makeDisk(home.folder);
});
afterEach(() => home.remove());

const prepare = async (): Promise<JobFolder> =>
	createJob(host, home.jobs, await draftJob(home, {disk, image, cmdline: WHOLE_LINE}));

/** Starts the runner as install does; answers with what it says. The disk must not change. */
async function refusal({folder}: JobFolder): Promise<string> {
	const before = timesOf(disk);
	const {code, stderr} = await home.run('runner', folder);
	expect(code).toBe(1);
	expect(timesOf(disk)).toEqual(before);
	const last = (await readJournal(journalFileOf(folder))).at(-1);
	expect(last).toMatchObject({event: 'finished', result: 'refused'});
	expect(stderr).toBe(`refused: ${last?.event === 'finished' ? last.message : ''}\n`);
	expect(stderr).toContain(TEXT);
	return stderr;
}

describe('between confirm and run', () => {
	it('new signatures on the disk are noticed', async () => {
		const job = await prepare();
		await host.run('mke2fs', ['-q', '-F', '-t', 'ext4', '-L', 'photos', disk]);
		expect(await refusal(job)).toContain(
			`d.img (${disk}): it read as empty when the plan was shown, and reads as ext4 "photos" now`,
		);
	});

	it('another size is noticed', async () => {
		const job = await prepare();
		truncateSync(disk, statSync(disk).size + 1024 ** 2);
		expect(await refusal(job)).toContain('its size in bytes was "805306368" and is "806354944" now');
	});

	it('a disk that went is noticed', async () => {
		const job = await prepare();
		renameSync(disk, `${disk}.away`);
		const {code, stderr} = await home.run('runner', job.folder);
		expect({code, stderr}).toEqual({code: 1, stderr: `refused: d.img (${disk}) is gone; ${TEXT}\n`});
	});

	it('another file under the same name is noticed, also when it is as long and as empty', async () => {
		const job = await prepare();
		renameSync(makeDisk(home.folder, 'other.img'), disk);
		expect(await refusal(job)).toContain(`d.img (${disk}) is another file than the one that was shown`);
	});

	it('a record that names other disks than its plan is noticed', async () => {
		const job = await prepare();
		const record = path.join(job.folder, 'job.json');
		writeFileSync(record, JSON.stringify({...job.job, identities: []}));
		expect(await refusal(job)).toContain('the record of this job names other disks than its plan');
	});

	it('a link to the image that leads elsewhere now changes nothing', async () => {
		const link = path.join(home.folder, 'link.squashfs');
		symlinkSync(image, link);
		const draft = await draftJob(home, {disk, image: link, cmdline: WHOLE_LINE});
		expect(draft.job.image.path).toBe(realpathSync(image));
	});

	it('another image is noticed', async () => {
		const job = await prepare();
		appendFileSync(image, Buffer.alloc(4096));
		expect(await refusal(job)).toContain(
			`the image ${image} is not the one that was shown: 4096 bytes then, 8192 now`,
		);
	});

	it('answers that were changed in the job folder are noticed', async () => {
		const job = await prepare();
		const answers = answersFileOf(job.folder);
		writeFileSync(answers, readFileSync(answers, 'utf8').replace('dataSize: 256', 'dataSize: 300'));
		expect(await refusal(job)).toContain('the plan is not the one that was shown');
	});

	it('a disk that another install holds is left alone', async () => {
		const job = await prepare();
		const lock = await host.lock(disk);
		expect(await refusal(job)).toContain(`d.img (${disk}) is locked by another program`);
		await lock?.release();
	});

	it('a disk of another serial number under the same name is noticed', async () => {
		const plain = recordedHost(path.resolve(import.meta.dirname, '../machines/plain'));
		const cmdline = `BOOTIF=52:54:00:00:00:01 storage_init=/dev/nvme0n1 adminpw=${HASH}`;
		const draft = await draftJob(home, {image, cmdline, recorded: plain});
		const {folder} = await createJob(host, home.jobs, draft);
		const [identity] = draft.job.identities;
		const serial = identity?.serial ?? '';
		expect(serial).not.toBe('');
		const swapped = changedMachine(plain, text => text.replaceAll(serial, 'ANOTHER-1'));
		const {result, message} = await inHome(home, () => runJob(swapped, folder, {resume: false}));
		expect({result, message}).toEqual({
			result: 'refused',
			message: `nvme0n1 (/dev/nvme0n1): its serial number was "${serial}" and is "ANOTHER-1" now; ${TEXT}`,
		});
	});
});

/** A recorded machine whose tools answer otherwise, beside the real job folder and image. Nothing on it can be changed. */
function changedMachine(recorded: Host, change: (text: string) => string): Host {
	const ours = (file: string) => !/^\/(dev|etc|proc|run|sys)\//.test(file);
	return {
		...recorded,
		async ask(command, args, options) {
			if (args.some(arg => arg.includes(home.folder))) return host.ask(command, args, options);
			const ran = await recorded.ask(command, args, options);
			return {...ran, stdout: change(ran.stdout)};
		},
		read: async file => {
			const text = await (ours(file) ? host : recorded).read(file);
			return text === undefined || ours(file) ? text : change(text);
		},
		stat: async file => (ours(file) ? host.stat(file) : recorded.stat(file)),
		list: async file => (ours(file) ? host.list(file) : recorded.list(file)),
		resolve: async file => (ours(file) ? host.resolve(file) : recorded.resolve(file)),
		readAt: region => (ours(region.path) ? host.readAt(region) : recorded.readAt(region)),
		lock: async file => (ours(file) ? host.lock(file) : {release: async () => undefined}),
		now: () => host.now(),
	};
}
