/** What is at the other end of a cable, over real cables: frames of a switch, tags, and a cable that is pulled out. */
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {canHaveNamespaces, isRoot, Namespace} from '../namespace.ts';
import {inFar, MAC, plugHost} from './installed-host.ts';

const can = canHaveNamespaces && isRoot;
if (!can) console.warn('not run here, because it needs root: what is at the other end of a cable');

const PROGRAM = path.join(import.meta.dirname, 'wire-program.ts');

const header = (to: string) => `${to}020000000001`;
const LLDP_FRAME = [
	`${header('0180c200000e')}88cc`,
	// Chassis, port, time to live, name, port VLAN ID, end (IEEE 802.1AB).
	'0207040200000000010406054769302f37060200780a087377312d7261636bfe060080c20100140000',
].join('');
const tagged = (vlan: number) =>
	`${header('ffffffffffff')}8100${vlan.toString(16).padStart(4, '0')}0806${'00'.repeat(46)}`;

/** Sends frames from the far end until it is ended (packet(7)). */
const SEND = `import socket, sys, time
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind((sys.argv[1], 0))
while True:
    for frame in sys.argv[2:]: s.send(bytes.fromhex(frame))
    time.sleep(0.2)
`;

let namespace: Namespace;
const program = (...args: readonly string[]) => namespace.start(process.execPath, [PROGRAM, ...args]);

describe.runIf(can)('a cable', () => {
	beforeAll(async () => {
		namespace = await Namespace.open([], {hasUdev: true});
		await plugHost(namespace, 'eno1');
		await plugHost(namespace, 'eno2', MAC.replace('56', '57'));
		await namespace.run('ip', ['link', 'set', 'eno1', 'up']);
	});
	afterAll(() => namespace.close());

	it('tells of the switch at its other end, and of the VLANs in use', async () => {
		const send = ['netns', 'exec', 'far', 'python3', '-c', SEND, 'far-eno1', LLDP_FRAME, tagged(30), tagged(20)];
		namespace.start('ip', send);
		const listening = program('listen', 'eno1', '8');
		await listening.says(/"vlans":\[20,30\]/);
		expect(listening.log).toContain('"neighbour":{"system":"sw1-rack","port":"Gi0/7","vlan":20}');
		const silent = program('listen', 'eno2', '2');
		await silent.says(/"vlans":\[\]|cannot be listened to/);
		expect(silent.log).not.toContain('neighbour":{');
		const gone = program('listen', 'eno9', '2');
		await gone.says(/eno9 cannot be listened to/);
	});

	it('is the one that is pulled out', async () => {
		const watching = program('cable', 'eno1', 'eno2');
		await watching.says(/begun/);
		// eno2 is down, and is brought up to tell.
		await namespace.until(links => links.get('eno2')?.operstate === 'UP');
		// Again and again: when the links have settled is not told.
		const pull = async () => {
			while (!watching.isOver && !/"nic"/.test(watching.log)) {
				await inFar(namespace, 'ip', ['link', 'set', 'far-eno2', 'down']);
				await namespace.until(links => links.get('eno2')?.operstate !== 'UP');
				if (/"nic"/.test(watching.log)) break;
				await inFar(namespace, 'ip', ['link', 'set', 'far-eno2', 'up']);
			}
		};
		await Promise.all([pull(), watching.says(/"nic":"eno2"/)]);
		const links = await namespace.until(found => found.get('eno2')?.operstate === 'DOWN');
		expect(links.get('eno1')?.operstate).toBe('UP');
	});
});
