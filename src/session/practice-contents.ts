/** What is on the practice disks: an earlier host made by our own steps, and somebody else's data. */
import path from 'node:path';
import {jobsFolder} from '../plan/job.ts';
import type {Host} from '../host/host.ts';
import {probeFile} from '../probes/plain-file.ts';
import type {Machine} from '../probes/machine.ts';
import {merge} from '../settings/answers.ts';
import {checkImage, newIds, planInstall} from './install-plan.ts';
import {standInImage} from './stand-in.ts';

/** No machine of anybody's: a plain file's host is another one. */
const ELSEWHERE: Machine = {
	...{disks: [], nics: [], layouts: [], consoles: [], hostname: 'localhost', memory: 8 * 1024 ** 3},
	firmware: {kind: 'bios', secureBoot: false},
	...{virtualization: 'ready', booted: 'other'},
};

const ANSWERS = {'network.hostname': 'h7.example.org', 'network.interface': 'link', 'keyboard.layout': 'us'};

/** An install of the stand-in image, done by the very steps it will be replaced by. @throws {Error} with a sentence */
export async function makeEarlierHost(host: Host, file: string): Promise<void> {
	const image = await standInImage(host);
	const checked = await checkImage(host, image);
	if ('problem' in checked) throw new Error(checked.problem);
	const source = {rank: 'typed', name: 'practice'} as const;
	const jobId = `practice-${path.basename(file)}`;
	const plan = planInstall({
		...{machine: ELSEWHERE, targetIsFile: true, moreDisks: [], appDisks: [], ids: newIds()},
		answers: merge(Object.entries(ANSWERS).map(([setting, text]) => ({setting, text, source}))),
		target: await probeFile(host, file),
		image: {path: image, ...checked},
		jobId,
		createdAt: '2026-03-02T08:15:00.000Z',
		jobFiles: () => [],
		work: path.join(jobsFolder(false), jobId),
	});
	for (const step of plan.steps) await step.run(host, () => undefined);
}

const START = 1024 * 1024;
const LABEL = 'family-photos';

/** One partition with a labelled ext4 and files in it, as a disk from another machine would have. */
export async function makeForeignData(host: Host, file: string, folder: string): Promise<void> {
	const {size} = await probeFile(host, file);
	const tree = path.join(folder, 'photos.new');
	await host.write(path.join(tree, 'README'), 'Photographs, 2009 to 2026. There is no other copy.\n');
	await host.write(path.join(tree, '2026/index.txt'), 'summer-001.jpg\nsummer-002.jpg\n');
	const script = `label: gpt\nstart=${START / 512}, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="photos"\n`;
	await host.run('sfdisk', ['--quiet', '--no-reread', file], {input: script});
	const blocks = Math.floor((size - 2 * START) / 1024);
	const shape = ['-q', '-F', '-t', 'ext4', '-J', 'size=16', '-L', LABEL, '-d', tree, '-E', `offset=${START}`];
	await host.run('mke2fs', [...shape, file, `${blocks}k`]);
	await host.remove(tree);
}
