/** The ladder of tests names the cause, over real cables to a real host. */
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Rung} from '../../src/session/ladder.ts';
import type {Aim} from '../../src/session/ladder-aim.ts';
import {canHaveNamespaces, isRoot, Namespace} from '../namespace.ts';
import {FAR_MAC, inFar, MAC, plugHost} from './installed-host.ts';

const can = canHaveNamespaces && isRoot;
if (!can) console.warn('not run here, because it needs root: the ladder of tests of the network');

const program = (name: string) => path.join(import.meta.dirname, name);

const OWN = {family: 4, address: '192.0.2.10/24', gateway: '192.0.2.1', learns: false} as const;
const AIM: Aim = {
	...{device: 'eno1', ports: ['eno1'], vlan: undefined, families: [OWN], mtu: undefined},
	dns: ['192.0.2.1'],
	name: {text: 'engine.example.org', matters: true},
	time: ['192.0.2.1'],
	engine: {host: '192.0.2.1', port: 443},
};

let namespace: Namespace;

/** All at the same time. */
async function climbAll(changes: ReadonlyArray<Partial<Aim>>): Promise<ReadonlyArray<readonly Rung[]>> {
	const aims = changes.map(change => JSON.stringify({...AIM, ...change}));
	const printed = await namespace.run(process.execPath, [program('climb.ts'), ...aims]);
	return JSON.parse(printed) as Rung[][];
}

const climb = async (change: Partial<Aim> = {}) => (await climbAll([change]))[0] ?? [];

/** What can be tried side by side, since it is nothing but another wish. */
const WISHES = {
	all: {},
	outside: {families: [{...OWN, gateway: '198.51.100.1'}]},
	nobody: {vlan: 20, families: [{...OWN, gateway: '192.0.2.99'}]},
	names: {dns: ['192.0.2.53', '192.0.2.1'], name: {text: 'other.example.org', matters: true}},
	noNames: {dns: ['192.0.2.10']},
	behind: {time: ['192.0.2.10'], engine: {host: '192.0.2.1', port: 444}},
} satisfies Readonly<Record<string, Partial<Aim>>>;

let found: Readonly<Record<keyof typeof WISHES, readonly Rung[]>>;

const wrong = (rungs: readonly Rung[]) => rungs.filter(({state}) => state === 'failed' || state === 'warning');

/** What is wrong is one rung and nothing else, with one sentence. */
function expectCause(rungs: readonly Rung[], title: string, what: string, advice: RegExp): void {
	const [rung, ...more] = wrong(rungs);
	expect(more).toEqual([]);
	expect(rung).toMatchObject({title, found: what});
	expect(rung?.advice?.join(' ')).toMatch(advice);
}

const eno1 = async (...args: readonly string[]) => namespace.run('ip', args);
const far = async (...args: readonly string[]) => inFar(namespace, 'ip', args);

