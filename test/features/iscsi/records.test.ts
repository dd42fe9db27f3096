/** The initiator's name and the record of a target, as open-iscsi reads them. */
import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {iscsi} from '../../../src/features/iscsi/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import {debian} from '../../../src/platforms/debian.ts';
import type {Platform} from '../../../src/platforms/platform.ts';
import {field, iscsiadm} from '../../checkers/iscsiadm.ts';
import {takenHostile} from '../../hostile.ts';
import {scratch} from '../../host/scratch.ts';
import {isRoot} from '../../namespace.ts';
import {fileAt, make, PLATFORMS, textAt, wantedOf} from '../rendered.ts';

const TARGET = 'iqn.2026-11.org.example:lun1';
const LOGIN = {
	initiatorName: 'iqn.2026-11.org.example:host7',
	portal: 'san.example.org',
	target: TARGET,
	chapUser: 'host7',
	chapPassword: 'correct-horse-battery',
};
const NAME = '/etc/iscsi/initiatorname.iscsi';

/** As iscsid reads it: the last line that begins so. */
const initiatorIn = (text = '') => /^InitiatorName=(\S+)$/m.exec(text)?.[1];

describe.each(PLATFORMS)('on %s', (_, platform) => {
	it('a login is a name, a record and a command, and the password is in no argument', () => {
		const wanted = wantedOf(iscsi, LOGIN, {platform});
		const record = `${platform.paths.iscsiRecords}/nodes/${TARGET}/san.example.org,3260`;
		expect(textAt(wanted, NAME)).toBe(
			'# Written by hostwright from its settings; changes here are overwritten.\nInitiatorName=iqn.2026-11.org.example:host7\n',
		);
		expect(textAt(wanted, record)).toBe(`# Written by hostwright from its settings; changes here are overwritten.
node.name = ${TARGET}
node.tpgt = -1
node.startup = automatic
node.discovery_type = static
iface.iscsi_ifacename = default
iface.transport_name = tcp
node.conn[0].address = san.example.org
node.conn[0].port = 3260
node.session.auth.authmethod = CHAP
node.session.auth.username = host7
node.session.auth.password = correct-horse-battery
`);
		expect([NAME, record].map(path => fileAt(wanted, path))).toMatchObject([{mode: 0o600}, {mode: 0o600}]);
		expect(wanted.commands).toEqual([
			{
				title: `Log in to ${TARGET}`,
				command: 'iscsiadm',
				args: ['-m', 'node', '-T', TARGET, '-p', 'san.example.org:3260', '--login'],
				accepts: [0, 15],
				reads: [record],
			},
		]);
		expect(wanted.services).toEqual([
			{...platform.units.iscsi, state: 'kept', reads: [NAME]},
			{...platform.units.iscsiLogin, state: 'on', reads: []},
		]);
	});

	it('a host without a target has a name and logs in nowhere', () => {
		const wanted = wantedOf(iscsi, {portal: 'san.example.org'}, {platform});
		expect(wanted.files.map(({path}) => path)).toEqual([NAME]);
		expect(wanted.commands).toEqual([]);
	});

	it("the name is made once of what is the host's alone", () => {
		const named = (seed: string) => initiatorIn(textAt(wantedOf(iscsi, {}, {platform, seed}), NAME)) ?? '';
		const [one, other] = ['a'.repeat(32), 'b'.repeat(32)].map(named);
		expect(one).toMatch(new RegExp(`^${platform.initiatorPrefix.replaceAll('.', '\\.')}:[0-9a-f]{12}$`));
		expect(named('a'.repeat(32))).toBe(one);
		expect(other).not.toBe(one);
		expect(iscsi.settings.initiatorName.parse(one ?? '')).toBe(one);
	});

	it('an image, which is no host yet, gets no name', () => {
		expect(wantedOf(iscsi, {}, {platform, seed: ''}).files).toEqual([]);
	});
});

describe('a portal', () => {
	it.each([
		['192.0.2.20', '192.0.2.20,3260', '192.0.2.20:3260'],
		['192.0.2.20:3261', '192.0.2.20,3261', '192.0.2.20:3261'],
		['2001:db8::20', '2001:db8::20,3260', '[2001:db8::20]:3260'],
		['[2001:db8::20]:3261', '2001:db8::20,3261', '[2001:db8::20]:3261'],
	])('%s is the record %s and the argument %s', (portal, name, argument) => {
		const {files, commands} = wantedOf(iscsi, {portal, target: TARGET});
		expect(files.map(({path}) => path)).toContain(`/etc/iscsi/nodes/${TARGET}/${name}`);
		expect(commands?.[0]?.args).toContain(argument);
	});

	it('has a name that a file can have', () => {
		const label = 'a'.repeat(63);
		const host = [label, label, label, 'a'.repeat(57)].join('.');
		expect(iscsi.settings.portal.parse(`${host}:3260`)).toBe(`${host}:3260`);
		expect(() => iscsi.settings.portal.parse(`${host}a`)).toThrow(
			'has a name of 250 characters, and the record of a target holds 249; give its address',
		);
	});
});

