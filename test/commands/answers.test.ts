/** The commands about answers, run as scripts run them: output, exit codes, and where secrets may be read. */
import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {verify} from 'unixcrypt';
import {PW1} from '../settings/hash-samples.ts';
import {launcher, makeHome} from './hostwright.ts';

const root = path.resolve(import.meta.dirname, '../..');
const home = makeHome();
const file = (name: string) => path.join(home.folder, name);
const write = (name: string, text: string | Uint8Array) => {
	writeFileSync(file(name), text);
	return file(name);
};
/** Root's store is the machine's, so root runs as somebody else. */
const asUser = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

/** The launcher where that somebody can reach it: a copy, when the project lies in a private folder. */
function reachable(): string {
	const [program, ...rest] = ['env', ...asUser, 'test', '-x', launcher] as const;
	if (spawnSync(program, rest).status === 0) return launcher;
	const runtime = path.relative(root, path.dirname(path.dirname(process.execPath)));
	for (const part of ['bin/hostwright', 'dist', path.join(runtime, 'bin/node')]) {
		cpSync(path.join(root, part), file(path.join('product', part)), {recursive: true});
	}
	execFileSync('chmod', ['-R', 'a+rX', home.folder]);
	return file('product/bin/hostwright');
}

/** Runs the command with something on standard input, as an ordinary user. */
function runWith(input: string, ...args: readonly string[]) {
	const [program, ...rest] = ['env', ...asUser, theirLauncher, ...args] as const;
	const {status, stdout, stderr} = spawnSync(program, rest, {env: home.env, input, encoding: 'utf8'});
	return {code: status, stdout, stderr};
}

let theirLauncher = launcher;
beforeAll(() => {
	execFileSync('chmod', ['-R', 'a+rwX', home.folder]);
	theirLauncher = reachable();
});
afterAll(() => home.remove());

const WHOLE = `BOOTIF=01-52-54-00-12-34-56 storage_init=/dev/sda adminpw=${PW1} vlan=20 quiet`;

describe('check', () => {
	it('says its JSON exactly as the contract has it', async () => {
		const config = write('site.yaml', 'network:\n  vlan: 10\n');
		const {code, stdout, stderr} = await home.run(
			'check',
			'--json',
			'--config',
			config,
			'--cmdline',
			'BOOTIF=eno1 vlan=20 adminpw=hunter2 stateles',
		);
		expect([code, stderr]).toEqual([1, '']);
		expect(JSON.parse(stdout)).toEqual({
			schema: 1,
			answers: {
				'network.interface': {text: 'eno1', source: 'kernel argument BOOTIF=', overrode: []},
				'network.vlan': {
					text: '20',
					source: 'kernel argument vlan=',
					overrode: [{text: '10', source: 'site.yaml line 2'}],
				},
			},
			problems: [
				{
					setting: '',
					text: 'stateles',
					source: 'kernel argument stateles',
					level: 'warning',
					message:
						'"stateles" is not a word of hostwright; did you mean stateless? It is neither acted on nor copied to the installed host',
				},
				{
					setting: 'access.adminPassword',
					text: '[secret]',
					source: 'kernel argument adminpw=',
					level: 'error',
					message:
						'"[secret]" is not a password hash; give one that starts with $6$ or $y$; make one with: openssl passwd -6',
				},
			],
		});
	});

	it('ends with 0 when there is no error, though there are warnings', async () => {
		expect(await home.run('check', '--cmdline', WHOLE)).toMatchObject({
			code: 0,
			stdout: '6 answers, no problems\n',
		});
		const warned = await home.run('check', '--cmdline', `${WHOLE} vlna=3`);
		expect([warned.code, warned.stdout.split('\n').at(-2)]).toEqual([0, '6 answers, 1 warning']);
		expect((await home.run('check', '--cmdline', 'bootif=eno1')).stdout).toMatch(
			/^warning: .*\n0 answers, 1 warning\n$/,
		);
	});

	it.each([
		[['check', '--jsn'], "Unknown option '--jsn'"],
		[['check', '--config'], "'--config <value>' argument missing"],
		[['check', 'network.vlan'], '"network.vlan" is one word too many'],
		[['explain', 'network.vlam'], '"network.vlam" is not a setting; did you mean network.vlan?'],
		[['get'], 'SETTING is missing'],
		[['set', 'network.vlan'], '"network.vlan" has no value; give SETTING=VALUE'],
		[['set', 'kdump.nsf=x'], '"kdump.nsf" is not a setting; did you mean kdump.nfs?'],
		[['reference', '--format', 'html'], '"html" is not a format; give markdown, schema, man'],
		[['chek'], '"chek" is not a command; did you mean check?'],
	])('and its like end with 2 for %j', async (args, sentence) => {
		const {code, stdout, stderr} = await home.run(...args);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toContain(sentence);
	});

	it.each([
		[['check', '--config', '/nowhere/a.yaml'], '"/nowhere/a.yaml" cannot be read: there is no such file'],
		[['check', '--config', '/'], '"/" cannot be read: it is a folder'],
		[['check', '--machine', '/nowhere'], '"/nowhere" is no folder with a recorded machine'],
		[['support-bundle'], 'support-bundle is not built yet'],
		[['set', 'storage.expect=any'], 'storage.expect acts in one run and is not saved'],
	])('and its like end with 1 for %j', async (args, sentence) => {
		const {code, stdout, stderr} = await home.run(...args);
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toContain(sentence);
	});

	it('reads no endless file and no file of bytes', async () => {
		const bytes = await home.run('check', '--config', write('bytes.yaml', new Uint8Array([0xff, 0xfe, 0x00])));
		expect([bytes.code, bytes.stderr]).toEqual([1, expect.stringContaining('is not text in UTF-8')]);
		const endless = await home.run('check', '--config', '/dev/zero');
		expect([endless.code, endless.stdout]).toEqual([
			1,
			expect.stringContaining('an answer file has at most 1048576'),
		]);
	});

	it('asks the recorded machine when one is given', async () => {
		const machine = path.join(root, 'test/machines/plain');
		const {code, stdout} = await home.run(
			'check',
			'--json',
			'--machine',
			machine,
			'--cmdline',
			'hostwright.keyboard.layout=no-such',
		);
		const {problems} = JSON.parse(stdout) as {problems: Array<{setting: string}>};
		expect([code, problems.map(({setting}) => setting)]).toEqual([1, ['keyboard.layout']]);
	});
});

