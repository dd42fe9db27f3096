/** No write before consent: answers that are malformed or ambiguous leave the disk alone, to the byte and to its times. */
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {allSettings, type NamedSetting} from '../../src/settings/section.ts';
import {Invalid} from '../../src/settings/setting.ts';
import {inParallel, makeHome, type Home} from './hostwright.ts';
import {contentOf, HASH, makeDisk, makeImage, timesOf, WHOLE_FILE, WHOLE_LINE} from './install-fixtures.ts';

const COMMAND = ['install', '--unattended'];

/** `holds` is in what is said; `never` is nowhere in it. */
type Case = {
	readonly line?: string;
	readonly yaml?: string;
	readonly args?: readonly string[];
	readonly holds: string;
	readonly never?: string;
};

/** The sentence quotes the value, with the argument's name before it where that is what must be rewritten. */
const line = (text: string, holds = text.slice(text.indexOf('=') + 1)): Case => ({line: text, holds: `${holds}"`});
const yaml = (text: string, holds: string): Case => ({yaml: text, holds});
const hidden = (name: string, never: string): Case => ({line: `${name}=${never}`, holds: '"[secret]"', never});

const PICKED: readonly Case[] = [
	...['vlan=5000', 'vlan=0', 'vlan=-1', 'vlan=eth0', 'hostwright.network.vlan=1e3', 'vlan=0x14'].map(text =>
		line(text),
	),
	line('vlan=20 vlan=5001', '5001'),
	...['hostname=-bad-', 'hostname=a_b', 'hostname=x..y'].map(text => line(text)),
	line('hostname="unbalanced', '"unbalanced'),
	line('ip=300.1.2.3 netmask=255.255.255.0', '300.1.2.3/24'),
	line('ip=192.0.2.10 netmask=255.0.255.0', '255.0.255.0'),
	...['ip=192.0.2.10', 'hostwright.network.address=192.0.2.10/33'].map(text => line(text)),
	line('ip=192.0.2.10 netmask=255.255.255.0 gateway=10.0.0.1', '10.0.0.1'),
	line('hostwright.network.ipv4=static'),
	line('ip=dhcp ip=off ip=1.2.3.4.5', '1.2.3.4.5'),
	...['hostwright.network.address6=fe80::zz/64', 'ipv6=maybe', 'dns=1.2.3', 'nameserver=ns'].map(text => line(text)),
	line('hostwright.network.dns=192.0.2.1,,192.0.2.2'),
	...['hostwright.network.mtu=12', 'hostwright.network.mtu=jumbo'].map(text => line(text)),
	...['BOOTIF=zz:zz', 'hostwright.network.interface=/dev/eno1'].map(text => line(text)),
	line('BOOTIF=01-52-54-00-12-34', '01:52:54:00:12:34'),
	line('hostwright.network.interface="eno 1"', 'eno 1'),
	line('bond=bond0:', 'bond0'),
	line('bond=bond0:eno1,eno1', 'eno1'),
	line('hostwright.network.bondPorts=eno1'),
	line('hostwright.network.bond=bond0 hostwright.network.bondPorts=eno1 hostwright.network.interface=eno1', 'eno1'),
	...['bridge', 'bond'].map(name => line(`hostwright.network.${name}=a-name-that-is-too-long`)),
	line('hostwright.storage.rootSize=10'),
	...['hostwright.storage.dataSize=-2', 'hostwright.storage.configSize=1', 'mem_overcommit=lots'].map(text =>
		line(text),
	),
	{line: 'hostwright.storage.rootSize=999999', holds: 'is too small: 2000'},
	...['everything', 'EMPTY'].map(text => line(`hostwright.storage.expect=${text}`)),
	...['whatever', 'bus:floppy', 'smallest+largest', 'serial:', 'all'].map(text =>
		line(`hostwright.storage.bootDisk=${text}`),
	),
	...['disks', 'appDisks'].map(name => line(`hostwright.storage.${name}=serial:W460CK2R`)),
	line('storage_init=/dev/sda,/dev/sdb', '/dev/sdb'),
	line('storage_init=bus'),
	line('hostwright.storage.encryptSwap=swap3'),
	{line: 'hostwright.storage.swap2Size=100', holds: 'storage.swap2Size is 100'},
	line('storage_vol=a:b:c', 'a'),
	hidden('adminpw', 'plain-Pa55-word'),
	hidden('rootpw', HASH.slice(0, 40)),
	// What a boot loader leaves of a hash when it takes $6 and the salt for variables.
	hidden('adminpw', HASH.slice(HASH.lastIndexOf('$') + 1)),
	hidden('hostwright.access.bootMenuPassword', 'grub.pbkdf2.sha512.10000.AB'),
	...['hostwright.access.sshPort=99999', 'hostwright.access.sshKeys=ssh-rsa', 'ssh_pwauth=sometimes'].map(text =>
		line(text),
	),
	line('hostwright.access.mustChange=perhaps'),
	line('hostwright.lifecycle.action=dance'),
	...['upgrade', 'uninstall', 'install upgrade'].map(text => line(text, text.split(' ').at(-1))),
	line('reinstall uninstall', 'uninstall'),
	{line: 'stateless', holds: 'leave out stateless'},
	line('hostwright.network.vlam=20', 'hostwright.network.vlam=20'),
	...['constructor', 'network.constructor', 'network.__proto__', 'network', 'nothing.here', ''].map(name =>
		line(`hostwright.${name}=1`, `hostwright.${name}=1`),
	),
	line('kdump_nfs=files.example.com'),
	line('syslog=log.example.com:99999'),
	line('hostwright.kdump.target=ssh'),
	line('use_strong_rng=much'),
	{line: 'hostwright.access.adminPassword=', holds: 'give access.adminPassword'},

	yaml(
		'network:\n  vlam: 20\n',
		'site.yaml line 2: "network.vlam" (given as "20") is not a setting; did you mean network.vlan?',
	),
	yaml('network:\n  hostname: h1\n  hostname: h2\n', '"network.hostname" was given in line 2 already'),
	yaml('network: [vlan, 20]\n', 'a list of 2'),
	yaml('network:\n  dns: [192.0.2.1, 192.0.2.999]\n', '"192.0.2.999"'),
	yaml('storage: {rootSize: 0x400}\n', '"0x400"'),
	yaml('storage:\n  rootSize: 1.5\n', '"1.5"'),
	yaml('network:\n\tvlan: 20\n', 'site.yaml line 2'),
	yaml('network:\n  vlan: "20\n', 'site.yaml'),
	yaml('[1, 2]\n', 'a list of 2'),
	yaml('access:\n  mustChange: oui\n', '"oui"'),
	yaml('netwrok:\n  hostname: h1\n', '"netwrok"'),
	yaml('network:\n  hostname: *nobody\n', '"*nobody"'),
	yaml('network:\n  hostname: !!binary aGVsbG8=\n', 'binary'),
	yaml('version: 99\n', '"99"'),

	{args: ['--image', '/nowhere/image'], holds: '/nowhere/image'},
	{args: ['--image', '/etc/passwd'], holds: '/etc/passwd is no squashfs'},
	{args: ['--config', '/nowhere/site.yaml'], holds: '"/nowhere/site.yaml" cannot be read'},
];

