/** The launcher, which one sudo rule may start as root. */
import {chmodSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {launcher, makeHome, runCommand, type Home} from './hostwright.ts';

let home: Home;
beforeAll(() => {
	home = makeHome();
});
afterAll(() => home.remove());

it('starts no tool from the PATH of who calls it, and drops what steers Node.js', async () => {
	const folder = path.join(home.folder, 'bin');
	mkdirSync(folder);
	for (const name of ['readlink', 'dirname', 'env', 'sed', 'uname', 'stty', 'debugfs', 'lsblk']) {
		writeFileSync(path.join(folder, name), '#!/bin/sh\necho TAKEN OVER >&2\n');
		chmodSync(path.join(folder, name), 0o755);
	}
	const link = path.join(home.folder, 'link');
	symlinkSync(launcher, link);
	const env = {...home.env, PATH: `${folder}:${home.env['PATH'] ?? ''}`, NODE_OPTIONS: '--require /nothing/here'};
	expect(await runCommand(link, ['check', '--cmdline', 'quiet'], env)).toMatchObject({code: 0, stderr: ''});
});