describe('explain', () => {
	it('tells value, source and what it overrode', async () => {
		const config = write('site.yaml', 'network:\n  interface: eno1\n  vlan: 10\n');
		const {stdout} = await home.run('explain', 'network.vlan', '--config', config, '--cmdline', 'vlan=20');
		expect(stdout).toBe(
			'network.vlan  20\n              from kernel argument vlan=\n              over 10 from site.yaml line 3\n',
		);
	});

	it.each([
		['network.layout', 'bridged', 'built-in default'],
		['network.hostname', '', 'not given: from DHCP, or localhost'],
	])('tells the default of %s', async (name, text, source) => {
		const {stdout} = await home.run('explain', name, '--json');
		expect(JSON.parse(stdout)).toEqual({schema: 1, answers: {[name]: {text, source, overrode: []}}});
	});
});

describe('kargs and answers', () => {
	it('print what was said, and keep secrets out of what is shown', async () => {
		const {code, stdout, stderr} = await home.run('kargs', '--cmdline', WHOLE);
		expect([code, stdout]).toEqual([
			0,
			'hostwright.storage.bootDisk=/dev/sda hostwright.network.interface=52:54:00:12:34:56 hostwright.network.vlan=20 hostwright.boot.arguments=quiet\n',
		]);
		expect(stderr).toBe(
			'note: left out because it is secret: access.adminPassword; --secrets FILE writes it to a file\n',
		);
	});

	it.each(['kargs', 'answers'])('%s writes secrets to a file of mode 0600 alone', async command => {
		const out = write(`${command}.secret`, 'a file everybody may read');
		const {stdout, stderr} = await home.run(command, '--cmdline', WHOLE, '--secrets', out);
		expect(statSync(out).mode & 0o777).toBe(0o600);
		expect(readFileSync(out, 'utf8')).toContain(PW1);
		expect(stdout).toContain(`[hash kept in ${out}]`);
		expect(stdout + stderr).not.toContain(PW1.slice(12));
	});

	it('lead from one to the other, with what acts once', async () => {
		const out = file('whole.yaml');
		await home.run('answers', '--once', '--cmdline', `${WHOLE} reinstall`, '--secrets', out);
		const line = file('whole.line');
		const {code} = await home.run('kargs', '--once', '--config', out, '--secrets', line);
		expect(code).toBe(0);
		expect(readFileSync(line, 'utf8')).toBe(
			`hostwright.lifecycle.action=reinstall hostwright.storage.bootDisk=/dev/sda hostwright.storage.expect=any hostwright.access.adminPassword=${PW1} hostwright.access.mustChange=yes hostwright.network.interface=52:54:00:12:34:56 hostwright.network.vlan=20 hostwright.boot.arguments=quiet\n`.replace(
				' hostwright.storage.bootDisk',
				' hostwright.lifecycle.unattended=yes hostwright.storage.bootDisk',
			),
		);
	});

	it('print nothing while there is an error', async () => {
		const out = file('never');
		const {code, stdout, stderr} = await home.run('kargs', '--cmdline', 'vlan=5000', '--secrets', out);
		expect([code, stdout, existsSync(out)]).toEqual([1, '', false]);
		expect(stderr).toContain('"5000" is not a VLAN ID');
	});

	it('warn of a line that is too long for a boot loader', async () => {
		const config = write(
			'long.yaml',
			`network:\n  dns: [${Array.from({length: 200}, (_, index) => `192.0.2.${index}`).join(', ')}]\n`,
		);
		expect((await home.run('kargs', '--config', config)).stderr).toMatch(
			/^warning: the line has \d{4} bytes; above 1800/m,
		);
	});
});

