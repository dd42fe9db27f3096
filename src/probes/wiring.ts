/** Which cable is which, and what is at its other end: by ethtool(8), ip(8), tcpdump(8) and NetworkManager. */
import {setTimeout as sleep} from 'node:timers/promises';
import {NO_SUCH_TOOL} from '../host/commands.ts';
import type {Host} from '../host/host.ts';
import {framesIn, neighbourIn, type Neighbour} from './lldp.ts';
import {patiently} from './patiently.ts';
import {probeRouter, probeWire} from './wire.ts';

/** A whole sentence: why it is not known. */
export type Unknown = {readonly problem: string};

/** Lets the light of an interface blink. @returns undefined when it did */
export async function blink(host: Host, nic: string, seconds: number): Promise<Unknown | undefined> {
	const {code} = await host.ask('ethtool', ['-p', nic, String(seconds)], {seconds: seconds + 5});
	if (code === 0) return undefined;
	return {
		problem:
			code === NO_SUCH_TOOL ? 'ethtool is not on this host.' : `${nic} has no light that can be told to blink.`,
	};
}

export type CableChange = {readonly nic: string; readonly now: 'unplugged' | 'plugged'};

/**
 * Waits until the link of one of these interfaces changes. Those that are down are brought up meanwhile: only then they tell.
 * @returns undefined when nothing happens within so many seconds
 */
export async function watchCables(
	host: Host,
	nics: readonly string[],
	seconds: number,
): Promise<CableChange | undefined> {
	const look = async () => Promise.all(nics.map(async nic => [nic, await probeWire(host, nic)] as const));
	const down = (await look()).flatMap(([nic, wire]) => (wire?.isUp === false ? [nic] : []));
	for (const nic of down) await host.run('ip', ['link', 'set', nic, 'up']);
	try {
		// A link that is only now brought up negotiates first: what it comes to then is no cable.
		if (down.length > 0) await sleep(SETTLE * 1000);
		const before = new Map((await look()).map(([nic, wire]) => [nic, wire?.hasCarrier]));
		const differs = async () => (await look()).find(([nic, wire]) => wire?.hasCarrier !== before.get(nic));
		const changed = await patiently(seconds, differs, found => found !== undefined);
		return changed && {nic: changed[0], now: changed[1]?.hasCarrier ? 'plugged' : 'unplugged'};
	} finally {
		for (const nic of down) await host.run('ip', ['link', 'set', nic, 'down']);
	}
}

/** Seconds for a link to negotiate. */
const SETTLE = 4;

export type Heard = {readonly neighbour: Neighbour | undefined; readonly vlans: readonly number[]};

/** Switches tell of themselves every 30 seconds (IEEE 802.1AB, msgTxInterval). */
export const LISTEN = 32;

/** Listens for the switch at the other end, and for frames with a tag. */
export async function listen(host: Host, nic: string, seconds: number): Promise<Heard | Unknown> {
	const args = ['-i', nic, '-nn', '-l', '-xx', '-s', '1600', 'ether proto 0x88cc or vlan'];
	const {code, stdout, stderr} = await host.ask('tcpdump', args, {seconds});
	if (code === NO_SUCH_TOOL) return {problem: 'tcpdump is not on this host.'};
	const frames = framesIn(stdout);
	if (frames.length === 0 && code !== TOO_SLOW) {
		return {problem: `${nic} cannot be listened to: ${stderr.trim().split('\n').at(-1) ?? `code ${code}`}.`};
	}
	const vlans = [...new Set(frames.map(({vlan}) => vlan))].filter(vlan => vlan > 0).sort((a, b) => a - b);
	return {neighbour: frames.map(neighbourIn).find(found => found !== undefined), vlans};
}

/** The code of a tool that was ended when its time was up: this one is meant to be. */
const TOO_SLOW = 124;

/** A profile that only memory holds, and the device it makes. */
const HUNT = 'hostwright-hunt';
const DEVICE = 'hw-hunt';
const DHCP_SECONDS = 8;

/** Every answer of nmcli(1), and the one of a host without it: what they mean is said here. */
const NMCLI = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, NO_SUCH_TOOL];

/** Asks for a lease on a VLAN of an interface, and gives it up again. Needs NetworkManager. */
export async function tryDhcp(host: Host, nic: string, vlan: number): Promise<{readonly address: string} | Unknown> {
	const profile = ['type', 'vlan', 'con-name', HUNT, 'ifname', DEVICE, 'dev', nic, 'id', String(vlan), 'save', 'no'];
	const addresses = ['ipv4.method', 'auto', 'ipv4.dhcp-timeout', String(DHCP_SECONDS), 'ipv6.method', 'disabled'];
	const aside = ['autoconnect', 'no', 'ipv4.never-default', 'yes', 'ipv4.ignore-auto-dns', 'yes'];
	const nmcli = async (args: readonly string[]) => host.run('nmcli', args, {accept: NMCLI});
	const made = await nmcli(['connection', 'add', ...profile, ...aside, ...addresses]);
	if (made.code !== 0) return {problem: 'NetworkManager, which asks for leases, does not answer.'};
	try {
		const up = await nmcli(['--wait', String(DHCP_SECONDS + 4), 'connection', 'up', HUNT]);
		if (up.code !== 0) return {problem: `No DHCP server answers on VLAN ${vlan} of ${nic}.`};
		const [own] = (await probeWire(host, DEVICE))?.addresses ?? [];
		return own ? {address: `${own.address}/${own.prefix}`} : {problem: `VLAN ${vlan} of ${nic} gave no address.`};
	} finally {
		await nmcli(['connection', 'delete', HUNT]);
	}
}

export type Lease = {readonly address: string; readonly gateway: string | undefined; readonly dns: readonly string[]};

/** What a device was given by DHCP; undefined when it has nothing. */
export async function probeLease(host: Host, device: string): Promise<Lease | undefined> {
	const own = (await probeWire(host, device))?.addresses.find(({family}) => family === 4);
	if (!own) return undefined;
	const lines = ((await host.read('/etc/resolv.conf')) ?? '').split('\n');
	return {
		address: `${own.address}/${own.prefix}`,
		gateway: await probeRouter(host, device, 4),
		dns: lines.flatMap(line => /^nameserver\s+(\S+)/.exec(line)?.[1] ?? []),
	};
}