if (!isRoot) console.warn('not run here, because it needs root: records as iscsiadm reads them');

describe.runIf(isRoot).each(PLATFORMS)('iscsiadm reads the files of %s:', (_, platform) => {
	async function shown(texts: Record<string, string>): Promise<string> {
		const root = await made(texts, platform);
		const args = wantedOf(iscsi, texts, {platform}).commands?.[0]?.args ?? [];
		const show = [...args.slice(0, -1), '-o', 'show', '-S'];
		const {code, stdout} = iscsiadm(root, platform, show);
		expect(code).toBe(0);
		return stdout;
	}

	it.each([
		['with CHAP', LOGIN, ['san.example.org', '3260', 'CHAP', 'host7', 'correct-horse-battery']],
		[
			'without it',
			{portal: '192.0.2.20:3261', target: TARGET},
			['192.0.2.20', '3261', 'None', '<empty>', '<empty>'],
		],
		[
			'by IPv6, to a target with capitals',
			{portal: '2001:db8::20', target: 'iqn.2000-01.com.synology:NAS.lun1'},
			['2001:db8::20', '3260', 'None', '<empty>', '<empty>'],
		],
	])('a login %s', async (_name, texts, [address, port, method, user, password]) => {
		const record = await shown(texts);
		const read = (name: string) => field(record, `node.${name}`);
		expect([read('name'), read('startup'), read('discovery_type')]).toEqual([texts.target, 'automatic', 'static']);
		expect([read('conn[0].address'), read('conn[0].port')]).toEqual([address, port]);
		const auth = ['authmethod', 'username', 'password'].map(name => read(`session.auth.${name}`));
		expect(auth).toEqual([method, user, password]);
	});

	it('no record of a target that was given up, and every one that somebody else made', async () => {
		const portal = 'san.example.org';
		const root = await scratch();
		const host = rootedHost(realHost(), root);
		const theirs = `${platform.paths.iscsiRecords}/nodes/${TARGET}.theirs/${portal},3260,1`;
		await host.write(
			theirs,
			`# BEGIN RECORD 2.1.8\nnode.name = ${TARGET}.theirs\nnode.conn[0].address = ${portal}\n`,
		);
		for (const target of [TARGET, `${TARGET}.other`])
			await make(host, wantedOf(iscsi, {portal, target}, {platform}));
		const targets = () =>
			iscsiadm(root, platform, ['-m', 'node'])
				.stdout.trim()
				.split('\n')
				.map(line => line.split(' ')[1])
				.sort();
		expect(targets()).toEqual([`${TARGET}.other`, `${TARGET}.theirs`]);
		await make(host, wantedOf(iscsi, {}, {platform}));
		expect(targets()).toEqual([`${TARGET}.theirs`]);
	});

	it('no record where there is none, which shows that it reads ours', async () => {
		const root = await made(LOGIN, platform);
		const other = ['-m', 'node', '-T', 'iqn.2026-11.org.example:other', '-o', 'show'];
		expect(iscsiadm(root, platform, other).code).toBe(21);
	});
});

describe.runIf(isRoot)('iscsiadm', () => {
	it('reads every user and password that the settings take, to the letter', async () => {
		const odd = ['#', '=', 'a=b', '"', "'", '\\', '%s', '<empty>', '#ENDRECORD', '!'.repeat(255), '~'.repeat(255)];
		const texts = [...new Set([...odd, ...takenHostile(iscsi.settings.chapPassword)])];
		expect(texts.length).toBeGreaterThan(100);
		const root = await scratch();
		for (const [at, text] of texts.entries()) {
			const target = `${TARGET}.${at}`;
			const wanted = wantedOf(iscsi, {...LOGIN, target, chapUser: text, chapPassword: text});
			const record = `/etc/iscsi/nodes/${target}/san.example.org,3260`;
			await mkdir(join(root, dirname(record)), {recursive: true});
			await writeFile(join(root, record), textAt(wanted, record) ?? '');
		}
		const {stdout, code} = iscsiadm(root, debian, ['-m', 'node', '-o', 'show', '-S']);
		expect(code).toBe(0);
		const read = new Map(stdout.split('# BEGIN RECORD').map(record => [field(record, 'node.name'), record]));
		for (const [at, text] of texts.entries()) {
			const record = read.get(`${TARGET}.${at}`) ?? '';
			expect(field(record, 'node.session.auth.username')).toBe(text);
			expect(field(record, 'node.session.auth.password')).toBe(text);
		}
	});
});

/** A scratch root with what the settings want. */
async function made(texts: Record<string, string>, platform: Platform): Promise<string> {
	const root = await scratch();
	await make(rootedHost(realHost(), root), wantedOf(iscsi, texts, {platform}));
	return root;
}
