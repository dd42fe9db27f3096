/** What the command says when its own streams or folders fail it. */
import {afterAll, expect, it} from 'vitest';
import {launcher, makeHome, runCommand} from './hostwright.ts';

const home = makeHome();
afterAll(() => home.remove());

it('a standard output that is full is said in a line, and no success', async () => {
	const {code, stderr} = await runCommand('/bin/sh', ['-c', `exec ${launcher} reference > /dev/full`], home.env);
	expect([code, stderr]).toEqual([1, 'hostwright: standard output cannot be written: ENOSPC\n']);
});

it('a folder that holds no recording is named', async () => {
	const {code, stderr} = await home.run('check', '--machine', home.folder);
	expect([code, stderr]).toEqual([1, `hostwright: "${home.folder}" is no folder with a recorded machine\n`]);
});
