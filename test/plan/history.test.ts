/** The history of a host: numbered, bounded, and nothing in it that not everybody may read. */
import {createHash} from 'node:crypto';
import {mkdir, readdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {
	appendChange,
	keptFiles,
	MOST_BYTES,
	MOST_CHANGES,
	readChange,
	readHistory,
	type Change,
} from '../../src/plan/history.ts';
import {scratch} from '../host/scratch.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const change = (more: Partial<Change> = {}): Omit<Change, 'number'> => ({
	...{at: '2026-11-20T10:00:00.000Z', door: 'setup', who: 'admin on tty1', store: 'version: 1\n'},
	...{changed: ['Logging'], failed: [], files: []},
	...more,
});

test('numbers changes from 1, lies on CONFIG where there is one, and only root may read it', async () => {
	const root = await scratch();
	const host = rootedHost(realHost(), root);
	expect(await appendChange(host, change())).toBe(1);
	expect((await stat(join(root, 'etc/hostwright/history'))).mode & 0o777).toBe(0o700);
	await host.makeDirectory('/config/hostwright');
	expect(await appendChange(host, change({who: 'root'}))).toBe(1);
	expect(await appendChange(host, change())).toBe(2);
	expect(await readHistory(host)).toMatchObject([
		{number: 1, who: 'root', door: 'setup'},
		{number: 2, who: 'admin on tty1'},
	]);
	expect((await stat(join(root, 'config/hostwright/history/000002.json'))).mode & 0o777).toBe(0o600);
});

test('goes on past a file that is damaged, and past names that are none of ours', async () => {
	const root = await scratch();
	const host = rootedHost(realHost(), root);
	for (let at = 1; at <= 3; at++) await appendChange(host, change());
	const folder = join(root, 'etc/hostwright/history');
	await writeFile(join(folder, '000002.json'), '{"number":2,"at":"2026');
	await writeFile(join(folder, '000003.json'), '{"number":4,"at":5}');
	await writeFile(join(folder, 'notes.txt'), 'mine');
	expect((await readHistory(host)).map(({number}) => number)).toEqual([1]);
	expect(await appendChange(host, change())).toBe(4);
	expect(await readChange(host, 2)).toBeUndefined();
});

test('lets the oldest go, by number and by size, and keeps counting', async () => {
	const root = await scratch();
	const host = rootedHost(realHost(), root);
	const folder = join(root, 'etc/hostwright/history');
	await mkdir(folder, {recursive: true});
	for (let at = 1; at <= MOST_CHANGES + 2; at++) {
		await writeFile(join(folder, `${String(at).padStart(6, '0')}.json`), '');
	}
	const numbers = async () => (await readdir(folder)).map(name => Number.parseInt(name, 10));
	expect(await appendChange(host, change())).toBe(MOST_CHANGES + 3);
	expect((await numbers()).length).toBe(MOST_CHANGES);
	expect(Math.min(...(await numbers()))).toBe(4);
	for (let at = 0; at < 3; at++) await appendChange(host, change({store: 'x'.repeat(MOST_BYTES / 3)}));
	expect(Math.min(...(await numbers()))).toBe(MOST_CHANGES + 5);
	await appendChange(host, change({store: 'x'.repeat(MOST_BYTES * 2)}));
	expect(await numbers()).toContain(MOST_CHANGES + 7);
});

test('keeps the text of files that everybody may read, and sums of all others', () => {
	const [open, closed] = keptFiles([
		{
			path: '/etc/a',
			before: {kind: 'absent'},
			after: {kind: 'file', text: 'a\n', mode: 0o644},
			shown: [],
			drift: false,
		},
		{
			path: '/etc/b',
			before: {kind: 'file', text: 'hidden\n', mode: 0o600},
			after: {kind: 'link', target: 'c'},
			...{shown: [], drift: false},
		},
	]);
	expect(open).toEqual({path: '/etc/a', before: {kind: 'absent'}, after: {kind: 'file', text: 'a\n', mode: 0o644}});
	expect(JSON.stringify(closed)).not.toContain('hidden');
	expect(closed?.before).toEqual({kind: 'file', mode: 0o600, sum: sha256('hidden\n')});
});
