/** Crash dumps as files: read by a shell, by kdump-config and by the grammar of kdump.conf; never trusting an exit code. */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {kdump} from '../../../src/features/kdump/index.ts';
import {kdumpToolsText, shellWord, type DumpTarget} from '../../../src/features/kdump/dump-files.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {debian} from '../../../src/platforms/debian.ts';
import {el} from '../../../src/platforms/el.ts';
import {image} from '../../../src/platforms/image.ts';
import {SAMPLES, takenHostile} from '../../hostile.ts';
import {kdumpConfig} from '../../checkers/kdump-config.ts';
import {readKdumpConf} from '../../checkers/kdump-conf.ts';
import {scratch} from '../../host/scratch.ts';
import {fileAt, rendering, wholeAt, urlsBy, wantedBy, type About} from '../rendered.ts';

const TOOLS = debian.paths.dumps;
const CONF = el.paths.dumps;
const KEY_FILE = '/etc/hostwright/kdump-key';
const URL = 'https://keys.example.org/kdump';
const SSH = 'kdump_ssh=kdump@files.example.org';
const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n';

const NAMES = ['USE_KDUMP', 'KDUMP_COREDIR', 'NFS', 'SSH', 'SSH_KEY', 'KDUMP_DUMP_DMESG', 'FTP'] as const;

/** The variables a shell has after it read each text, of those that kdump-tools knows. */
async function variablesInEach(texts: readonly string[]): Promise<ReadonlyArray<Readonly<Record<string, string>>>> {
	const dir = await scratch();
	await Promise.all(texts.map(async (text, at) => writeFile(join(dir, String(at)), text)));
	const print = NAMES.map(name => `printf '%s\\0' "$${name}"`).join('; ');
	const script = `cd "$0" && for at in $(seq 0 ${texts.length - 1}); do (. "./$at"; ${print}); done`;
	const {stdout} = await realHost().run('env', ['-i', 'sh', '-c', script, dir]);
	const values = stdout.split('\0');
	return texts.map((_, at) => {
		const found = NAMES.map((name, offset) => [name, values[at * NAMES.length + offset] ?? '']);
		return Object.fromEntries(found.filter(([, value]) => value !== '')) as Record<string, string>;
	});
}

async function variablesIn(text: string): Promise<Readonly<Record<string, string>>> {
	const file = join(await scratch(), 'kdump-tools');
	await writeFile(file, text);
	expect(await realHost().ask('sh', ['-n', file])).toMatchObject({code: 0});
	const [variables = {}] = await variablesInEach([text]);
	return variables;
}

