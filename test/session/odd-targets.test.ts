/** Files that must not be written: the image itself, and names that tools read otherwise than they stand. */
import {copyFileSync, linkSync, truncateSync} from 'node:fs';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {draftJob} from '../commands/drafts.ts';
import {makeHome, type Home} from '../commands/hostwright.ts';
import {DISK_SIZE, makeDisk, makeImage, timesOf, WHOLE_LINE} from '../commands/install-fixtures.ts';

let home: Home;
let image: string;
beforeAll(async () => {
	home = makeHome();
	image = await makeImage(home.folder);
});
afterAll(() => home.remove());

it.each(['a?b.img', 'a@@1M', 'a\nb.img', 'a\u001b[31m.img'])('refuses the name %j', async name => {
	const disk = makeDisk(home.folder, name);
	await expect(draftJob(home, {disk, image, cmdline: WHOLE_LINE})).rejects.toThrow(/tools take apart; rename it/);
});

it('refuses the image as the disk, also under another name', async () => {
	const disk = `${home.folder}/both.img`;
	const cmdline = `${WHOLE_LINE} reinstall hostwright.storage.rootSize=800`.replace('rootSize=64', '');
	copyFileSync(image, disk);
	truncateSync(disk, DISK_SIZE * 4);
	linkSync(disk, `${disk}.link`);
	const before = timesOf(disk);
	for (const name of [disk, `${disk}.link`]) {
		await expect(draftJob(home, {disk, image: name, cmdline})).rejects.toThrow(/is the disk itself/);
	}
	expect(timesOf(disk)).toEqual(before);
});
