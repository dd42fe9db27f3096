/** What an image calls itself, in the two ways that images say it. */
import {spawnSync} from 'node:child_process';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {imageVersion} from '../../src/session/check-image.ts';
import {scratch} from '../host/scratch.ts';

/** A squashfs of what is put into a folder with etc and usr/lib. */
async function imageOf(fill: (tree: string) => void): Promise<string> {
	const folder = await scratch();
	const tree = path.join(folder, 'tree');
	for (const name of ['etc', 'usr/lib']) mkdirSync(path.join(tree, name), {recursive: true});
	fill(tree);
	const image = path.join(folder, 'image.squashfs');
	const made = spawnSync('mksquashfs', [tree, image, '-quiet', '-no-progress'], {encoding: 'utf8'});
	expect(made.status, made.stderr).toBe(0);
	return image;
}

it('finds the version behind the link that distributions have in /etc', async () => {
	const image = await imageOf(tree => {
		writeFileSync(path.join(tree, 'usr/lib/os-release'), 'ID=hostwright\nIMAGE_VERSION="1.2-3"\n');
		symlinkSync('../usr/lib/os-release', path.join(tree, 'etc/os-release'));
	});
	expect(await imageVersion(realHost(), image)).toBe('1.2-3');
});

it('finds it in /etc, and says nothing where nothing is said', async () => {
	const image = await imageOf(tree => writeFileSync(path.join(tree, 'etc/os-release'), 'VERSION_ID=4\n'));
	expect(await imageVersion(realHost(), image)).toBe('4');
	expect(await imageVersion(realHost(), await imageOf(() => undefined))).toBe('');
});