describe('/etc/default/kdump-tools', () => {
	const text = (line: string) => wholeAt(wantedBy(kdump, line, {platform: debian}), TOOLS);
	const local = {USE_KDUMP: '1', KDUMP_COREDIR: '/var/crash'};

	it('reads well', () => {
		expect(text(`${SSH} kdump_ssh_key=/root/key`))
			.toBe(`# Written by hostwright from its settings; changes here are overwritten.
USE_KDUMP='1'
KDUMP_KERNEL='/var/lib/kdump/vmlinuz'
KDUMP_INITRD='/var/lib/kdump/initrd.img'
KDUMP_COREDIR='/var/crash'
SSH='kdump@files.example.org'
SSH_KEY='/root/key'
`);
	});

	it.each([
		['', local],
		['disable_kdump', {...local, USE_KDUMP: '0'}],
		['kdump_nfs=[2001:db8::10]:/var/crash', {...local, NFS: '[2001:db8::10]:/var/crash'}],
		[SSH, {...local, SSH: 'kdump@files.example.org'}],
		[`${SSH} kdump_ssh_key=/k`, {...local, SSH: 'kdump@files.example.org', SSH_KEY: '/k'}],
		[
			'kdump_ssh=u@2001:db8::1 kdump_ssh_key=/k',
			{...local, SSH: 'u@2001:db8::1', SSH_KEY: '/k', KDUMP_DUMP_DMESG: '0'},
		],
		// One target, where kdump-tools would take both without a word.
		['kdump_ssh=u@files kdump_nfs=files:/x', {...local, NFS: 'files:/x'}],
	])('gives a shell these variables: %s', async (line, variables) => {
		expect(await variablesIn(text(line))).toEqual(variables);
	});

	it.each([
		['', {USE_KDUMP: '1', KDUMP_COREDIR: '/var/crash'}],
		['kdump_nfs=files:/var/crash', {NFS: 'files:/var/crash'}],
		[`${SSH} kdump_ssh_key=/k`, {SSH: 'kdump@files.example.org', SSH_KEY: '/k'}],
	])('is shown by kdump-config as it was meant: %s', async (line, fields) => {
		const {code, failures, shown} = await kdumpConfig('show', text(line));
		expect(code).toBe(0);
		expect(failures).toEqual([]);
		expect(shown).toMatchObject(fields);
		expect((await kdumpConfig('test', text(line))).failures).toEqual([]);
	});

	it('is one that kdump-config says failed, with exit code 0, when it is off or names no kernel', async () => {
		const off = await kdumpConfig('test', text('disable_kdump'));
		expect(off.code).toBe(0);
		expect(off.failures).toEqual(['/etc/default/kdump-tools: USE_KDUMP is not set or zero']);
		const lost = await kdumpConfig('test', text('').replace('/var/lib/kdump/vmlinuz', '/nowhere/vmlinuz'));
		expect(lost.code).toBe(0);
		expect(lost.failures).toEqual(['/etc/default/kdump-tools: KDUMP_KERNEL does not exist: /nowhere/vmlinuz']);
	});

	it('gives back whatever text it is given', async () => {
		// A shell holds no NUL, and a file no half of a character.
		const samples = SAMPLES.filter(each => !each.includes('\0') && each.isWellFormed());
		const read = await variablesInEach(samples.map(sample => `SSH=${shellWord(sample)}\n`));
		expect(read).toEqual(samples.map(SSH => ({SSH})));
	});

	it('gives back every hostile text that the settings take', async () => {
		const {nfs, ssh, sshKey} = kdump.settings;
		for (const [name, taken, target] of [
			[
				'SSH_KEY',
				takenHostile(sshKey).filter(text => text.startsWith('/')),
				key => ({to: 'ssh', login: 'u@h', key}),
			],
			['SSH', takenHostile(ssh), login => ({to: 'ssh', login, key: undefined})],
			['NFS', takenHostile(nfs), path => ({to: 'nfs', nfs: path})],
		] as ReadonlyArray<[string, readonly string[], (text: string) => DumpTarget]>) {
			expect(taken.length).toBeGreaterThan(3);
			const read = await variablesInEach(taken.map(text => kdumpToolsText(target(text))));
			expect(read.map(variables => variables[name])).toEqual(taken);
		}
	});

	it('would be read as something else without its quotes', async () => {
		const [read] = await variablesInEach(["SSH_KEY='$(echo x)'\n".replaceAll("'", '')]);
		expect(read).toEqual({SSH_KEY: 'x'});
	});
});

describe('/etc/hostwright/dumps of our image', () => {
	const text = (line: string) => wholeAt(wantedBy(kdump, line, {platform: image}), image.paths.dumps);

	it('says where dumps are sent, and nothing when they stay', async () => {
		expect(text('')).toBe('# Written by hostwright from its settings; changes here are overwritten.\n');
		expect(await variablesIn(text(`${SSH} kdump_ssh_key=/k`))).toEqual({
			SSH: 'kdump@files.example.org',
			SSH_KEY: '/k',
		});
		expect(await variablesIn(text('kdump_nfs=files:/var/crash'))).toEqual({NFS: 'files:/var/crash'});
	});

	it('has the unit that loads the crash kernel, which is off when no dumps are kept', () => {
		const unit = 'hostwright-dumps.service';
		expect(wantedBy(kdump, '', {platform: image}).services).toMatchObject([{unit, state: 'on'}]);
		expect(wantedBy(kdump, 'disable_kdump', {platform: image}).services).toMatchObject([{unit, state: 'off'}]);
	});
});