/** Texts that a setting refuses, through either door. A list shows the item that is wrong; commas and % are its own. */
const words = fc.stringMatching(/^[!#$&(-+\--;<=>@A-Z[\]^_a-z{|}~]{1,24}$/);
const sentences = fc.stringMatching(/^[ -$&-+\--~é✓]{1,30}$/).filter(text => text.trim() === text && text !== '');

const refuses = ({setting}: NamedSetting, text: string): boolean => {
	try {
		setting.parse(text);
		return false;
	} catch (error) {
		return error instanceof Invalid;
	}
};

const strict = [...allSettings(features)].filter(named => refuses(named, '§ no setting may hold this §'));

const generated: fc.Arbitrary<Case> = fc
	.record({
		named: fc.constantFrom(...strict),
		word: words,
		sentence: sentences,
		door: fc.constantFrom('line', 'yaml'),
	})
	.map(({named, word, sentence, door}) => ({named, door, text: door === 'line' ? word : sentence}))
	.filter(({named, text, door}) => refuses(named, text) && !(door === 'yaml' && /^(~|null)$/i.test(text)))
	.map(({named, text, door}): Case => {
		const secret = named.setting.kind === 'secret';
		const told = secret ? {holds: '"[secret]"', ...(text.length > 7 ? {never: text} : {})} : {holds: `"${text}"`};
		return door === 'line'
			? {line: `hostwright.${named.name}=${text}`, ...told}
			: {yaml: `${named.section.name}:\n  ${named.short}: ${JSON.stringify(text)}\n`, ...told};
	});

describe('answers that are malformed or ambiguous', () => {
	let home: Home;
	let disk: string;
	let image: string;
	let whole: string;
	beforeAll(async () => {
		home = makeHome();
		disk = makeDisk(home.folder);
		image = await makeImage(home.folder);
		whole = path.join(home.folder, 'whole.yaml');
		writeFileSync(whole, WHOLE_FILE);
	});
	afterAll(() => home.remove());

	/** What is wrong comes through its own door, and so does all that is right: between doors the kernel line would win. */
	const start = ({line: text = '', yaml: file, args = []}: Case, index: number) => {
		const given = ['--disk', disk, '--image', image];
		if (file === undefined) return home.run(...COMMAND, ...given, '--cmdline', `${WHOLE_LINE} ${text}`, ...args);
		const config = path.join(home.folder, String(index), 'site.yaml');
		mkdirSync(path.dirname(config));
		writeFileSync(config, file);
		return home.run(...COMMAND, ...given, '--config', whole, '--config', config, ...args);
	};

	async function check(cases: readonly Case[], first: number): Promise<void> {
		const before = await contentOf(disk);
		await inParallel(2, [...cases.entries()], async ([index, each]) => {
			const {code, stdout, stderr} = await start(each, first + index);
			expect({code, stdout}, `${JSON.stringify(each)}\n${stderr}`).toEqual({code: 1, stdout: ''});
			expect(stderr, JSON.stringify(each)).toContain(each.holds);
			if (each.never !== undefined) expect(stderr).not.toContain(each.never);
			expect(stderr).not.toMatch(/mistake of hostwright|\n\s+at /);
			expect({...timesOf(disk), sum: before.sum}, JSON.stringify(each)).toEqual(before);
		});
		expect(await contentOf(disk)).toEqual(before);
	}

	it('would be installed, were it not for what is wrong with them', async () => {
		for (const each of [
			{line: '', holds: ''},
			{yaml: '', holds: ''},
		]) {
			const {code, stderr} = await start({...each, args: ['--rehearse']}, each.line === undefined ? 9998 : 9999);
			expect({code, stderr}).toEqual({code: 0, stderr: ''});
		}
	});

	it('are refused with the value in the sentence: picked by hand', async () => {
		expect(PICKED.length).toBeGreaterThanOrEqual(75);
		await check(PICKED, 0);
	});

	it('are refused with the value in the sentence: generated', async () => {
		const seed = 20_261_120;
		console.log(`generated answers: seed ${seed}`);
		await check(fc.sample(generated, {seed, numRuns: 60}), 1000);
	});

	it('are refused for what --disk names', async () => {
		const refused = async (named: string, more = '') => {
			const given = ['--disk', named, '--image', image, '--cmdline', `${WHOLE_LINE} ${more}`];
			const {code, stderr} = await home.run('install', '--unattended', ...given);
			expect(code).toBe(1);
			return stderr;
		};
		expect(await refused('/nowhere/d.img')).toContain('error: --disk: "/nowhere/d.img" is not there');
		expect(await refused(home.folder)).toContain(`error: --disk: "${home.folder}" is neither a block device nor`);
		expect(await refused('/dev/null')).toContain('error: --disk: "/dev/null" is neither a block device nor');
	});
});
