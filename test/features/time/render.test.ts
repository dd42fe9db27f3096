/** The time section as files: what chrony reads of them, by itself and at work in a namespace without a clock to set. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {mkdir, readlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import {afterEach, describe, expect, it} from 'vitest';
import {time} from '../../../src/features/time/index.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import {takenHostile} from '../../hostile.ts';
import {scratch} from '../../host/scratch.ts';
import {canHaveNamespaces, Namespace} from '../../namespace.ts';
import {chronyd} from '../../checkers/chronyd.ts';
import {CHRONY} from '../packaged.ts';
import {fileAt, make, PLATFORMS, textAt, wantedOf} from '../rendered.ts';

const SERVERS = 'ntp.example.org,192.0.2.123,2001:db8::123';

describe.each(PLATFORMS)('time on %s', (_, platform) => {
	const {timeConfig, timeServers, timeZone} = platform.paths;
	const now = CHRONY[platform.name];
	const given = (texts: Readonly<Record<string, string>>) => wantedOf(time, texts, {platform});

	it('asks the given servers, and those alone', () => {
		const wanted = given({servers: SERVERS});
		expect(textAt(wanted, timeServers))
			.toBe(`# Written by hostwright from its settings; changes here are overwritten.
server ntp.example.org iburst
server 192.0.2.123 iburst
server 2001:db8::123 iburst
`);
		const lines = (textAt(wanted, timeConfig, now) ?? '').split('\n');
		expect(lines.filter(line => /^(server|pool|peer|sourcedir)/.test(line))).toEqual([
			`sourcedir ${path.dirname(timeServers)}`,
		]);
		expect(lines).toContain('# Put aside by hostwright: sourcedir /run/chrony-dhcp');
	});

	it('has its configuration back when none are given any more', () => {
		const edited = textAt(given({servers: SERVERS}), timeConfig, now);
		expect(textAt(given({servers: SERVERS}), timeConfig, edited)).toBe(edited);
		for (const texts of [{}, {servers: 'off'}]) {
			expect(textAt(given(texts), timeConfig, edited)).toBe(now);
			expect(fileAt(given(texts), timeServers)).toEqual({path: timeServers, absent: true});
		}
		expect(textAt(given({servers: SERVERS}), timeConfig)).toBeUndefined();
	});

	it('is set by chrony, or by nobody', () => {
		const states = (servers: string) =>
			Object.fromEntries((given({servers}).services ?? []).map(({unit, state}) => [unit, state]));
		const timesyncd = {'systemd-timesyncd.service': 'off'};
		expect(states(SERVERS)).toEqual({...timesyncd, [platform.units.time.unit]: 'on'});
		expect(states('')).toEqual({...timesyncd, [platform.units.time.unit]: 'on'});
		expect(states('off')).toEqual({...timesyncd, [platform.units.time.unit]: 'off'});
	});

	it('is shown in the zone', async () => {
		const root = await scratch();
		const {files} = given({zone: 'Europe/Berlin'});
		await mkdir(path.join(root, path.dirname(timeConfig)), {recursive: true});
		await make(rootedHost(realHost(), root), {files});
		expect(await readlink(path.join(root, 'etc/localtime'))).toBe('../usr/share/zoneinfo/Europe/Berlin');
		if (timeZone !== undefined) expect(readFileSync(path.join(root, timeZone), 'utf8')).toBe('Europe/Berlin\n');
		expect(files.map(file => file.path).includes('/etc/timezone')).toBe(timeZone !== undefined);
	});

	it('names a zone that the host has, or is refused', async () => {
		const checks = (zone: string) => given({zone}).checks?.filter(({command}) => command === 'stat');
		expect(checks('UTC')).toEqual([]);
		expect(checks('Europe/Berlin')).toMatchObject([{args: ['--', '/usr/share/zoneinfo/Europe/Berlin']}]);
		const host = rootedHost(realHost(), await scratch());
		const asked = {...host, ask: realHost().ask};
		const files = [{path: '/etc/x', text: 'x\n'}];
		await make(asked, {files, checks: checks('Europe/Berlin') ?? []});
		const wrong = [{path: '/etc/x', text: 'y\n'}];
		const other = checks('Europe/Berlin')?.map(check => ({
			...check,
			args: ['--', '/usr/share/zoneinfo/Europe/Bonn'],
		}));
		await expect(make(asked, {files: wrong, checks: other ?? []})).rejects.toThrow(
			'The time zone "Europe/Berlin" is not among those of this host, in /usr/share/zoneinfo; give another, or install tzdata.',
		);
	});

	it('is read by chronyd, its list of sources too', async () => {
		const root = await scratch();
		const wanted = given({servers: SERVERS});
		const [config, servers] = [path.join(root, 'chrony.conf'), path.join(root, 'ours.sources')];
		await writeFile(config, textAt(wanted, timeConfig, now) ?? '');
		await writeFile(servers, textAt(wanted, timeServers) ?? '');
		expect(chronyd(config)).toContain(`sourcedir ${path.dirname(timeServers)}\n`);
		expect(chronyd(servers).trim().split('\n')).toEqual(
			SERVERS.split(',').map(server => `server ${server} iburst`),
		);
		expect(wanted.checks?.map(({command, args}) => [command, ...args].join(' '))).toEqual([
			`chronyd -p -f ${timeConfig}`,
			`chronyd -p -f ${timeServers}`,
		]);
		await writeFile(servers, 'servr x\n');
		expect(() => chronyd(servers)).toThrow('Invalid directive');
	});

	it('keeps every server that a hostile hand gets through the rule to one line', () => {
		const taken = takenHostile(time.settings.servers).filter(
			text => !text.toLowerCase().split(',').includes('off'),
		);
		expect(taken.length).toBeGreaterThan(3);
		for (const servers of taken) {
			const count = time.settings.servers.parse(servers).length;
			const text = textAt(given({servers}), timeServers) ?? '';
			expect(
				text
					.split('\n')
					.slice(1, -1)
					.every(line => /^server [a-z0-9.:-]+ iburst$/i.test(line)),
			).toBe(true);
			expect(text.split('\n')).toHaveLength(count + 2);
		}
		// What chronyd itself lets pass.
		for (const bad of ['192.0.2.300', 'a..b']) expect(() => given({servers: bad})).toThrow('is not a time server');
		for (const zone of takenHostile(time.settings.zone)) {
			expect(fileAt(given({zone}), '/etc/localtime')).toMatchObject({link: `../usr/share/zoneinfo/${zone}`});
			expect(zone).toMatch(/^[A-Z][\w+-]*(\/[\w+-]+){0,2}$/);
		}
	});

	it('edits twice what it edits once', () => {
		const line = fc.constantFrom(
			'pool x',
			' Server y',
			'sourcedir /a /b',
			'rtcsync',
			'',
			'# Put aside by hostwright: pool z',
		);
		fc.assert(
			fc.property(fc.array(line), fc.constantFrom('', 'ntp.example.org'), (lines, servers) => {
				const once = textAt(given({servers}), timeConfig, lines.join('\n'));
				expect(textAt(given({servers}), timeConfig, once)).toBe(once);
			}),
		);
	});
});

if (!canHaveNamespaces) console.warn('not run here, because it needs root or user namespaces: chronyd at work');

describe.runIf(canHaveNamespaces)('chronyd at work', () => {
	let namespace: Namespace;
	afterEach(() => namespace.close());

	/** Its sources as chronyc(1) names them; it sets no clock (-x). */
	async function sourcesOf(servers: string): Promise<readonly string[]> {
		const platform = PLATFORMS[0]?.[1];
		if (!platform) throw new Error('there is no platform');
		namespace = await Namespace.open(['/etc/chrony', '/var/lib/chrony']);
		const {timeConfig, timeServers} = platform.paths;
		const wanted = wantedOf(time, {servers}, {platform});
		mkdirSync(namespace.outside(path.dirname(timeServers)), {recursive: true});
		const config = CHRONY.debian
			.replace('pool 2.debian.pool.ntp.org', 'server 198.51.100.1')
			.replace(/^keyfile.*\n/m, '');
		writeFileSync(namespace.outside(timeConfig), textAt(wanted, timeConfig, config) ?? '');
		const list = textAt(wanted, timeServers);
		if (list !== undefined) writeFileSync(namespace.outside(timeServers), list);
		await namespace.run('mkdir', ['--mode=0770', '/run/chrony', '/run/chrony-dhcp']);
		await namespace.run('sh', ['-c', "printf 'server 203.0.113.1 iburst\\n' > /run/chrony-dhcp/eno1.sources"]);
		// It goes to the background once it answers.
		await namespace.run('chronyd', ['-x', '-u', 'root', '-f', timeConfig]);
		const printed = await namespace.run('chronyc', ['-c', '-n', 'sources']);
		return printed
			.trim()
			.split('\n')
			.map(line => line.split(',')[2] ?? '')
			.sort();
	}

	it('asks the given servers and nobody else', async () => {
		expect(await sourcesOf('192.0.2.123,2001:db8::123')).toEqual(['192.0.2.123', '2001:db8::123']);
	});

	it('asks whom its distribution and DHCP name when none are given', async () => {
		expect(await sourcesOf('')).toEqual(['198.51.100.1', '203.0.113.1']);
	});
});