describe('/etc/kdump.conf', () => {
	const text = (line: string) => wholeAt(wantedBy(kdump, line, {platform: el}), CONF);

	it('reads well', () => {
		expect(text(`${SSH} kdump_ssh_key=/root/key`))
			.toBe(`# Written by hostwright from its settings; changes here are overwritten.
ssh kdump@files.example.org
sshkey /root/key
path /var/crash
core_collector makedumpfile -F -l --message-level 7 -d 31
auto_reset_crashkernel no
`);
	});

	const collector = 'makedumpfile -l --message-level 7 -d 31';
	const always = {path: '/var/crash', auto_reset_crashkernel: 'no'};

	it.each([
		['', {...always, core_collector: collector}],
		['disable_kdump', {...always, core_collector: collector}],
		['kdump_nfs=[2001:db8::10]:/x', {...always, core_collector: collector, nfs: '[2001:db8::10]:/x'}],
		['kdump_ssh=u@2001:db8::1', {...always, core_collector: collector.replace(' ', ' -F '), ssh: 'u@2001:db8::1'}],
		['kdump_ssh=u@files kdump_nfs=files:/x', {...always, core_collector: collector, nfs: 'files:/x'}],
	])('says this by its grammar: %s', (line, said) => {
		expect(readKdumpConf(text(line))).toEqual(said);
	});

	it('is refused by that grammar for what the ancestor wrote, and for two targets', () => {
		const good = text(`${SSH} kdump_ssh_key=/k`);
		for (const [spoiled, why] of [
			[`net files:/x\n${good}`, 'net'],
			[`nfs files:/x\n${good}`, 'more than one'],
			[good.replace('kdump@', ''), 'user@host'],
			[good.replace('-F ', ''), 'flattened'],
			[good.replace('sshkey /k', 'sshkey'), 'no value'],
			[`default reboot\n${good}`, 'default'],
		] as const) {
			expect(() => readKdumpConf(spoiled)).toThrow(why);
		}
	});

	it('gives back every hostile text that the settings take', () => {
		for (const [name, word] of [
			['nfs', 'nfs'],
			['ssh', 'ssh'],
			['sshKey', 'sshkey'],
		] as const) {
			const values = {target: name === 'nfs' ? 'nfs' : 'ssh', nfs: 'f:/x', ssh: 'u@h', sshKey: '/k'} as const;
			for (const sample of takenHostile(kdump.settings[name]).filter(taken => !taken.startsWith('https:'))) {
				const wanted = kdump.render?.(
					{...values, crashkernel: undefined, [name]: sample},
					rendering({platform: el}),
				);
				expect(wanted && readKdumpConf(wholeAt(wanted, CONF))).toMatchObject({[word]: sample});
			}
		}
	});
});

describe.each([debian, el])('crash dumps on $title', platform => {
	const wanted = (line: string, more: About = {}) => wantedBy(kdump, line, {platform, ...more});

	it('are on, unless they are off', () => {
		expect(wanted('').services).toEqual([{...platform.units.dumps, state: 'on'}]);
		expect(wanted('disable_kdump').services).toEqual([{...platform.units.dumps, state: 'off'}]);
	});

	it('go with a key that was fetched, which only root may read and nobody is shown', () => {
		const line = `${SSH} kdump_ssh_key=${URL}`;
		expect(urlsBy(kdump, line)).toEqual([URL]);
		const found = wanted(line, {texts: {[URL]: `some words\r\n${KEY.replaceAll('\n', '\r\n')}`}});
		expect(fileAt(found, KEY_FILE)).toEqual({path: KEY_FILE, text: KEY, mode: 0o600, secret: true});
		expect(wholeAt(found, platform.paths.dumps)).toContain(KEY_FILE);
	});

	it.each(['<html>', KEY.replaceAll('OPENSSH', 'ENCRYPTED'), KEY.replaceAll('PRIVATE', 'PUBLIC')])(
		'wait while the URL leads to no key',
		text => {
			expect(wanted(`${SSH} kdump_ssh_key=${URL}`, {texts: {[URL]: text}})).toEqual({
				files: [],
				waits: [`"${URL}" leads to no private key without a passphrase; have it lead to one.`],
			});
		},
	);

	it('wait while the key could not be fetched, which is said elsewhere', () => {
		expect(wanted(`${SSH} kdump_ssh_key=${URL}`)).toEqual({files: [], waits: []});
		expect(urlsBy(kdump, `kdump_nfs=f:/x kdump_ssh_key=${URL}`)).toEqual([]);
	});

	it('need their package, and memory', () => {
		const name = platform.parts.dumps.package;
		const has = () => false;
		expect(wanted('', {has})).toEqual({
			files: [],
			waits: [`No crash dumps are kept on this host; install the package ${name}, or give kdump.target=off.`],
		});
		expect(wanted('disable_kdump', {has})).toEqual({files: [], waits: []});
		const small = {memory: 512 * 1024 ** 2};
		expect(wanted('', small).waits).toEqual([
			'This host has 512 MiB of memory, too little to set any aside for dumps; give kdump.crashkernel, or kdump.target=off.',
		]);
		expect(wanted('crashkernel=64M', small).waits).toEqual([]);
		expect(wanted('disable_kdump', small).waits).toEqual([]);
	});
});
