import {readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {recordingHost} from '../../src/host/recording-host.ts';
import {writeRecording} from '../../src/host/write-recording.ts';
import {probeMachine} from '../../src/probes/probe.ts';
import {recordMachine} from '../../src/session/record.ts';
import {scratch} from '../host/scratch.ts';
import {draw} from './drawing.ts';
import {telltale, telltales} from './telltale.ts';
import {summarize} from './summary.ts';

const machine = (name: string) => recordedHost(join(import.meta.dirname, '../machines', name));

test.for<[string, Host]>([
	['this machine', realHost()],
	['plain', machine('plain')],
	['trouble', machine('trouble')],
	['nics', machine('nics')],
])('a recording of %s replays what was probed', async ([, host]) => {
	const dir = await scratch();
	const recording = recordingHost(host);
	const probed = await probeMachine(recording);
	await writeRecording(dir, recording.recording());
	expect(await probeMachine(recordedHost(dir))).toEqual(probed);
});

test('a scrubbed recording still tells the same story', async () => {
	const dir = await scratch();
	const probed = await recordMachine(machine('trouble'), dir);
	const replayed = await probeMachine(recordedHost(dir));
	const story = (one: typeof probed) =>
		summarize(one)
			.split('\n')
			.map(line => line.replaceAll(/[\w:.-]*\d[\w:.-]*/g, '#'));
	expect(story(replayed)).toHaveLength(story(probed).length);
	const shape = ({disks, nics}: typeof probed) => ({
		disks: disks.map(({name, size, bus, model, isMedium, readOnly, paths, pathOf, uses, host, contents}) => ({
			...{name, size, bus, model, isMedium, readOnly, paths, pathOf, uses, incomplete: host?.incomplete},
			contents: contents.map(({where, type, offset, label, partLabel, group}) => [
				where,
				type,
				offset,
				label,
				partLabel,
				group?.disks,
			]),
		})),
		nics: nics.map(({name, driver, link, speed, addresses}) => [name, driver, link, speed, addresses.length]),
	});
	const renamed = (text: string) => text.replaceAll(/\bnas:0|\bhost-\d:0/g, 'ARRAY');
	expect(renamed(JSON.stringify(shape(replayed)))).toBe(renamed(JSON.stringify(shape(probed))));
	expect(new Set(replayed.disks.map(({serial}) => serial)).size).toBe(
		new Set(probed.disks.map(({serial}) => serial)).size,
	);
});

test('recording the same machine twice gives the same folder', async () => {
	const [first, second] = [await scratch(), await scratch()];
	await recordMachine(machine('plain'), first);
	await recordMachine(machine('plain'), second);
	expect((await realHost().ask('diff', ['--recursive', first, second])).stdout).toBe('');
});

test('nothing that identifies a machine is left in a scrubbed recording', async () => {
	const [drawn, dir] = [await scratch(), await scratch()];
	await writeRecording(drawn, draw(telltale));
	const probed = await recordMachine(recordedHost(drawn), dir);
	// What the probes saw, so that the search below is for the right words.
	expect(JSON.stringify(probed)).toContain('S3RIAL99X');
	const texts = await everything(dir);
	const before = await everything(drawn);
	for (const word of telltales) {
		expect(before.toLowerCase(), `${word} was there`).toContain(word.toLowerCase());
		expect(texts.toLowerCase(), `${word} is gone`).not.toContain(word.toLowerCase());
	}
	// Partition types are nobody's, and the names of tools and files stay.
	expect(texts).toContain('0FC63DAF-8483-4772-8E79-3D69D8477DE4');
	expect(texts).toContain('lsblk');
	expect((await probeMachine(recordedHost(dir))).disks.map(({name}) => name)).toEqual(['sda', 'sdb']);
});

/** All names and texts of a folder. */
async function everything(dir: string): Promise<string> {
	const entries = await readdir(dir, {recursive: true, withFileTypes: true});
	const parts = entries.map(async entry => {
		const path = join(entry.parentPath, entry.name);
		return `${path.slice(dir.length)}\n${entry.isFile() ? await readFile(path, 'utf8') : ''}`;
	});
	return (await Promise.all(parts)).join('\n');
}