describe('set and get', () => {
	beforeAll(() => mkdirSync(file('config'), {recursive: true, mode: 0o777}));
	beforeAll(() => execFileSync('chmod', ['a+rwX', file('config')]));
	const store = () => readFileSync(file('config/hostwright/settings.yaml'), 'utf8');

	it('save all or none', () => {
		expect(runWith('', 'set', 'network.interface=eno1', 'network.vlan=20')).toEqual({
			code: 0,
			stdout: '',
			stderr: '',
		});
		expect(runWith('', 'get', 'network.vlan').stdout).toBe('20\n');
		const refused = runWith('', 'set', 'network.mtu=9000', 'network.vlan=5000');
		expect([refused.code, refused.stderr]).toEqual([
			1,
			'error: hostwright set: "5000" is not a VLAN ID; give a whole number from 1 to 4094\n',
		]);
		expect(runWith('', 'get', 'network.mtu').stdout).toBe('\n');
		expect(statSync(file('config/hostwright/settings.yaml')).mode & 0o777).toBe(0o600);
	});

	it('hash a plain password that is read, and take a hash as it is', () => {
		expect(runWith('pässwörd€\n', 'set', 'access.adminPassword=-').code).toBe(0);
		const hash = /adminPassword: (\S+)/.exec(store())?.[1] ?? '';
		expect(verify('pässwörd€', hash)).toBe(true);
		expect(runWith(`${PW1}\n`, 'set', 'access.adminPassword=-').code).toBe(0);
		expect(store()).toContain(PW1);
		expect(runWith('', 'get', 'access.adminPassword').stdout).toBe('[secret]\n');
		expect(runWith('hunter2', 'set', 'access.bootMenuPassword=-').code).toBe(0);
		expect(store()).toMatch(/bootMenuPassword: grub\.pbkdf2\.sha512\.100000\./);
		expect(store()).not.toContain('hunter2');
	});

	it('refuse a plain password among the arguments, a damaged hash, and silence', () => {
		expect(runWith('', 'set', 'access.adminPassword=hunter2').stderr).toContain('is not a password hash');
		expect(runWith(PW1.slice(0, -3), 'set', 'access.adminPassword=-').stderr).toContain('cut short');
		expect(runWith('\n', 'set', 'access.adminPassword=-').stderr).toContain('standard input holds nothing');
		expect(store()).toContain(PW1);
	});

	it('are what explain and check know as saved', () => {
		expect(runWith('', 'explain', 'network.vlan', '--cmdline', 'vlan=30').stdout).toContain(
			'over 20 from saved: hostwright set\n',
		);
	});
});

describe('reference', () => {
	it('is the page in docs', async () => {
		const {stdout} = await home.run('reference');
		expect(readFileSync(path.join(root, 'docs/reference.md'), 'utf8')).toBe(stdout);
	});

	it('is a schema that takes a good file and names a bad key', async () => {
		const {Ajv} = await import('ajv');
		const {stdout} = await home.run('reference', '--format', 'schema');
		const takes = new Ajv({allowUnionTypes: true}).compile(JSON.parse(stdout) as object);
		expect(
			takes({version: 1, network: {vlan: 20, dns: ['192.0.2.1'], ipv4: 'static'}, access: {mustChange: true}}),
		).toBe(true);
		expect(takes({network: {vlam: 20}})).toBe(false);
		expect(takes({network: {ipv4: 'statik'}})).toBe(false);
		expect(takes({netwrok: {}})).toBe(false);
	});

	it('is a manual page with no line that roff would take for a request', async () => {
		const {stdout} = await home.run('reference', '--format', 'man');
		const requests = stdout.split('\n').filter(line => /^[.']/.test(line) && !/^\.(TH|SH|SS|TP|B)( |$)/.test(line));
		expect(requests).toEqual([]);
		expect(stdout).toContain('.B network.vlan\n');
	});
});

describe('help', () => {
	it.each(['', 'check', 'explain', 'get', 'set', 'kargs', 'answers', 'reference'])(
		'of "%s" fits 80 columns',
		async command => {
			const {code, stdout, stderr} = await home.run(...[command, '--help'].filter(word => word !== ''));
			expect([code, stderr]).toEqual([0, '']);
			expect(stdout.split('\n').filter(line => line.length > 80)).toEqual([]);
			expect(stdout).toMatch(/usage: hostwright/);
		},
	);

	it('lists what people start, and nothing else', async () => {
		const {stdout} = await home.run();
		for (const name of ['install', 'check', 'explain', 'get', 'set', 'kargs', 'answers', 'reference'])
			expect(stdout).toContain(`\n  ${name} `);
		expect(stdout).not.toMatch(/\n {2}(runner|healthy|upgrade) /);
	});
});
