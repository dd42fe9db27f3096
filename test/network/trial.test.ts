/** A change of the network that cuts the operator off goes back by itself, in NetworkManager itself; a good one stays. */
import {existsSync, readdirSync, readFileSync, statSync, watch} from 'node:fs';
import {afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {canHaveNamespaces, isRoot, type Link, type Namespace} from '../namespace.ts';
import {keys, openPty} from '../pty.ts';
import {expectFrame, press} from '../screens/rig.ts';
import {intoPage, tabTo, toPage} from '../screens/setup/host.ts';
import {command, hostwright, inFar, install, MAC, plugHost, start} from './installed-host.ts';
import {openWithBus, startNetworkManager} from './network-manager.ts';

const can = canHaveNamespaces && isRoot;
if (!can) console.warn('not run here, because it needs root: changes of the network that go back by themselves');

const SETTINGS = `version: 1
network: {interface: '${MAC}', ipv4: static, address: 192.0.2.10/24, gateway: 192.0.2.1}
`;

/** Seconds: the shortest that is taken, one in which the ladder is climbed, and one that nobody waits for. */
const [SHORT, ENOUGH, LONG] = ['10', '30', '3600'];

/** A gateway that is not there, over an interface that has lost its bridge. */
const BROKEN = ['--cmdline', 'hostwright.network.layout=direct hostwright.network.gateway=192.0.2.99'];
const trying = (seconds: string) => ['apply', '--section', 'network', '--confirm', seconds];

const PROFILES = '/etc/NetworkManager/system-connections';
const STORE = '/etc/hostwright/settings.yaml';
const KEPT = [STORE, '/etc/hostwright/written.json', '/etc/hosts', '/etc/hostname'];
const TRIAL = '/etc/hostwright/trial.json';

let namespace: Namespace;
let before: Awaited<ReturnType<typeof stateOf>>;

/** Everything that is to be as it was: files with their modes, what NetworkManager says of its profiles, addresses and routes. */
async function stateOf() {
	const outside = (file: string) => namespace.outside(file);
	const profiles = readdirSync(outside(PROFILES)).map(name => `${PROFILES}/${name}`);
	const files = [...profiles, ...KEPT].filter(file => existsSync(outside(file)));
	const args = ['-f', 'connection,ipv4,ipv6', 'connection', 'show', 'hostwright-bridge'];
	const shown = await namespace.run('nmcli', args).catch(() => 'there is none');
	return {
		files: files.map(file => [file, statSync(outside(file)).mode, readFileSync(outside(file), 'utf8')]),
		connections: await namespace.run('nmcli', ['-g', 'NAME,UUID,DEVICE,STATE', 'connection', 'show']),
		profile: shown.split('\n').filter(line => !line.includes('timestamp')),
		addresses: (await namespace.links()).map(({ifname, addr_info: has}) => [ifname, has?.map(({local}) => local)]),
		routes: await namespace.run('ip', ['route']),
	};
}

const has = (link: Link | undefined, address: string) =>
	link?.operstate === 'UP' && (link.addr_info ?? []).some(({local}) => local === address);

/** Resolves when nothing is tried any more, and NetworkManager has done what it was told. */
async function over(): Promise<void> {
	await new Promise<void>(resolve => {
		const look = () => {
			if (existsSync(namespace.outside(TRIAL))) return;
			watcher.close();
			resolve();
		};
		const watcher = watch(namespace.outside('/etc/hostwright'), look);
		look();
	});
	await namespace.until(links => has(links.get('breno1'), '192.0.2.10') && !has(links.get('eno1'), '192.0.2.10'));
	await namespace.run('nmcli', ['--wait', '30', 'connection', 'up', 'hostwright-port1']);
}

/** Processes inside with this among their words. */
async function processes(word: string): Promise<readonly string[]> {
	const script =
		'for p in /proc/[0-9]*; do tr "\\0" " " <"$p/cmdline" | grep -q -- "$1" && echo "${p#/proc/}"; done; true';
	const found = (await namespace.run('sh', ['-c', script, 'sh', word])).split('\n').filter(Boolean);
	// The one that looks finds itself.
	const alive = await Promise.all(
		found.map(async pid =>
			namespace.run('kill', ['-0', pid]).then(
				() => [pid],
				() => [],
			),
		),
	);
	return alive.flat();
}

const guardOf = () => `guard ${(JSON.parse(readFileSync(namespace.outside(TRIAL), 'utf8')) as {id: string}).id}`;

describe.runIf(can)('a change of the network', () => {
	const onTerminal = (args: readonly string[]) => {
		const pty = openPty('nsenter', {args: namespace.entering(...command(...args))});
		onTestFinished(async () => pty.close());
		return pty;
	};

	beforeAll(async () => {
		namespace = await openWithBus(['/etc']);
		await plugHost(namespace, 'eno1');
		await inFar(namespace, 'ip', ['address', 'add', '192.0.2.1/24', 'dev', 'far-eno1']);
		await install(namespace, 'NetworkManager.service', SETTINGS);
		await startNetworkManager(namespace);
		await hostwright(namespace, 'apply', '--section', 'network');
		await over();
		before = await stateOf();
	});
	// What one test leaves tried would be refused in the next.
	afterEach(async () => {
		if (existsSync(namespace.outside(TRIAL))) await hostwright(namespace, 'apply', '--back');
	});
	afterAll(() => namespace.close());

	it('goes back when nobody keeps it, with the cause named', async () => {
		const change = start(namespace, ...trying(ENOUGH), ...BROKEN);
		await change.says(/gone back, and nothing was saved/);
		expect(change.log).toContain('gateway 192.0.2.99  does not answer');
		expect(change.log).toContain('Nobody answers to 192.0.2.99 on eno1');
		await over();
		expect(await stateOf()).toEqual(before);
		expect(readFileSync(namespace.outside('/etc/hostwright/failed.json'), 'utf8')).toContain('Nobody kept');
	});

	it('goes back when the one that made it is killed', async () => {
		const change = start(namespace, ...trying(SHORT), ...BROKEN);
		await change.says(/^Testing/m);
		expect(await stateOf()).not.toEqual(before);
		const pid = /^pid (\d+)/m.exec(change.log)?.[1] ?? '';
		await namespace.run('kill', ['-KILL', pid]);
		await over();
		expect(await stateOf()).toEqual(before);
		expect(change.isOver).toBe(true);
		expect(change.log).not.toContain('gone back');
	});

	it('goes back when the terminal hangs up', async () => {
		const terminal = onTerminal([...trying(SHORT), ...BROKEN]);
		await terminal.waitFor('Testing');
		const guard = guardOf();
		await terminal.close();
		expect(await processes('--confirm')).toEqual([]);
		expect(await processes(guard)).toHaveLength(1);
		await over();
		expect(await stateOf()).toEqual(before);
	});

	it('goes back at once when that is the answer, and waits for nobody', async () => {
		const terminal = onTerminal([...trying(LONG), ...BROKEN]);
		for (const words of ['Testing', 'nobody else has it', 'Keep it?']) await terminal.waitFor(words);
		terminal.type('no\r');
		await terminal.waitFor('nothing was saved');
		await over();
		expect(await stateOf()).toEqual(before);
	});

	it('goes back when even the guard is killed, and the files at the next start', async () => {
		const change = start(namespace, ...trying(SHORT), ...BROKEN);
		await change.says(/^Testing/m);
		for (const word of [guardOf(), '--confirm']) {
			for (const pid of await processes(word)) await namespace.run('kill', ['-KILL', pid]).catch(() => '');
		}
		await namespace.until(links => has(links.get('breno1'), '192.0.2.10'));
		await expect(hostwright(namespace, 'apply', '--section', 'network')).rejects.toThrow('is being tried');
		await hostwright(namespace, 'apply', '--section', 'network', '--boot');
		await over();
		expect((await stateOf()).files).toEqual(before.files);
		await namespace.run('nmcli', ['connection', 'reload']);
		expect(await stateOf()).toEqual(before);
	});

	it('is shown in setup with its cause and the time that is left, and goes back from there', async () => {
		const change = 'hostwright.network.gateway=192.0.2.99 hostwright.network.confirmSeconds=600';
		const terminal = onTerminal(['setup', '--cmdline', change]);
		await toPage(terminal, 'Network');
		await intoPage(terminal);
		await press(terminal, keys.enter, 'Network: what would change', '>[ Apply ]');
		await press(terminal, keys.enter, 'Network: trying the new settings');
		await terminal.waitFor('nobody else has it');
		await terminal.waitFor('Not everything is as it should be');
		await expectFrame('setup/trying', terminal, [[/in \d+ s/g, 'in 600 s']], 'h1.example.org');
		expect(readFileSync(namespace.outside(STORE), 'utf8')).toBe(SETTINGS);
		await press(terminal, keys.right, '>[ Go back now ]');
		await press(terminal, keys.enter, 'Network: not applied', 'The change has gone back');
		await over();
		expect(await stateOf()).toEqual(before);
		// What was typed is still there, to be mended.
		await press(terminal, keys.enter, /IPv4 gateway +192\.0\.2\.99/);
	});

	it('can begin with the lease that the host has, made static, and with help for its wiring', async () => {
		const terminal = onTerminal(['setup', '--cmdline', 'hostwright.network.ipv4=dhcp']);
		await toPage(terminal, 'Network');
		await intoPage(terminal);
		await tabTo(terminal, /\[ Apply \]/);
		await press(terminal, keys.right + keys.right + keys.right, '>[ Wiring ]');
		await press(terminal, keys.enter, 'Wiring', /> Interface +eno1/);
		await press(terminal, keys.tab + keys.tab, '>[ Blink ]');
		// A veth has no light.
		await press(terminal, keys.enter, 'eno1 has no light that can be told to blink');
		await press(terminal, keys.right + keys.right, '>[ Try DHCP on the VLAN ]');
		await press(terminal, keys.enter, '"" is no VLAN');
		await press(terminal, keys.tab + keys.right, '>[ Lease to static ]');
		await press(terminal, keys.enter, 'The lease stands in the fields');
		await press(terminal, keys.escape, /IPv4 +.*As given here/, /IPv4 address +192\.0\.2\.10\/24/);
		await terminal.waitFor(/IPv4 gateway +192\.0\.2\.1/);
	});

	it('can be kept on a console that is opened meanwhile', async () => {
		const [first, second] = [
			onTerminal(['setup', '--cmdline', 'hostwright.network.mtu=1400']),
			() => onTerminal(['setup']),
		];
		await toPage(first, 'Network');
		await intoPage(first);
		await press(first, keys.enter, 'Network: what would change', '>[ Apply ]');
		await press(first, keys.enter, 'Network: trying the new settings');
		// One climbs the ladder at a time: both have a machine to share.
		await first.waitFor('nobody else has it');
		await first.waitFor('Nothing is wrong');
		const other = second();
		await other.waitFor('hostwright setup');
		await other.waitFor('Network: trying the new settings');
		await other.waitFor('1400 gets through');
		await press(other, '', '>[ Keep ]');
		await press(other, keys.enter, 'Network: applied', 'Kept as change');
		await first.waitFor('kept from another console');
		expect(readFileSync(namespace.outside(STORE), 'utf8')).toContain('mtu: 1400');
		expect(existsSync(namespace.outside(TRIAL))).toBe(false);
	});

	it('stays when somebody keeps it, from another console too', async () => {
		const change = start(namespace, ...trying(LONG), '--cmdline', 'hostwright.network.address=192.0.2.11/24');
		await change.says(/Nothing is wrong/);
		expect(readFileSync(namespace.outside(STORE), 'utf8')).not.toContain('192.0.2.11');
		const guard = guardOf();
		expect(await hostwright(namespace, 'apply', '--keep')).toContain('network       changed\nKept as change');
		await change.says(/kept from elsewhere/);
		expect(await processes(guard)).toEqual([]);
		expect(readFileSync(namespace.outside(STORE), 'utf8')).toContain('192.0.2.11/24');
		expect(await namespace.run('nmcli', ['-g', 'NAME', 'connection', 'show'])).toContain('hostwright-bridge');
		const links = await namespace.until(found => has(found.get('breno1'), '192.0.2.11'));
		expect(has(links.get('breno1'), '192.0.2.10')).toBe(false);
		await expect(hostwright(namespace, 'apply', '--keep')).rejects.toThrow(
			'no change of the network is being tried',
		);
	});
});
