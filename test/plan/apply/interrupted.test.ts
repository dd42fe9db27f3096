/** A section that is interrupted: whatever was the last thing that happened, each file is old or new, and the next apply completes. */
import {mkdir, readdir, readFile, readlink, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {HostFailed, type Host} from '../../../src/host/host.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import {applySection} from '../../../src/plan/apply/apply-section.ts';
import {findChanges, type About} from '../../../src/plan/apply/changes.ts';
import {readRecord} from '../../../src/plan/apply/record.ts';
import type {Wanted} from '../../../src/plan/wanted.ts';
import {scratch} from '../../host/scratch.ts';
import {withSystemd} from './systemd.ts';

const SECTION = 'logging';

const apply = async (host: Host, wanted: Wanted, {starting = false}: Pick<About, 'starting'> = {}) => {
	const changes = await findChanges(host, wanted, [], {record: await readRecord(host, SECTION), starting});
	await applySection(host, SECTION, changes);
	return changes;
};

/** Does nothing any more from one operation on, whichever it is: as after a power cut. */
function dyingHost(base: Host, isLast: (operation: number, subject: unknown) => boolean): Host {
	let count = 0;
	let dead = false;
	return new Proxy(base, {
		get(target, name: keyof Host) {
			return async (...args: unknown[]) => {
				dead ||= isLast(++count, args[0]);
				if (dead) throw new HostFailed(name, `operation ${count},`, 'EIO');
				return Reflect.apply(target[name], target, args) as unknown;
			};
		},
	});
}

const NAMES = ['etc/new', 'etc/whole', 'etc/edited', 'etc/link', 'etc/gone'] as const;

type Contents = Readonly<Record<(typeof NAMES)[number], string | undefined>>;

const isChecker = (_: number, subject: unknown) => subject === 'checker';

const OLD: Contents = {
	'etc/new': undefined,
	'etc/whole': 'old\n',
	'etc/edited': 'mine\n',
	'etc/link': 'link to a',
	'etc/gone': 'old\n',
};
const NEW: Contents = {
	...{'etc/new': 'new\n', 'etc/whole': 'new\n', 'etc/edited': 'mine\nours\n', 'etc/link': 'link to b'},
	'etc/gone': undefined,
};

const wanted: Wanted = {
	files: [
		{path: '/etc/new', text: 'new\n', mode: 0o600},
		{path: '/etc/whole', text: 'new\n'},
		{path: '/etc/edited', edit: (now = '') => (now.includes('ours') ? now : `${now}ours\n`)},
		{path: '/etc/link', link: 'b'},
		{path: '/etc/gone', absent: true},
	],
	checks: [{command: 'checker', args: []}],
	services: [{unit: 'a.service', package: 'a', state: 'on'}],
};

async function hostWithOld() {
	const root = await scratch();
	await mkdir(join(root, 'etc'));
	for (const [name, text] of Object.entries(OLD))
		if (text && !text.startsWith('link')) await writeFile(join(root, name), text);
	const host = rootedHost(realHost(), root);
	await host.link('/etc/link', 'a');
	const systemd = withSystemd(host, {'a.service': {enabled: true, active: true}});
	return {root, host: systemd.host, log: systemd.log};
}

const contentOf = async (root: string, name: string) =>
	name === 'etc/link'
		? `link to ${await readlink(join(root, name))}`
		: readFile(join(root, name), 'utf8').catch(() => undefined);

async function contents(root: string): Promise<Contents> {
	const [made, whole, edited, link, gone] = await Promise.all(NAMES.map(async name => contentOf(root, name)));
	return {'etc/new': made, 'etc/whole': whole, 'etc/edited': edited, 'etc/link': link, 'etc/gone': gone};
}

describe('an apply that dies', () => {
	test('at any operation leaves each file old or new, and the next one completes and tells the services', async () => {
		let operations = 0;
		await apply(
			dyingHost((await hostWithOld()).host, count => (operations = count) === 0),
			wanted,
		);
		const seen = new Set<string>();
		for (let at = 1; at <= operations; at++) {
			const {root, host, log} = await hostWithOld();
			await expect(
				apply(
					dyingHost(host, count => count === at),
					wanted,
				),
			).rejects.toThrow('EIO');
			const left = await contents(root);
			for (const name of NAMES) expect([OLD[name], NEW[name]]).toContain(left[name]);
			seen.add(JSON.stringify(left));
			const before = log.length;
			await apply(host, wanted);
			expect(await contents(root)).toEqual(NEW);
			expect(log.slice(before)).toEqual(['restart a.service']);
			expect((await readRecord(host, SECTION)).begun).toEqual([]);
			const {files, services} = await apply(host, wanted);
			expect({files, services}).toEqual({files: [], services: []});
		}
		// Old, new, and every state between them was met.
		expect(seen.size).toBe(NAMES.length + 1);
	});

	test('and is wanted otherwise the next time leaves nothing of what it wrote', async () => {
		const {root, host, log} = await hostWithOld();
		await expect(apply(dyingHost(host, isChecker), wanted)).rejects.toThrow('EIO');
		expect(await contents(root)).toEqual(NEW);
		const files = [{path: '/etc/whole', text: 'old\n'}];
		await apply(host, {...wanted, files});
		expect((await contents(root))['etc/whole']).toBe('old\n');
		expect(log).toEqual(['restart a.service']);
	});

	test('has its old files back when they are refused at the next time', async () => {
		const {root, host} = await hostWithOld();
		await expect(apply(dyingHost(host, isChecker), wanted)).rejects.toThrow('EIO');
		const refusing: Host = {
			...host,
			ask: async (command, ...rest) =>
				command === 'checker' ? {code: 1, stdout: '', stderr: 'no\n'} : host.ask(command, ...rest),
		};
		await expect(apply(refusing, wanted)).rejects.toThrow('checker refuses what was written: no');
		expect(await contents(root)).toEqual(OLD);
		expect((await readRecord(host, SECTION)).begun).toEqual([]);
	});

	test('while it wrote a file leaves nothing beside it for long', async () => {
		const {root, host} = await hostWithOld();
		await expect(apply(dyingHost(host, isChecker), wanted)).rejects.toThrow('EIO');
		for (const name of ['.whole.0123456789ab', '.whole.swp', '.other.0123456789ab'])
			await host.write(`/etc/${name}`, '');
		await apply(host, wanted);
		const left = await readdir(join(root, 'etc'));
		expect(left.filter(name => name.startsWith('.'))).toEqual(['.other.0123456789ab', '.whole.swp']);
	});
});

describe('a host that starts', () => {
	const starting = async (host: Host, next = wanted) => apply(host, next, {starting: true});

	test('writes what is missing and what is saved, and leaves what somebody changed', async () => {
		const {root, host} = await hostWithOld();
		await starting(host);
		expect(await contents(root)).toEqual(NEW);
		await writeFile(join(root, 'etc/whole'), 'by hand\n');
		await rm(join(root, 'etc/new'));
		const next = {...wanted, files: wanted.files.map(file => ('link' in file ? {...file, link: 'c'} : file))};
		for (let starts = 0; starts < 2; starts++) {
			const {waits} = await starting(host, next);
			expect(waits).toEqual([
				'"/etc/whole" was changed by somebody since it was written, and stays so; hostwright diff shows how.',
			]);
			expect(await contents(root)).toEqual({...NEW, 'etc/whole': 'by hand\n', 'etc/link': 'link to c'});
		}
		expect((await findChanges(host, next, [], {record: await readRecord(host, SECTION)})).files).toMatchObject([
			{path: '/etc/whole', drift: true},
		]);
		await apply(host, next);
		expect((await contents(root))['etc/whole']).toBe('new\n');
	});

	test('takes up what was interrupted', async () => {
		const {root, host} = await hostWithOld();
		await expect(apply(dyingHost(host, isChecker), wanted)).rejects.toThrow('EIO');
		await writeFile(join(root, 'etc/whole'), 'old\n');
		await starting(host);
		expect(await contents(root)).toEqual(NEW);
	});

	test('writes its lines into a file that others wrote to as well, when they are other lines than before', async () => {
		const {root, host} = await hostWithOld();
		const lines = (text: string): Wanted => ({
			files: [{path: '/etc/edited', edit: (now = '') => `${now.replace(/^ours.*\n/m, '')}ours ${text}\n`}],
		});
		await starting(host, lines('1'));
		await writeFile(join(root, 'etc/edited'), 'mine\nmine too\nours 1\n');
		await starting(host, lines('2'));
		expect((await contents(root))['etc/edited']).toBe('mine\nmine too\nours 2\n');
		await writeFile(join(root, 'etc/edited'), 'mine\nours 3\n');
		await starting(host, lines('2'));
		expect((await contents(root))['etc/edited']).toBe('mine\nours 3\n');
	});

	test('removes files of ours that nobody wants, and none that somebody put beside them', async () => {
		const {root, host} = await hostWithOld();
		const owning = (...names: string[]): Wanted => ({
			files: names.map(name => ({path: `/etc/${name}`, text: 'x\n'})),
			owns: [{folder: '/etc', prefix: 'own-'}],
		});
		await starting(host, owning('own-a', 'own-b'));
		await writeFile(join(root, 'etc/own-c'), 'by hand\n');
		await starting(host, owning('own-a'));
		const left = await readdir(join(root, 'etc'));
		expect(left.filter(name => name.startsWith('own-'))).toEqual(['own-a', 'own-c']);
	});
});

test('the record is for root alone, holds sums and no texts, and is begun anew when it is damaged', async () => {
	const {root, host} = await hostWithOld();
	await apply(host, wanted);
	const path = join(root, '/etc/hostwright/written.json');
	expect((await stat(path)).mode & 0o777).toBe(0o600);
	expect(await readFile(path, 'utf8')).not.toMatch(/ours|new\\n/);
	await writeFile(path, '{"version":1,');
	expect((await apply(host, wanted)).files).toEqual([]);
	expect((await readRecord(host, SECTION)).left).toHaveLength(NAMES.length);
});
