import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {writeRecording} from '../../src/host/write-recording.ts';
import {probeMachine} from '../../src/probes/probe.ts';
import {scratch} from '../host/scratch.ts';
import {draw} from './drawing.ts';
import {drawnMachines} from './drawn-machines.ts';
import {summarize} from './summary.ts';

const machines = join(import.meta.dirname, '../machines');
const folders = (await readdir(machines, {withFileTypes: true}))
	.filter(entry => entry.isDirectory())
	.map(({name}) => name);

test('there are recorded machines', () => {
	expect(folders).toEqual(expect.arrayContaining(Object.keys(drawnMachines)));
});

test.for(folders)('%s is probed as its summary says', async name => {
	const machine = await probeMachine(recordedHost(join(machines, name)));
	await expect(summarize(machine)).toMatchFileSnapshot(join(machines, name, 'summary.txt'));
});

test.for(Object.entries(drawnMachines))('%s lies there as it is drawn', async ([name, drawn]) => {
	const dir = await scratch();
	await writeRecording(dir, draw(drawn));
	const {stdout} = await realHost().ask('diff', ['--recursive', '--exclude=summary.txt', dir, join(machines, name)]);
	expect(stdout).toBe('');
});

test('a machine where nothing answers is unknown, not an error', async () => {
	const dir = await scratch();
	await writeRecording(dir, draw({disks: []}));
	const nothing = recordedHost(dir);
	const machine = await probeMachine({...nothing, ask: async () => ({code: 127, stdout: '', stderr: ''})});
	expect(machine).toMatchObject({
		disks: [],
		nics: [],
		memory: 0,
		hostname: 'localhost',
		booted: 'other',
		virtualization: 'none',
	});
	expect(machine.layouts[0]).toBe('us');
});

test('this very machine can be probed', async () => {
	const machine = await probeMachine(realHost());
	const total = /^MemTotal:\s+(\d+)/m.exec((await realHost().read('/proc/meminfo')) ?? '')?.[1];
	expect(machine.memory).toBe(Number(total) * 1024);
	const {stdout} = await realHost().ask('lsblk', ['--nodeps', '--noheadings', '--output', 'NAME,TYPE']);
	const listed = new Map(
		stdout
			.split('\n')
			.map(line => line.trim().split(/\s+/))
			.map(([name = '', type = '']) => [name, type]),
	);
	for (const {name, size} of machine.disks) {
		expect(size).toBeGreaterThan(0);
		expect(['disk', undefined]).toContain(listed.get(name));
		expect(name).not.toMatch(/^(loop|zram|ram)/);
	}
	for (const {name, mac} of machine.nics) {
		expect(name).not.toBe('lo');
		expect(mac).toMatch(/^[\da-f]{2}(:[\da-f]{2}){5,}$/);
	}
});
