/**
 * The examples: each a host as an answer file and as a kernel line, without an error, and the same host both ways. CASE.txt says
 * what both come to; a changed text is a changed contract.
 */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {features} from '../src/features/index.ts';
import {gather} from '../src/session/answers.ts';
import {hasError} from '../src/session/report.ts';
import {readable} from './answers/readable.ts';
import {Doors, unread} from './session/doors.ts';

const folder = path.resolve(import.meta.dirname, '../examples');
const names = readdirSync(folder)
	.filter(name => name.endsWith('.yaml'))
	.map(name => name.replace('.yaml', ''));

const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

/** The words of a kernel line, which stand between comments. */
const lineOf = (text: string) =>
	text
		.split('\n')
		.filter(line => line !== '' && !line.startsWith('#'))
		.join(' ');

const doors = new Doors(features);

describe('the examples', () => {
	it('are eight, each both ways', () => {
		expect(names).toHaveLength(8);
		expect(readdirSync(folder).sort()).toEqual(names.flatMap(name => [`${name}.cmdline`, `${name}.yaml`]).sort());
	});

	it.each(names)('%s is the same host by file and by kernel line', async name => {
		const file = gather({features, configs: [{name: `${name}.yaml`, text: read(`${name}.yaml`)}]});
		const line = doors.byLine(lineOf(read(`${name}.cmdline`)));
		for (const gathered of [file, line]) {
			expect(
				gathered.problems.filter(({message}) => !message.startsWith('nobody can log in at the console')),
			).toEqual([]);
			expect(hasError(gathered.problems)).toBe(false);
			expect(unread(gathered)).toEqual([]);
		}
		expect(doors.inForce(line)).toEqual(doors.inForce(file));
		const both = [`== ${name}.yaml\n`, readable(file), `\n== ${name}.cmdline\n`, readable(line)];
		await expect(both.join('\n')).toMatchFileSnapshot(path.join(import.meta.dirname, 'examples', `${name}.txt`));
	});

	it.each(names)('%s says why', name => {
		for (const file of [`${name}.yaml`, `${name}.cmdline`]) {
			const lines = read(file).split('\n');
			expect(lines[0]).toMatch(/^# [A-Z]/);
			expect(lines.filter(line => line.trim().startsWith('#')).length).toBeGreaterThan(2);
			expect(Math.max(...lines.filter(line => line.includes('#')).map(line => line.length))).toBeLessThanOrEqual(
				130,
			);
		}
	});
});
