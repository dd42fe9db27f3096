/** Netconsole: the unit as systemd reads it, and the script in a network namespace, with a folder in the place of configfs. */
import {chmod, mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {NETCONSOLE_SCRIPT, NETCONSOLE_UNIT} from '../../../src/features/logging/netconsole.ts';
import {el} from '../../../src/platforms/el.ts';
import {debian} from '../../../src/platforms/debian.ts';
import {logging} from '../../../src/features/logging/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {verifyUnit} from '../../checkers/systemd-analyze.ts';
import {scratch} from '../../host/scratch.ts';
import {wholeAt, wantedBy} from '../rendered.ts';

const wanted = wantedBy(logging, 'netconsole=log.example.org:6667');
const script = wholeAt(wanted, NETCONSOLE_SCRIPT);
const run = async (command: string, args: readonly string[]) => (await realHost().run(command, args)).stdout;

/** Two hosts with a cable between them; the far one is the router to everything. */
async function cable(): Promise<{readonly near: string; readonly mac: string}> {
	const name = `hw${process.pid % 10_000}${Math.floor(Math.random() * 1000)}`;
	const [near, far] = [`${name}a`, `${name}b`];
	for (const each of [near, far]) {
		await run('ip', ['netns', 'add', each]);
		onTestFinished(async () => {
			await run('ip', ['netns', 'del', each]);
		});
	}
	await run('ip', ['-n', near, 'link', 'add', 'br0', 'type', 'veth', 'peer', 'name', 'port', 'netns', far]);
	for (const [where, what, address, address6] of [
		[near, 'br0', '192.0.2.10/24', '2001:db8::10/64'],
		[far, 'port', '192.0.2.1/24', '2001:db8::1/64'],
	] as const) {
		await run('ip', ['-n', where, 'addr', 'add', address, 'dev', what]);
		await run('ip', ['-n', where, 'addr', 'add', address6, 'dev', what, 'nodad']);
		await run('ip', ['-n', where, 'link', 'set', what, 'up']);
	}
	await run('ip', ['-n', near, 'route', 'add', 'default', 'via', '192.0.2.1']);
	const shown = await run('ip', ['-n', far, '-o', 'link', 'show', 'port']);
	return {near, mac: /link\/ether (\S+)/.exec(shown)?.[1] ?? ''};
}

/** Runs the script until it would rest: `sleep` ends it then. */
async function aim(near: string, receiver: string, port: number, dir: string) {
	const [bin, root] = [join(dir, 'bin'), join(dir, 'config')];
	await mkdir(bin, {recursive: true});
	for (const [tool, text] of [
		['modprobe', `mkdir -p ${root}/netconsole`],
		['sleep', '[ "$1" -lt 5 ] && exec /bin/sleep "$1"; exit 9'],
	] as const) {
		await writeFile(join(bin, tool), `#!/bin/sh\n${text}\n`);
		await chmod(join(bin, tool), 0o755);
	}
	await writeFile(join(dir, 'netconsole'), script.replaceAll('/sys/kernel/config', root));
	const args = [
		'netns',
		'exec',
		near,
		'env',
		`PATH=${bin}:/usr/sbin:/usr/bin:/sbin:/bin`,
		'sh',
		'-x',
		join(dir, 'netconsole'),
	];
	const ran = await realHost().ask('ip', [...args, receiver, String(port)]);
	const target = join(root, 'netconsole/hostwright');
	const names = await readdir(target).catch(() => []);
	const told = await Promise.all(
		names.map(async name => [name, (await readFile(join(target, name), 'utf8')).trim()]),
	);
	return {...ran, told: Object.fromEntries(told) as Record<string, string>, target};
}

/** What the script wrote, by its trace. */
const echoes = (trace: string) => [...trace.matchAll(/^\++ echo (.*)$/gm)].map(([, said = '']) => said);

describe('the script', () => {
	it('tells the kernel the way to a receiver beyond the router', async () => {
		const {near, mac} = await cable();
		const {told, stdout, code} = await aim(near, '198.51.100.7', 6667, await scratch());
		expect(code).toBe(9);
		expect(told).toEqual({
			...{dev_name: 'br0', local_ip: '192.0.2.10', remote_ip: '198.51.100.7'},
			...{remote_port: '6667', remote_mac: mac, enabled: '1'},
		});
		expect(stdout).toContain(
			`Messages of the kernel go to 198.51.100.7 port 6667 from 192.0.2.10 on br0, by way of ${mac}.`,
		);
	});

	it.each([
		['192.0.2.1', '192.0.2.10'],
		['2001:db8::1', '2001:db8::10'],
	])('tells it the way to a neighbour, %s', async (receiver, own) => {
		const {near, mac} = await cable();
		const {told} = await aim(near, receiver, 6666, await scratch());
		expect(told).toMatchObject({remote_ip: receiver, local_ip: own, remote_mac: mac, enabled: '1'});
	});

	it('says nothing again while nothing has changed, and takes the target back before it changes it', async () => {
		const [{near}, dir] = [await cable(), await scratch()];
		await aim(near, '192.0.2.1', 6666, dir);
		const again = await aim(near, '192.0.2.1', 6666, dir);
		expect(again.stdout).toBe('');
		expect(echoes(again.stderr)).not.toContain('0');
		const changed = await aim(near, '198.51.100.7', 6666, dir);
		expect(changed.told).toMatchObject({remote_ip: '198.51.100.7', enabled: '1'});
		const [first] = echoes(changed.stderr).filter(said => said !== '198.51.100.7');
		expect(first).toBe('0');
	});

	it('says that it goes on looking, when there is no way', async () => {
		const {near} = await cable();
		const {told, stderr} = await aim(near, 'nobody.invalid', 6666, await scratch());
		expect(told).toEqual({});
		expect(stderr).toContain('No way to "nobody.invalid" is known; it is looked for again in a minute.');
		const silent = await aim(near, '192.0.2.77', 6666, await scratch());
		expect(silent.told).toEqual({});
		expect(silent.stderr).toContain('No way to "192.0.2.77" is known');
	});

	it('is one that shellcheck has nothing to say about', async () => {
		const file = join(await scratch(), 'netconsole');
		await writeFile(file, script);
		const {stdout, code} = await realHost().ask('shellcheck', ['--shell=sh', file]);
		expect(stdout).toBe('');
		expect(code).toBe(0);
	});
});

describe.each([debian, el])('the unit on $title', platform => {
	const text = wholeAt(wantedBy(logging, 'netconsole=log.example.org', {platform}), NETCONSOLE_UNIT);

	const verify = async (unit: string) => verifyUnit('hostwright-netconsole.service', unit);

	it('starts after the network, with the receiver and its port', async () => {
		expect(text).toContain('\nExecStart=/bin/sh /etc/hostwright/netconsole log.example.org 6666\n');
		expect(text).toContain('\nAfter=network-online.target\n');
		expect(await verify(text)).toEqual([]);
		expect((await verify(text.replace('ExecStopPost', 'ExecStopPast'))).join()).toContain('Unknown key');
	});

	it('is enabled by a link, started when it changes, and stopped before it is gone', () => {
		const on = wantedBy(logging, 'netconsole=log.example.org', {platform});
		expect(on.files).toContainEqual({
			path: '/etc/systemd/system/multi-user.target.wants/hostwright-netconsole.service',
			link: '../hostwright-netconsole.service',
		});
		const words = (each: typeof on) => each.commands?.map(({command, args}) => [command, ...args].join(' '));
		expect(words(on)).toEqual(['systemctl daemon-reload', 'systemctl restart hostwright-netconsole.service']);
		expect(words(wantedBy(logging, '', {platform}))).toEqual([
			'systemctl stop hostwright-netconsole*',
			'systemctl daemon-reload',
		]);
	});
});
