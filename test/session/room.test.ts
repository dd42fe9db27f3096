/** A full file system is said before anything is erased. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {probeFile} from '../../src/probes/probe.ts';
import {roomProblems} from '../../src/session/room.ts';

const MIB = 1024 * 1024;
let folder: string;
let file: string;
beforeAll(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'room-'));
	file = path.join(folder, 'disk.img');
	fs.writeFileSync(file, Buffer.alloc(8 * MIB, 1));
	fs.truncateSync(file, 4096 * MIB);
});
afterAll(() => fs.rmSync(folder, {recursive: true}));

/** Nothing lies in this state folder yet. */
const jobs = () => path.join(folder, 'state/hostwright/jobs');

async function said(room: number, {imageSize = 512 * MIB, targetIsFile = true} = {}): Promise<readonly string[]> {
	const host: Host = {...realHost(), room: async at => (fs.existsSync(at) ? room : undefined)};
	const choice = {target: await probeFile(realHost(), file), targetIsFile, moreDisks: [], appDisks: []};
	const problems = await roomProblems(host, choice, {imageSize, jobs: jobs()});
	expect(problems.every(({level}) => level === 'error')).toBe(true);
	return problems.map(({message}) => message);
}

it('is enough where the image, what lies beside it and the job fit', async () => {
	expect(await said(664 * MIB)).toEqual([]);
	expect(await realHost().room(folder)).toBeGreaterThan(0);
	expect(await realHost().room(jobs())).toBeUndefined();
});

it('is too little for the file, less what it takes up already', async () => {
	expect(await said(664 * MIB - 1)).toEqual([
		`${file} lies where 696.3 MB are free, and it takes up to 696.3 MB more; make room there first`,
	]);
	expect(await said(200 * MIB, {targetIsFile: false})).toEqual([]);
});

it('is too little for the job, whose folder is not there yet', async () => {
	expect(await said(MIB, {targetIsFile: false})).toEqual([
		`${jobs()} lies where 1.0 MB are free, and what is built before it is copied in takes up to 33.6 MB more; make room there first`,
	]);
});
