import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {failingHost} from '../../src/host/failing-host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {work} from './nine-operations.ts';
import {scratch} from './scratch.ts';

const real = realHost();

/** How much of it is done, told from what lies there. */
async function done(dir: string): Promise<number> {
	const names = await real.list(dir);
	const [two, four] = [await real.read(join(dir, '2')), await real.read(join(dir, '4'))];
	if (two === 'a\0') return names.includes('1') ? 7 : 8;
	if (four !== undefined) return 4 + [...four].filter(letter => letter !== '\0').length;
	return names.length;
}

test('nothing fails when nothing is to fail, and operations are counted', async () => {
	const host = failingHost(real, {at: 0, how: 'throw'});
	await work(host, await scratch());
	expect(host.operations()).toBe(9);
});

test('the n-th operation fails before it is done, for every n', async () => {
	for (let at = 1; at <= 9; at++) {
		const dir = await scratch();
		await expect(work(failingHost(real, {at, how: 'throw'}), dir)).rejects.toThrow(`operation ${at}, `);
		expect(await done(dir)).toBe(at - 1);
	}
});

test('the process is killed at the n-th operation, for every n', async () => {
	const program = join(import.meta.dirname, 'nine-operations.ts');
	for (let at = 1; at <= 9; at++) {
		const dir = await scratch();
		const {signal, stderr} = spawnSync(process.execPath, [program, dir, String(at)], {encoding: 'utf8'});
		expect({signal, stderr}).toEqual({signal: 'SIGKILL', stderr: ''});
		expect(await done(dir)).toBe(at - 1);
	}
});
