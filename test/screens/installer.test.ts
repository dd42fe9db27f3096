/** The walk-through without a terminal: what was typed, the machine beside it, the plan, the work. */
import {describe, expect, it} from 'vitest';
import type {JournalEntry} from '../../src/plan/journal-entry.ts';
import type {Job} from '../../src/plan/job.ts';
import type {Machine} from '../../src/probes/machine.ts';
import {createInstaller, type Installer} from '../../src/session/installer.ts';
import type {InstallerParts, Snapshot} from '../../src/session/installer-state.ts';
import type {KnownJob} from '../../src/session/jobs.ts';
import {merge, type Given, type Problem} from '../../src/settings/answers.ts';
import {aDisk, aMachine} from './machine.ts';

const fromKernel: Given = {
	setting: 'network.vlan',
	text: '20',
	source: {rank: 'kernel', name: 'kernel argument vlan='},
};
const job: Job = {
	version: 1,
	id: '2026-11-20T12-00-00-3f9c',
	createdAt: '2026-11-20T12:00:00.000Z',
	action: 'install',
	target: '/dev/sda',
	image: {path: '/image', size: 1, head: '', file: '', sums: '', version: ''},
	identities: [],
	digest: '',
	request: {},
};
const known: KnownJob = {job, folder: '/jobs/1', running: true};
const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second)).toISOString();

async function* nothing(): AsyncGenerator<JournalEntry> {}

function parts(change: Partial<InstallerParts> = {}): InstallerParts {
	return {
		gather: typed => {
			const answers = merge([fromKernel, ...typed]);
			const vlan = answers.get('network.vlan')?.text ?? '';
			const problem: Problem = {
				setting: 'network.vlan',
				text: vlan,
				source: '',
				level: 'error',
				message: 'too large',
			};
			return {answers, problems: vlan === '5000' ? [problem] : [], unknownWords: []};
		},
		look: async () => aMachine(),
		facts: async () => undefined,
		find: async path => ({problem: `${path} is no disk`}),
		prepare: async () => ({
			ready: true,
			plan: {erases: [], keeps: [], facts: [], steps: []},
			draft: {job, answers: ''},
			asks: [],
			problems: [],
			lines: [],
		}),
		start: async () => known,
		resume: async () => known,
		jobs: async () => [],
		follow: () => nothing(),
		ending: async () => ({kernelLine: 'vlan=20', withheld: [], answerFile: '/answers.yaml'}),
		tellEnd: async () => [],
		useLayout: async () => {},
		describe: () => 'empty',
		hash: async password => `hash of ${password.length}`,
		...change,
	};
}

/** Waits for a snapshot that satisfies; by change, never by time. */
async function until(installer: Installer, condition: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
	return new Promise(resolve => {
		let leave = () => {};
		const look = () => {
			if (!condition(installer.get())) return;
			leave();
			resolve(installer.get());
		};
		leave = installer.subscribe(look);
		look();
	});
}

function promised<T>(): {promise: Promise<T>; resolve: (value: T) => void} {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>(settle => {
		resolve = settle;
	});
	return {promise, resolve};
}

describe('answers', () => {
	it('are typed over what other doors said, and keep that as overridden', async () => {
		const installer = createInstaller(parts());
		expect(installer.get().answers.get('network.vlan')?.source.name).toBe('kernel argument vlan=');
		installer.type({'network.vlan': '30'});
		const answer = installer.get().answers.get('network.vlan');
		expect(answer?.source).toEqual({rank: 'typed', name: 'typed here'});
		expect(answer?.overrode.map(({text}) => text)).toEqual(['20']);
		expect(installer.below('network.vlan')).toBe('20');
	});

	it('count as typed only when they differ from what was there', async () => {
		const installer = createInstaller(parts());
		installer.type({'network.vlan': '30'});
		installer.type({'network.vlan': '20'});
		expect(installer.get().answers.get('network.vlan')?.source.name).toBe('kernel argument vlan=');
		installer.type({'network.vlan': ''});
		expect(installer.get().answers.get('network.vlan')?.text).toBe('');
		installer.untype('network.vlan');
		expect(installer.get().answers.get('network.vlan')?.text).toBe('20');
	});

	it('carry their problems with every key', () => {
		const installer = createInstaller(parts());
		installer.type({'network.vlan': '5000'});
		expect(installer.get().problems.map(({message}) => message)).toEqual(['too large']);
		installer.type({'network.vlan': '500'});
		expect(installer.get().problems).toEqual([]);
	});

	it('hold the hash of a password, never the password', async () => {
		const installer = createInstaller(parts());
		await installer.typePassword('access.adminPassword', 'correct horse');
		expect(installer.get().answers.get('access.adminPassword')?.text).toBe('hash of 13');
		expect(JSON.stringify([...installer.get().answers])).not.toContain('horse');
	});
});

