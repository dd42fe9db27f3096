/** Disks that cannot serve, each with its reason, by the real command on a recorded machine; and what yields to reinstall. */
import path from 'node:path';
import {existsSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {makeHome, type Ended, type Home} from './hostwright.ts';
import {HASH, makeImage} from './install-fixtures.ts';

const trouble = path.resolve(import.meta.dirname, '../machines/trouble');

let home: Home;
let image: string;
beforeAll(async () => {
	home = makeHome();
	image = await makeImage(home.folder);
});
afterAll(() => home.remove());

const install = (disk: string, words: string, ...more: readonly string[]): Promise<Ended> =>
	home.run(
		...['install', '--unattended', '--machine', trouble, '--image', image, '--cmdline'],
		`BOOTIF=52:54:00:00:00:01 storage_init=${disk} adminpw=${HASH} ${words}`,
		...more,
	);

/** What is said of the disk; the source of the answer stands before it. */
const SAID = 'error: kernel argument storage_init=: ';

describe('a disk that cannot serve', () => {
	const never: ReadonlyArray<readonly [why: string, disk: string, sentence: string]> = [
		['too small', '/dev/sda', 'sda is too small: 6431 MiB are needed and it has 3814 MiB\n'],
		['mounted', '/dev/sdb', 'sdb is in use: sdb1 is mounted at /srv; unmount it first\n'],
		['read-only', '/dev/sdc', 'sdc is read-only; remove its write protection or take another disk\n'],
		[
			'part of a group that reaches further',
			'/dev/sde',
			'sde is part of the volume group vg_old, which also spans a disk that is missing; bring that back, or erase sde by hand\n',
		],
		[
			'tagged as a storage domain',
			'/dev/sdh',
			'sdh holds the volume group 9c2f0000-0000-4000-8000-000000000002, tagged RHAT_storage_domain: it belongs to a data centre and is never erased here\n',
		],
	];
	it.each(never)('is refused when it is %s, also with reinstall', async (_why, disk, sentence) => {
		for (const words of ['', 'reinstall', 'hostwright.storage.expect=any']) {
			expect(await install(disk, words)).toEqual({code: 1, stdout: '', stderr: `${SAID}${sentence}`});
		}
	});

	it.each([
		['the boot medium', '/dev/sdd', 'sdd (31.0 GB SanDisk Ultra): it is the medium this installer runs from;'],
		['a path of a map', '/dev/sdf', 'sdf (500.0 GB NETAPP LUN): it is a path of the multipath map mpatha;'],
	])('is not even matched when it is %s, also with reinstall', async (_why, disk, clause) => {
		for (const words of ['', 'reinstall']) {
			const {code, stdout, stderr} = await install(disk, words);
			expect({code, stdout}).toEqual({code: 1, stdout: ''});
			expect(stderr).toMatch(/^error: kernel argument storage_init=: No disk matches "[^\n]*\n$/);
			expect(stderr).toContain(clause);
		}
	});

	it.each([
		[
			'foreign data',
			'/dev/sdi',
			'sdi holds ext4 "photos" on sdi1; give reinstall or storage.expect=any to erase it\n',
			'note: kernel argument storage_init=: sdi holds ext4 "photos" on sdi1, which will be erased\n',
		],
		[
			'a host of ours',
			'/dev/sdj',
			'sdj holds the host h3, installed 2026-03-02; give reinstall or storage.expect=ours to erase it\n',
			'note: kernel argument storage_init=: sdj holds the host h3, installed 2026-03-02, which will be erased\n',
		],
	])('is refused when it holds %s, and only that yields to reinstall', async (_what, disk, refusal, note) => {
		expect(await install(disk, '')).toEqual({code: 1, stdout: '', stderr: `${SAID}${refusal}`});
		const {code, stdout, stderr} = await install(disk, 'reinstall', '--rehearse');
		expect({code, stderr}).toEqual({code: 0, stderr: note});
		expect(stdout).toContain(`Will be erased\n  ${path.basename(disk)}  ${disk}  480103981056 bytes`);
		expect(stdout).toContain('\n1. Partition ');
	});
});

describe('a recorded machine', () => {
	it('is never installed, however whole the answers are', async () => {
		const {code, stdout, stderr} = await install('/dev/mapper/mpatha', '');
		expect({code, stdout}).toEqual({code: 1, stdout: ''});
		expect(stderr).toBe(
			`hostwright: "${trouble}" is a recorded machine and cannot be installed; add --rehearse for its plan\n`,
		);
		expect(existsSync(home.jobs)).toBe(false);
	});

	it('is rehearsed with every command and file, for machines to read too, and without a secret', async () => {
		const plain = await install('/dev/mapper/mpatha', '', '--rehearse');
		expect({code: plain.code, stderr: plain.stderr}).toEqual({code: 0, stderr: ''});
		for (const part of ['run     sfdisk', 'label: gpt', 'settings.yaml', '[secret]', '7. Mark as complete']) {
			expect(plain.stdout).toContain(part);
		}
		const json = await install('/dev/mapper/mpatha', '', '--rehearse', '--json');
		const report: unknown = JSON.parse(json.stdout);
		expect(report).toMatchObject({
			...{schema: 1, problems: [], erases: [{name: 'mpatha', path: '/dev/mapper/mpatha', holds: 'empty'}]},
			steps: [{id: 'partition'}, {}, {id: 'write-slot'}, {}, {}, {}, {}],
		});
		expect(json.stdout).toContain('"kind": "run",\n          "text": "wipefs --all --quiet /dev/mapper/mpatha"');
		for (const text of [plain.stdout, json.stdout]) expect(text).not.toContain(HASH);
		expect(existsSync(home.jobs)).toBe(false);
	});
});