describe.runIf(can)('the ladder', () => {
	beforeAll(async () => {
		namespace = await Namespace.open([], {hasUdev: true});
		await plugHost(namespace, 'eno1');
		await far('address', 'add', '192.0.2.1/24', 'dev', 'far-eno1');
		await far('link', 'set', 'lo', 'up');
		await eno1('link', 'set', 'eno1', 'up');
		await eno1('address', 'add', '192.0.2.10/24', 'dev', 'eno1');
		const servers = namespace.start('ip', ['netns', 'exec', 'far', process.execPath, program('far-servers.ts')]);
		await servers.says(/listening/);
		const climbs = await climbAll(Object.values(WISHES));
		found = Object.fromEntries(Object.keys(WISHES).map((name, at) => [name, climbs[at]])) as typeof found;
	});
	afterAll(() => namespace.close());

	it('is green from the cable to the engine where nothing is wrong', () => {
		const rungs = found.all;
		expect(rungs.map(({title, state}) => [title, state])).toEqual([
			['carrier', 'ok'],
			['address', 'ok'],
			['nobody else has it', 'ok'],
			['gateway 192.0.2.1', 'ok'],
			['path MTU', 'ok'],
			['DNS 192.0.2.1', 'ok'],
			['NTP 192.0.2.1', 'ok'],
			['engine', 'ok'],
		]);
		expect(rungs.map(rung => rung.found).join('\n')).toMatch(
			/^eno1 10 Gb\/s\n192\.0\.2\.10\/24 on eno1\nasked three times\nanswers in [\d.]+ ms\n1500 gets through\nengine\.example\.org in \d[\d.]* ms\noffset 30 s\nport 443 answers in [\d.]+ ms$/,
		);
	});

	it('names a host that has the address too, by its MAC address', async () => {
		await far('address', 'add', '192.0.2.10/24', 'dev', 'far-eno1');
		const rungs = await climb();
		await far('address', 'delete', '192.0.2.10/24', 'dev', 'far-eno1');
		expectCause(rungs, 'nobody else has it', `192.0.2.10 is at ${FAR_MAC}`, /give this host another address/);
	});

	it('names a gateway outside the network', () => {
		expectCause(
			found.outside,
			'gateway 198.51.100.1',
			'outside 192.0.2.10/24',
			/not in the network of 192\.0\.2\.10\/24/,
		);
	});

	it('names a gateway that is not there, with the VLAN it was looked for on', () => {
		expectCause(found.nobody, 'gateway 192.0.2.99', 'does not answer', /on VLAN 20 of eno1/);
	});

	it('takes a gateway that answers no ping for one that is there', async () => {
		await inFar(namespace, 'sh', ['-c', 'echo 1 >/proc/sys/net/ipv4/icmp_echo_ignore_all']);
		const rungs = await climb();
		await inFar(namespace, 'sh', ['-c', 'echo 0 >/proc/sys/net/ipv4/icmp_echo_ignore_all']);
		expect(wrong(rungs)).toEqual([]);
		expect(rungs.find(({title}) => title === 'gateway 192.0.2.1')?.found).toBe('is there, and answers no ping');
	});

	it('names the size that gets through where larger ones are dropped', async () => {
		// A veth takes four bytes more than its MTU, for a VLAN tag.
		await far('link', 'set', 'far-eno1', 'mtu', '1496');
		await eno1('link', 'set', 'eno1', 'mtu', '9000');
		const rungs = await climb({mtu: 9000});
		await far('link', 'set', 'far-eno1', 'mtu', '1500');
		await eno1('link', 'set', 'eno1', 'mtu', '1500');
		expectCause(rungs, 'path MTU', '9000 asked, 1500 gets through', /drops frames above 1500 bytes\. Set MTU 1500/);
	});

	it('names a name server that is silent, one that refuses, and one that does not know the engine', () => {
		const [silent, ignorant] = wrong(found.names);
		expect(silent).toMatchObject({
			title: 'DNS 192.0.2.53',
			found: expect.stringMatching(/^no answer|cannot be reached/) as string,
		});
		expect(ignorant).toMatchObject({
			title: 'DNS 192.0.2.1',
			state: 'warning',
			found: 'does not know other.example.org',
		});
		expectCause(found.noNames, 'DNS 192.0.2.10', 'nothing answers there', /Give another in network\.dns/);
	});

	it('names a time server and an engine that do not answer', () => {
		expect(wrong(found.behind).map(rung => [rung.title, rung.found])).toEqual([
			['NTP 192.0.2.10', 'does not answer'],
			['engine', 'nothing answers there'],
		]);
	});

	it('names a cable without a link, and goes no further', async () => {
		await far('link', 'set', 'far-eno1', 'down');
		const rungs = await climb();
		await far('link', 'set', 'far-eno1', 'up');
		expect(rungs).toHaveLength(1);
		expectCause(rungs, 'carrier', 'eno1 no link', /plug in its cable/);
	});

	it('warns of one dead port of two', async () => {
		await plugHost(namespace, 'eno2', MAC.replace('56', '57'));
		const rungs = await climb({ports: ['eno1', 'eno2']});
		expectCause(rungs, 'carrier', 'eno1 10 Gb/s, eno2 down', /eno2 has no link/);
	});
});