describe('the machine', () => {
	it('is unknown until it was looked at, and the screen is not kept waiting', async () => {
		const machine = promised<Machine>();
		const installer = createInstaller(parts({look: async () => machine.promise}));
		expect(installer.get()).toMatchObject({machine: undefined, looking: true});
		machine.resolve(aMachine({hostname: 'h1'}));
		const {machine: found, looking} = await until(installer, snapshot => snapshot.machine !== undefined);
		expect([found?.hostname, looking]).toEqual(['h1', false]);
	});

	it('is as the last look saw it, whichever ends last', async () => {
		const looks = [promised<Machine>(), promised<Machine>()];
		let next = 0;
		const installer = createInstaller(parts({look: async () => looks[next++]?.promise ?? aMachine()}));
		installer.rescan();
		looks[1]?.resolve(aMachine({hostname: 'second'}));
		await until(installer, snapshot => snapshot.machine?.hostname === 'second');
		looks[0]?.resolve(aMachine({hostname: 'first'}));
		await looks[0]?.promise;
		await Promise.resolve();
		expect(installer.get().machine?.hostname).toBe('second');
	});

	it('grows by a disk that was named by hand', async () => {
		const other = aDisk('loop7');
		const installer = createInstaller(
			parts({find: async path => (path === other.path ? {disk: other} : {problem: `${path} is no disk`})}),
		);
		expect(await installer.find('/dev/loop7')).toEqual({problem: 'The disks are not known yet; wait a moment'});
		await until(installer, snapshot => snapshot.machine !== undefined);
		expect(await installer.find('/dev/nothing')).toEqual({problem: '/dev/nothing is no disk'});
		await installer.find('/dev/loop7');
		await installer.find('/dev/loop7');
		expect(installer.get().machine?.disks.map(({name}) => name)).toEqual(['sda', 'sdb', 'loop7']);
		installer.rescan();
		await until(installer, snapshot => !snapshot.looking);
		expect(installer.get().machine?.disks.map(({name}) => name)).toEqual(['sda', 'sdb', 'loop7']);
	});

	it('has the disk of --disk, by its own path, and the job that was begun on it', async () => {
		const file = aDisk('d.img', {path: '/tmp/d.img', bus: 'file'});
		const installer = createInstaller(
			parts({
				find: async path => (path === '/tmp/link' ? {disk: file} : {problem: `${path} is no disk`}),
				jobs: async ({disks}) => (disks.some(({path}) => path === file.path) ? [known] : []),
			}),
			'/tmp/link',
		);
		await until(installer, snapshot => snapshot.jobs !== undefined);
		const {machine, disk, jobs} = installer.get();
		expect([machine?.disks.map(({name}) => name), disk, jobs]).toEqual([
			['sda', 'sdb', 'd.img'],
			'/tmp/d.img',
			[known],
		]);
	});
});

describe('the plan', () => {
	it('is forgotten when an answer, the disk or the machine changes', async () => {
		const installer = createInstaller(parts());
		const changes = [
			() => installer.type({'network.vlan': '30'}),
			() => installer.chooseDisk('/tmp/d.img'),
			() => installer.rescan(),
		];
		for (const change of changes) {
			await until(installer, snapshot => !snapshot.looking);
			installer.prepare();
			await until(installer, snapshot => snapshot.preparation.state === 'ready');
			change();
			await until(installer, snapshot => snapshot.preparation.state === 'none');
		}
	});

	it('that comes too late is not shown', async () => {
		const slow = promised<Awaited<ReturnType<InstallerParts['prepare']>>>();
		const installer = createInstaller(parts({prepare: async () => slow.promise}));
		await until(installer, snapshot => snapshot.machine !== undefined);
		installer.prepare();
		installer.type({'network.vlan': '30'});
		slow.resolve({ready: false, problems: []});
		await slow.promise;
		await Promise.resolve();
		expect(installer.get().preparation.state).toBe('none');
	});

	it('is refused with reasons, also when making it broke', async () => {
		const installer = createInstaller(
			parts({
				prepare: async () => {
					throw new Error('sfdisk ended with code 1');
				},
			}),
		);
		await until(installer, snapshot => snapshot.machine !== undefined);
		installer.prepare();
		const {preparation} = await until(installer, snapshot => snapshot.preparation.state === 'refused');
		expect(preparation).toMatchObject({problems: [{message: 'sfdisk ended with code 1'}]});
	});
});

describe('the work', () => {
	it('starts once, however often Enter is pressed, and only what was shown', async () => {
		let starts = 0;
		const installer = createInstaller(
			parts({
				start: async () => {
					starts++;
					return known;
				},
			}),
		);
		installer.start();
		await until(installer, snapshot => snapshot.machine !== undefined);
		installer.start();
		installer.prepare();
		await until(installer, snapshot => snapshot.preparation.state === 'ready');
		installer.start();
		installer.start();
		await until(installer, snapshot => snapshot.job !== undefined);
		installer.start();
		expect(starts).toBe(1);
	});

	it('ends with the other doors when it is done', async () => {
		const entries: readonly JournalEntry[] = [
			{at: at(0), event: 'started', version: 1, steps: [{id: 'partition', title: 'Partition sda'}]},
			{at: at(1), event: 'step-started', step: 'partition'},
			{at: at(3), event: 'step-done', step: 'partition', found: false},
			{at: at(3), event: 'finished', result: 'done', message: ''},
		];
		const installer = createInstaller(
			parts({
				async *follow() {
					yield* entries;
				},
			}),
		);
		installer.attach(known);
		const {work, ending} = await until(installer, snapshot => snapshot.ending !== undefined);
		expect(work.steps[0]).toMatchObject({state: 'done', began: Date.parse(at(1)), ended: Date.parse(at(3))});
		expect(ending?.answerFile).toBe('/answers.yaml');
	});

	it('that lost its runner says so', async () => {
		const installer = createInstaller(
			parts({
				async *follow() {
					throw new Error('the runner stopped');
				},
			}),
		);
		installer.attach(known);
		expect((await until(installer, snapshot => snapshot.trouble !== '')).trouble).toBe('the runner stopped');
	});

	it('is let go of when the screen closes', async () => {
		const aborted = promised<boolean>();
		const installer = createInstaller(
			parts({
				async *follow(_job, signal) {
					yield {at: at(0), event: 'resumed'};
					await new Promise(resolve => signal.addEventListener('abort', resolve));
					aborted.resolve(signal.aborted);
				},
			}),
		);
		installer.attach(known);
		await until(installer, snapshot => snapshot.work.log.length > 0);
		installer.close();
		expect(await aborted.promise).toBe(true);
	});
});
