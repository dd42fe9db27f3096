import {mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {failingHost} from '../../../src/host/failing-host.ts';
import type {Host} from '../../../src/host/host.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import {changesNothing, findChanges} from '../../../src/plan/apply/changes.ts';
import {makeChanges} from '../../../src/plan/apply/make-changes.ts';
import type {Wanted} from '../../../src/plan/wanted.ts';
import {WRITTEN} from '../../../src/plan/written.ts';
import {scratch} from '../../host/scratch.ts';
import {withSystemd} from './systemd.ts';

const HASH = `$6$abcdefgh$${'a'.repeat(86)}`;

async function rooted(): Promise<{root: string; host: Host}> {
	const root = await scratch();
	return {root, host: rootedHost(realHost(), root)};
}

async function apply(host: Host, wanted: Wanted): Promise<readonly string[]> {
	const done: string[] = [];
	await makeChanges(host, await findChanges(host, wanted, []), title => done.push(title));
	return done;
}

describe('files', () => {
	test('are written once, with their mode, and never again', async () => {
		const {root, host} = await rooted();
		const wanted: Wanted = {
			files: [
				{path: '/etc/one', text: 'one\n', mode: 0o600},
				{path: '/etc/localtime', link: '/usr/share/zoneinfo/UTC'},
				{path: '/etc/old', absent: true},
			],
		};
		await mkdir(join(root, 'etc'));
		await writeFile(join(root, 'etc/old'), 'old\n');
		expect(await apply(host, wanted)).toEqual(['write /etc/one', 'write /etc/localtime', 'remove /etc/old']);
		const first = await stat(join(root, 'etc/one'), {bigint: true});
		expect(Number(first.mode) & 0o777).toBe(0o600);
		expect(changesNothing(await findChanges(host, wanted, []))).toBe(true);
		expect(await apply(host, wanted)).toEqual([]);
		expect((await stat(join(root, 'etc/one'), {bigint: true})).ctimeNs).toBe(first.ctimeNs);
	});

	test('of somebody else keep their mode and all but our lines', async () => {
		const {root, host} = await rooted();
		await host.write('/etc/idmapd.conf', '[General]\nVerbosity = 0\n', {mode: 0o640});
		const edit = (now = '') => (now.includes('Domain') ? now : `${now}Domain = example.org\n`);
		await apply(host, {files: [{path: '/etc/idmapd.conf', edit}]});
		expect(await readFile(join(root, 'etc/idmapd.conf'), 'utf8')).toBe(
			'[General]\nVerbosity = 0\nDomain = example.org\n',
		);
		expect(await host.stat('/etc/idmapd.conf')).toMatchObject({mode: 0o640});
	});

	test('of somebody else get the mode they need, and a folder for few where there is none', async () => {
		const {host} = await rooted();
		const keys = (mode: number): Wanted => ({
			files: [{path: '/root/.ssh/authorized_keys', mode, folderMode: 0o700, edit: (now = 'key\n') => now}],
		});
		await apply(host, keys(0o644));
		expect(await host.stat('/root/.ssh')).toMatchObject({mode: 0o700});
		await apply(host, keys(0o600));
		expect(await host.stat('/root/.ssh/authorized_keys')).toMatchObject({mode: 0o600});
		expect(await apply(host, keys(0o600))).toEqual([]);
	});

	test('of ours that nobody wants any more are removed, others in the folder stay', async () => {
		const {host} = await rooted();
		for (const name of ['hostwright-bond0', 'hostwright-old', 'wifi']) await host.write(`/etc/nm/${name}`, 'x\n');
		await apply(host, {
			files: [{path: '/etc/nm/hostwright-bond0', text: 'new\n'}],
			owns: [{folder: '/etc/nm', prefix: 'hostwright-'}],
		});
		expect(await host.list('/etc/nm')).toEqual(['hostwright-bond0', 'wifi']);
	});

	test('of ours among folders of anybody are known by their first line', async () => {
		const {host} = await rooted();
		const ours = `# ${WRITTEN}\nnode.name = x\n`;
		for (const name of ['kept', 'old']) await host.write(`/etc/nodes/${name}/portal`, ours);
		await host.write('/etc/nodes/theirs/portal', `# BEGIN RECORD\n${ours}`);
		await host.write('/etc/nodes/index', ours);
		await host.link('/etc/nodes/link', '/etc/nodes/old');
		const wanted: Wanted = {
			files: [{path: '/etc/nodes/kept/portal', text: ours}],
			ownsIn: ['/etc/nodes'],
		};
		expect(await apply(host, wanted)).toEqual(['remove /etc/nodes/old/portal']);
		expect(changesNothing(await findChanges(host, wanted, []))).toBe(true);
	});

	test('show what changes in them, but not what only few may read', async () => {
		const {host} = await rooted();
		await host.write('/etc/open', 'same\nold\n');
		await host.write('/etc/closed', 'hidden content\n', {mode: 0o600});
		const {files} = await findChanges(
			host,
			{
				files: [
					{path: '/etc/open', text: 'same\nnew with word\n'},
					{path: '/etc/closed', text: 'password word\n', mode: 0o600},
					{path: '/etc/key', text: 'PRIVATE\n', mode: 0o600, secret: true},
				],
			},
			['word'],
		);
		expect(files.map(({shown}) => shown)).toEqual([
			[' same', '-old', '+new with [secret]'],
			['- (not shown: not everybody may read it)', '+pass[secret] [secret]'],
			['(not shown: it is a secret)'],
		]);
	});

	test('are refused where a folder stands in the way', async () => {
		const {host} = await rooted();
		await host.makeDirectory('/etc/motd');
		await expect(findChanges(host, {files: [{path: '/etc/motd', text: 'x'}]}, [])).rejects.toThrow(
			'"/etc/motd" is a folder on this host, where a file is to be written; move it away',
		);
	});
});

describe('a section that fails', () => {
	test('has its old files back when a tool refuses them, whatever the code says', async () => {
		const {host} = await rooted();
		await host.write('/etc/conf', 'good\n');
		const asking: Host = {
			...host,
			ask: async () => ({code: 0, stdout: 'all fine\n', stderr: 'error: conf:1 unknown option\n'}),
		};
		const files = [{path: '/etc/conf', text: 'bad\n'}];
		const checks = [{command: 'logrotate', args: ['-d', '/etc/conf'], refuses: /^error: /}];
		await expect(apply(asking, {files, checks})).rejects.toThrow(
			'logrotate refuses what was written: error: conf:1 unknown option',
		);
		expect(await host.read('/etc/conf')).toBe('good\n');
		const means = 'Another file says otherwise; take its line out.';
		await expect(apply(asking, {files, checks: checks.map(check => ({...check, means}))})).rejects.toThrow(
			`logrotate refuses what was written: error: conf:1 unknown option. ${means}`,
		);
		// The same tool satisfied, to show that the refusal was the reason.
		const fine: Host = {...host, ask: async () => ({code: 0, stdout: '', stderr: 'reading conf\n'})};
		await apply(fine, {files, checks});
		expect(await host.read('/etc/conf')).toBe('bad\n');
	});

	test('has its old files back whichever operation breaks', async () => {
		const wanted: Wanted = {
			files: [
				{path: '/etc/new', text: 'new\n'},
				{path: '/etc/changed', text: 'changed\n', mode: 0o600},
				{path: '/etc/link', link: 'new'},
				{path: '/etc/gone', absent: true},
			],
		};
		for (let at = 1; at <= 4; at++) {
			const {host} = await rooted();
			await host.write('/etc/changed', 'old\n', {mode: 0o640});
			await host.write('/etc/gone', 'old\n');
			const failing = failingHost(host, {at, how: 'throw'});
			await expect(apply(failing, wanted)).rejects.toThrow('EIO');
			expect(await host.list('/etc')).toEqual(['changed', 'gone']);
			expect(await host.read('/etc/changed')).toBe('old\n');
			expect(await host.stat('/etc/changed')).toMatchObject({mode: 0o640});
		}
	});
});

describe('commands', () => {
	const files = [{path: '/etc/conf', text: 'x\n'}];
	const login = (accepts?: readonly number[]): Wanted => ({
		files,
		commands: [{title: 'Log in', command: 'sh', args: ['-c', 'exit 15'], ...(accepts ? {accepts} : {})}],
	});

	test('may end with the codes that are no failures, and with no other', async () => {
		const {host} = await rooted();
		const booted: Host = {...withSystemd(host, {}).host, run: async (...call) => realHost().run(...call)};
		await expect(apply(booted, login())).rejects.toThrow('sh ended with code 15');
		await expect(apply(booted, login([0, 14]))).rejects.toThrow('sh ended with code 15');
		expect(await host.list('/etc')).toEqual([]);
		expect(await apply(booted, login([0, 15]))).toEqual(['write /etc/conf', 'Log in']);
	});
});

describe('services', () => {
	const files = [{path: '/etc/rsyslog.d/x.conf', text: 'x\n'}];
	const service = (state: 'on' | 'off' | 'kept') => ({unit: 'rsyslog.service', package: 'rsyslog', state});

	test('are enabled, started and told of changes, and left alone afterwards', async () => {
		const {host} = await rooted();
		const systemd = withSystemd(host, {'rsyslog.service': {enabled: false, active: false}});
		expect(await apply(systemd.host, {files, services: [service('on')]})).toEqual([
			'write /etc/rsyslog.d/x.conf',
			'enable rsyslog.service',
			'start rsyslog.service',
		]);
		expect(await apply(systemd.host, {files, services: [service('on')]})).toEqual([]);
		const changed = [{path: '/etc/rsyslog.d/x.conf', text: 'y\n'}];
		expect(await apply(systemd.host, {files: changed, services: [service('kept')]})).toContain(
			'restart rsyslog.service',
		);
		expect(await apply(systemd.host, {files: changed, services: [service('off')]})).toEqual([
			'disable rsyslog.service',
			'stop rsyslog.service',
		]);
		expect(systemd.units['rsyslog.service']).toEqual({enabled: false, active: false});
	});

	test('of a host that starts are enabled, and neither started nor waited for; of commands only those run that are for it', async () => {
		const {host} = await rooted();
		const systemd = withSystemd(host, {'rsyslog.service': {enabled: false, active: false}});
		const commands = [
			{title: 'Name it', command: 'hostname', args: ['h1'], atStart: true as const},
			{title: 'Log in', command: 'iscsiadm', args: ['--login']},
		];
		const wanted = {files, services: [service('on')], commands};
		const changes = await findChanges(systemd.host, wanted, [], {starting: true});
		expect(changes.commands.map(({title}) => title)).toEqual(['Name it']);
		await makeChanges(systemd.host, {...changes, commands: []});
		expect(systemd.log).toEqual(['enable rsyslog.service']);
		expect((await findChanges(host, wanted, [], {starting: true})).commands).toEqual([]);
	});

	test('that do not stay up take the change back and run again with the old files', async () => {
		const {host} = await rooted();
		await host.write('/etc/rsyslog.d/x.conf', 'old\n');
		const systemd = withSystemd(host, {'rsyslog.service': {enabled: true, active: true}});
		systemd.breaks.add('rsyslog.service');
		await expect(apply(systemd.host, {files, services: [service('on')]})).rejects.toThrow(
			'rsyslog.service did not stay up after restart',
		);
		expect(await host.read('/etc/rsyslog.d/x.conf')).toBe('old\n');
		expect(systemd.log).toEqual(['restart rsyslog.service', 'restart rsyslog.service']);
	});

	test('are spoken to by commands while they run, and read their files themselves when they start', async () => {
		const {host} = await rooted();
		const {host: base, units} = withSystemd(host, {'rsyslog.service': {enabled: true, active: false}});
		const asked: string[] = [];
		const booted: Host = {
			...base,
			run: async (command, args, options) => {
				if (command === 'systemctl') return base.run(command, args, options);
				asked.push([command, ...args].join(' '));
				return {code: 0, stdout: '', stderr: ''};
			},
		};
		const commands = [
			{title: 'Say it', command: 'rsyslogctl', args: ['reload'], unit: 'rsyslog.service'},
			{title: 'Say it to all', command: 'wall', args: ['x']},
		];
		await apply(booted, {files, commands});
		expect(asked).toEqual(['wall x']);
		units['rsyslog.service'] = {enabled: true, active: true};
		await apply(booted, {files: [{path: '/etc/rsyslog.d/x.conf', text: 'y\n'}], commands});
		expect(asked).toEqual(['wall x', 'rsyslogctl reload', 'wall x']);
	});

	test('that are not there are a problem where the host runs, and wait where it does not', async () => {
		const {host} = await rooted();
		const {host: booted} = withSystemd(host, {});
		await expect(apply(booted, {files, services: [service('on')]})).rejects.toThrow(
			'rsyslog.service is not on this host; install the package rsyslog.',
		);
		expect(await host.list('/etc')).toEqual([]);
		const {waits, problem} = await findChanges(host, {files, services: [service('on')]}, []);
		expect({waits, problem}).toEqual({
			waits: ['rsyslog.service is not on this host; install the package rsyslog.'],
			problem: undefined,
		});
	});
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('not run here, because it needs root: passwords in a shadow file');

describe.runIf(isRoot)('passwords', () => {
	const shadow = 'root:*:19000:0:99999:7:::\nadmin:!:19000:0:99999:7:::\n';
	const passwd = 'root:x:0:0:root:/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n';

	async function withAccounts() {
		const {root, host} = await rooted();
		await host.write('/etc/passwd', passwd);
		await host.write('/etc/shadow', shadow, {mode: 0o600});
		return {root, host};
	}

	test('are set once; what their owner makes of them stays', async () => {
		const {host} = await withAccounts();
		const wanted: Wanted = {
			files: [],
			accounts: [
				{name: 'admin', hash: HASH, mustChange: true},
				{name: 'root', hash: undefined, mustChange: false},
			],
		};
		expect(await apply(host, wanted)).toEqual(['set the password of admin, to be changed at the next login']);
		expect(await host.read('/etc/shadow')).toContain(`admin:${HASH}:0:`);
		const own = ((await host.read('/etc/shadow')) ?? '').replace(HASH, HASH.replaceAll('a', 'b'));
		await host.write('/etc/shadow', own, {mode: 0o600});
		expect(await apply(host, wanted)).toEqual([]);
		expect(await host.read('/etc/shadow')).toBe(own);
	});

	test('of an account that is not there are a problem', async () => {
		const {host} = await withAccounts();
		const accounts = [{name: 'nobody-here', hash: HASH, mustChange: false}];
		await expect(apply(host, {files: [], accounts})).rejects.toThrow(
			'The account "nobody-here" is not on this host; it comes with the image.',
		);
	});
});
