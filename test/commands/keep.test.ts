/** What an installed host keeps of its changes, by the real commands on a host in a folder: apply, history, diff and revert. */
import {lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {makeHome} from './hostwright.ts';

const SECRET = 'very-secret-word';
const OTHER = 'other-secret-word';
const RSYSLOG = '/etc/rsyslog.d/60-hostwright.conf';

const answers = (server: string, password: string) => `logging: {syslog: ${server}}
network: {hostname: h1.example.org}
iscsi: {portal: 192.0.2.1, target: 'iqn.2026-01.org.example:t', chapUser: u, chapPassword: ${password}}
`;

/** A host in a folder with the accounts of an image, and the command that looks at it. */
function makeHost() {
	const home = makeHome();
	const root = mkdtempSync(path.join(os.tmpdir(), 'hostwright-'));
	onTestFinished(() => {
		home.remove();
		rmSync(root, {recursive: true});
	});
	mkdirSync(path.join(root, 'etc'));
	const put = (name: string, text: string) => writeFileSync(path.join(root, name), text);
	put('etc/passwd', 'root:x:0:0::/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n');
	put('etc/shadow', 'root:*:20000:0:99999:7:::\nadmin:!:20000:0:99999:7:::\n');
	put('etc/os-release', 'ID=debian\n');
	const said: string[] = [];
	const run = async (command: string, ...args: readonly string[]) => {
		const ended = await home.run(command, '--root', root, ...args);
		said.push(ended.stdout, ended.stderr);
		return ended;
	};
	return {
		...{root, put, run, said},
		read: (name: string) => readFileSync(path.join(root, name), 'utf8'),
		async apply(server: string, password = SECRET) {
			const file = path.join(home.folder, 'site.yaml');
			writeFileSync(file, answers(server, password));
			const {code, stdout} = await run('apply', '--config', file);
			expect(code).toBe(0);
			return stdout;
		},
	};
}

/** Path, size and both time stamps of all there is. */
function stamps(root: string): readonly string[] {
	return readdirSync(root, {recursive: true, encoding: 'utf8'})
		.map(name => {
			const {mtimeNs, ctimeNs, size} = lstatSync(path.join(root, name), {bigint: true});
			return `${name} ${size} ${mtimeNs} ${ctimeNs}`;
		})
		.sort();
}

describe('apply', () => {
	it('a second time changes no time stamp of anything, also when the same answers are given again', async () => {
		const host = makeHost();
		expect(await host.apply('a.example.org')).toContain('Kept as change 1.');
		const before = stamps(host.root);
		expect(before.length).toBeGreaterThan(30);
		expect(await host.apply('a.example.org')).not.toContain('Kept');
		await host.run('apply');
		expect(stamps(host.root)).toEqual(before);
	});
});

describe('the history', () => {
	it('says what each change did to settings and files, and goes back, without a secret', async () => {
		const host = makeHost();
		await host.apply('a.example.org');
		const first = host.read(RSYSLOG);
		await host.apply('b.example.org', OTHER);
		const [listed, json, forwards, backwards, none, rehearsed] = await Promise.all([
			host.run('history'),
			host.run('history', '--json'),
			host.run('diff', '1', '2'),
			host.run('diff', '2', '1'),
			host.run('diff', '2'),
			host.run('revert', '1', '--rehearse'),
		]);
		expect(listed.stdout).toMatch(
			/^ +2 {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}apply +\w+ +Logging, Remote Storage\n +1 {2}/,
		);
		expect(JSON.parse(json.stdout)).toMatchObject({
			schema: 1,
			changes: [
				{number: 1, settings: []},
				{
					number: 2,
					settings: [
						{setting: 'logging.syslog', before: 'a.example.org', after: 'b.example.org'},
						{setting: 'iscsi.chapPassword', before: '[secret]', after: '[secret]'},
					],
					files: expect.arrayContaining([RSYSLOG]) as string[],
				},
			],
		});
		expect(forwards.code).toBe(1);
		expect(forwards.stdout).toContain(
			'  Syslog server: a.example.org -> b.example.org\n  CHAP password: another [secret]',
		);
		expect(forwards.stdout).toContain('| -\ttarget="a.example.org"\n    | +\ttarget="b.example.org"');
		expect(backwards.stdout).toContain('| +\ttarget="a.example.org"');
		expect(none).toMatchObject({code: 0, stdout: 'Nothing differs.\n'});
		expect(rehearsed.stdout).toContain('To be saved\n  Syslog server: b.example.org -> a.example.org');
		expect(host.read(RSYSLOG)).not.toBe(first);

		expect((await host.run('revert', '1')).stdout).toContain('Kept as change 3.');
		expect(host.read(RSYSLOG)).toBe(first);
		const [same, after, unknown, wrong] = await Promise.all([
			host.run('diff', '1', '3'),
			host.run('history'),
			host.run('revert', '9'),
			host.run('revert', '0'),
		]);
		expect(same.stdout).toBe('Nothing differs.\n');
		expect(after.stdout).toMatch(/^ +3 .*revert 1 /);
		expect(unknown.stderr).toBe(
			'hostwright: There is no change 9 in the history of this host; there are 1 to 3.\n',
		);
		expect(wrong.code).toBe(2);
		expect(host.said.join('')).not.toMatch(/secret-word/);
		const kept = path.join(host.root, 'etc/hostwright/history/000001.json');
		expect(statSync(kept).mode & 0o777).toBe(0o600);
	});

	it('brings a store back that was damaged, and loses nothing of it', async () => {
		const host = makeHost();
		await host.apply('a.example.org');
		const store = host.read('etc/hostwright/settings.yaml');
		host.put('etc/hostwright/settings.yaml', 'network: [\n');
		const refused = await host.run('apply');
		expect(refused.code).toBe(1);
		expect(refused.stderr).toContain('cannot be used: it is not YAML that can be read');
		expect((await host.run('revert', '1')).code).toBe(0);
		expect(host.read('etc/hostwright/settings.yaml')).toBe(store);
		expect(host.read('etc/hostwright/settings.yaml.1')).toBe('network: [\n');
	});
});

describe('what somebody changed on the host', () => {
	it('is shown, and is repaired or stays, as it is asked for', async () => {
		const host = makeHost();
		await host.apply('a.example.org');
		const written = host.read(RSYSLOG);
		expect(await host.run('diff')).toMatchObject({
			code: 0,
			stdout: 'Nothing differs: the host is as its settings say.\n',
		});
		host.put(RSYSLOG, `${written}# by hand\n`);
		const drifted = await host.run('diff');
		expect(drifted.code).toBe(1);
		expect(drifted.stdout).toContain('Changed by somebody since it was written');
		expect(drifted.stdout).toContain(`change ${RSYSLOG}, which somebody changed since it was written`);
		expect(drifted.stdout).toContain('| -# by hand');
		expect(drifted.stdout).not.toContain('in force yet');

		expect((await host.run('diff', '--adopt', '/etc/passwd')).stderr).toBe(
			'hostwright: "/etc/passwd" is no file that differs; hostwright diff names those that do.\n',
		);
		expect((await host.run('diff', '--adopt', RSYSLOG)).code).toBe(0);
		const adopted = await host.run('diff');
		expect(adopted).toMatchObject({
			code: 0,
			stdout: `Kept as somebody made it, as was asked for:\n\n  ${RSYSLOG}\n`,
		});
		expect(await host.apply('b.example.org')).toContain(`"${RSYSLOG}" stays as somebody made it, as was asked for`);
		expect(host.read(RSYSLOG)).toBe(`${written}# by hand\n`);

		expect((await host.run('diff', '--repair', RSYSLOG)).stdout).toContain('Kept as change 3.');
		expect(host.read(RSYSLOG)).toBe(written.replace('a.example.org', 'b.example.org'));
		host.put(
			'etc/hostwright/settings.yaml',
			host.read('etc/hostwright/settings.yaml').replace('b.example', 'c.example'),
		);
		const pending = await host.run('diff');
		expect(pending.stdout).toMatch(/^Saved and not in force yet; hostwright apply would:\n/);
		expect(pending.stdout).toContain('| +\ttarget="c.example.org"');
	});
});
