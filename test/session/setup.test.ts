/** The configurator without a terminal: what differs from what is saved, the plan of an Apply and what came of it. */
import {mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {isGuarded} from '../../src/session/guard.ts';
import {hashAs} from '../../src/session/hash.ts';
import {createSetup, type Setup} from '../../src/session/setup.ts';
import {setupParts} from '../../src/session/setup-parts.ts';
import type {Part, SetupParts, SetupSnapshot} from '../../src/session/setup-state.ts';
import {scratch} from '../host/scratch.ts';

let root = '';

beforeEach(async () => {
	root = await scratch();
	await mkdir(join(root, 'etc/hostwright'), {recursive: true});
	await writeFile(join(root, 'etc/os-release'), 'ID=debian\n');
	await writeFile(join(root, 'etc/hostwright/settings.yaml'), 'version: 1\nlogging: {syslog: old.example.org}\n');
});

const parts = (change: Partial<SetupParts> = {}): SetupParts => ({
	...setupParts({host: rootedHost(realHost(), root), root, configs: [], recorded: false, hash: hashAs, who: 'admin'}),
	...change,
});

/** Waits for a snapshot that satisfies; by change, never by time. */
async function until(setup: Setup, condition: (snapshot: SetupSnapshot) => boolean): Promise<SetupSnapshot> {
	return new Promise(resolve => {
		let leave = () => {};
		const look = () => {
			if (!condition(setup.get())) return;
			leave();
			resolve(setup.get());
		};
		leave = setup.subscribe(look);
		look();
	});
}

const LOGGING: Part = {settings: ['logging.syslog', 'logging.syslogProtocol'], sections: ['logging']};
const saved = async () => readFile(join(root, 'etc/hostwright/settings.yaml'), 'utf8');
const differing = (setup: Setup) => [...setup.get().differing];

describe('what differs from what is saved', () => {
	it('is what was typed, until it is what was saved again', async () => {
		const setup = createSetup(parts());
		expect(differing(setup)).toEqual([]);
		setup.type({'logging.syslog': 'new.example.org', 'network.vlan': '20'});
		expect(differing(setup)).toEqual(['network.vlan', 'logging.syslog']);
		setup.type({'logging.syslog': 'old.example.org'});
		expect(differing(setup)).toEqual(['network.vlan']);
		setup.reset(['network.vlan']);
		expect(differing(setup)).toEqual([]);
	});

	it('is what an answer file brought, which Reset takes back too', () => {
		const configs = [{name: 'site.yaml', text: 'logging: {syslog: new.example.org}\nnetwork: {vlan: 20}\n'}];
		const host = rootedHost(realHost(), root);
		const setup = createSetup(setupParts({host, root, configs, recorded: false, hash: hashAs, who: 'admin'}));
		expect(differing(setup)).toEqual(['network.vlan', 'logging.syslog']);
		setup.reset(['logging.syslog']);
		expect(setup.get().answers.get('logging.syslog')?.text).toBe('old.example.org');
		expect(differing(setup)).toEqual(['network.vlan']);
	});
});

describe('what can give root', () => {
	const SECURITY: Part = {settings: ['access.sshPasswordLogin', 'access.idleLogout'], sections: []};

	it('is not saved before the password was proven, and a proof serves once', async () => {
		const setup = createSetup(parts({guard: async () => 'asks', proves: async password => password === 'right'}));
		const applying = async (text: string, password = '') => {
			setup.type({'access.sshPasswordLogin': text});
			await setup.plan(SECURITY);
			if (password !== '') await setup.prove(password);
			await setup.apply();
			return (await saved()).includes(`sshPasswordLogin: ${text}`);
		};
		expect(await applying('yes')).toBe(false);
		expect(await applying('yes', 'wrong')).toBe(false);
		expect(await applying('yes', 'right')).toBe(true);
		expect(await applying('no')).toBe(false);
	});

	it('is everything with words of the kernel line, a password or a key, and nothing else of the same page', async () => {
		const setup = createSetup(parts({guard: async () => 'refuses'}));
		setup.type({'access.idleLogout': '5'});
		await setup.plan(SECURITY);
		await setup.apply();
		expect(await saved()).toContain('idleLogout: 5');
		expect(['boot.arguments', 'access.sshKeys', 'engine.rootPassword', 'time.zone'].map(isGuarded)).toEqual([
			...[true, true, true, false],
		]);
	});

	it('is registering with an engine too, whoever approves of it', async () => {
		const asked: string[] = [];
		const accept = async (_: unknown, approved: string) => {
			asked.push(approved);
			return {words: 'Accepted.'};
		};
		const engine = {...parts().engine, register: accept};
		const setup = createSetup(parts({engine, guard: async () => 'asks', proves: async text => text === 'right'}));
		expect(await setup.engine.register('one')).toEqual({
			problem: 'The password of admin was not given, so this host is not registered.',
		});
		await setup.prove('right');
		expect(await setup.engine.register('two')).toEqual({words: 'Accepted.'});
		expect(asked).toEqual(['two']);
		expect(['server', 'fingerprint', 'insecure'].every(name => isGuarded(`engine.${name}`))).toBe(true);
	});
});

describe('apply', () => {
	it('shows what is saved and done first, then does it, and keeps what was typed elsewhere', async () => {
		const setup = createSetup(parts());
		setup.type({'logging.syslog': 'new.example.org', 'network.vlan': '20'});
		await setup.plan(LOGGING);
		const {work} = setup.get();
		expect(work.state === 'planned' && work.lines.slice(0, 2)).toEqual([
			'To be saved',
			'  Syslog server: old.example.org -> new.example.org',
		]);
		expect(await saved()).toContain('old.example.org');
		await setup.apply();
		expect(setup.get().work).toMatchObject({state: 'ended', outcome: {recorded: {change: 1}}});
		expect(await saved()).toMatch(/syslog: new\.example\.org/);
		expect(await saved()).not.toContain('vlan');
		expect(differing(setup)).toEqual(['network.vlan']);
		expect(setup.get().answers.get('logging.syslog')?.source.rank).toBe('store');
	});

	it('is refused with the sentence while an answer is wrong', async () => {
		const setup = createSetup(parts());
		setup.type({'logging.syslog': 'not a host'});
		await setup.plan(LOGGING);
		const {work} = setup.get();
		expect(work.state === 'refused' && work.problem).toContain('"not a host"');
		await setup.apply();
		expect(await saved()).toContain('old.example.org');
	});

	it('says when a section failed, remembers it on the host, and forgets it once it went', async () => {
		const failed = {
			section: 'logging',
			title: 'Logging',
			result: 'failed',
			problem: 'It refuses.',
			waits: [],
		} as const;
		const results = [failed, {...failed, result: 'changed', problem: ''} as const];
		const keeps = parts();
		const plan = (result: (typeof results)[number]) => ({
			...{section: result.section, title: result.title, wanted: {files: []}, starting: false},
			changes: {
				...{files: [], left: [], checks: [], commands: [], services: [], waits: []},
				accounts: [],
				...(result.result === 'failed' ? {problem: result.problem} : {}),
			},
		});
		let at = 0;
		const setup = createSetup({...keeps, plan: async () => [plan(results[at++] ?? failed)]});
		setup.type({'logging.syslog': 'new.example.org'});
		await setup.plan(LOGGING);
		await setup.apply();
		expect(setup.get().work).toMatchObject({
			state: 'ended',
			outcome: {applied: [{result: 'failed', problem: 'It refuses.'}]},
		});
		const {failures} = await until(setup, snapshot => snapshot.failures.length > 0);
		expect(failures).toMatchObject([{section: 'logging', problem: 'It refuses.'}]);
		const record = join(root, 'etc/hostwright/failed.json');
		expect((await stat(record)).mode & 0o777).toBe(0o600);
		await setup.plan(LOGGING);
		await setup.apply();
		await until(setup, snapshot => snapshot.failures.length === 0);
		await expect(stat(record)).rejects.toThrow('ENOENT');
	});

	it('tells each thing as it is done', async () => {
		const told: (readonly string[])[] = [];
		const setup = createSetup(
			parts({
				plan: async () => [],
				async apply(_, onDoing) {
					onDoing('write /etc/one');
					onDoing('restart one.service');
					return {applied: [], recorded: {words: ''}};
				},
			}),
		);
		setup.subscribe(() => {
			const {work} = setup.get();
			if (work.state === 'running' && told.at(-1) !== work.done) told.push(work.done);
		});
		await setup.plan(LOGGING);
		await setup.apply();
		expect(told).toEqual([[], ['write /etc/one'], ['write /etc/one', 'restart one.service']]);
	});

	it('says why nothing could be applied', async () => {
		const setup = createSetup(
			parts({plan: async () => [], apply: async () => ({problem: 'Somebody else is at it.'})}),
		);
		await setup.plan(LOGGING);
		await setup.apply();
		expect(setup.get().work).toMatchObject({state: 'ended', outcome: {problem: 'Somebody else is at it.'}});
		setup.putAside();
		expect(setup.get().work.state).toBe('none');
	});
});

describe('passwords', () => {
	it('become hashes of their kind before they are answers', async () => {
		const setup = createSetup(parts());
		await setup.typePassword('access.adminPassword', 'correct horse');
		await setup.typePassword('access.bootMenuPassword', 'battery staple');
		const text = (name: string) => setup.get().answers.get(name)?.text ?? '';
		expect(text('access.adminPassword')).toMatch(/^\$6\$/);
		expect(text('access.bootMenuPassword')).toMatch(/^grub\.pbkdf2\./);
		await expect(setup.typePassword('network.vlan', 'x')).rejects.toThrow('keeps no hash');
		expect(JSON.stringify([...setup.get().answers])).not.toMatch(/horse|staple/);
	});
});

describe('the host', () => {
	it('closes the network when somebody else manages it', async () => {
		await mkdir(join(root, 'var/lib/vdsm/persistence/netconf'), {recursive: true});
		const setup = createSetup(parts());
		const {closed} = await until(setup, snapshot => snapshot.closed.size > 0);
		expect(closed.get('network')).toBe(
			'oVirt Engine manages the network of this host (/var/lib/vdsm/persistence/netconf); change it there.',
		);
	});

	it('is as the last look saw it, whichever ends last', async () => {
		const answers: ((name: string) => void)[] = [];
		const setup = createSetup(
			parts({
				async status(found) {
					found({hostname: await new Promise<string>(resolve => answers.push(resolve))});
				},
			}),
		);
		setup.refresh();
		answers[1]?.('second');
		await until(setup, ({status}) => status.hostname === 'second');
		answers[0]?.('first');
		await until(setup, ({looking}) => !looking);
		expect(setup.get().status.hostname).toBe('second');
	});
});
