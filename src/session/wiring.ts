/** Helps for wiring, as sentences for a person who stands before the machine with a cable in hand. */
import type {Host} from '../host/host.ts';
import {probeNics} from '../probes/probe.ts';
import {blink, LISTEN, listen, probeLease, tryDhcp, watchCables} from '../probes/wiring.ts';
import type {Answers} from '../settings/answers.ts';
import {aimOf} from './ladder-aim.ts';

export type Wiring = {
	/** Lets the light of an interface blink. */
	blink(nic: string): Promise<readonly string[]>;
	/** Says which cable is pulled out or plugged in. */
	cable(): Promise<readonly string[]>;
	/** The switch at the other end, and the VLANs that are in use there. */
	listen(nic: string): Promise<readonly string[]>;
	/** Whether somebody gives leases on a VLAN. */
	dhcp(nic: string, vlan: number): Promise<readonly string[]>;
	/** The lease of the management device as settings; or a whole sentence why there is none. */
	lease(
		answers: Answers,
	): Promise<{readonly settings: Readonly<Record<string, string>>} | {readonly problem: string}>;
};

const BLINK = 10;
const WATCH = 60;

export const wiringOf = (host: Host): Wiring => ({
	async blink(nic) {
		const wrong = await blink(host, nic, BLINK);
		return [wrong?.problem ?? `The light of ${nic} has blinked for ${BLINK} seconds.`];
	},
	async cable() {
		const nics = await probeNics(host);
		const names = nics.map(({name}) => name);
		if (names.length === 0) return ['This host has no interface with hardware behind it.'];
		const changed = await watchCables(host, names, WATCH);
		if (!changed) return [`No link of ${names.join(', ')} has changed for ${WATCH} seconds.`];
		const nic = nics.find(({name}) => name === changed.nic);
		const where = nic ? ` (${[nic.mac, nic.where].filter(Boolean).join(', at ')})` : '';
		return [
			changed.now === 'unplugged'
				? `It is ${changed.nic}${where}: its link has gone.`
				: `It is ${changed.nic}${where}: its link has come.`,
		];
	},
	async listen(nic) {
		const heard = await listen(host, nic, LISTEN);
		if ('problem' in heard) return [heard.problem];
		const {neighbour, vlans} = heard;
		const without =
			neighbour && neighbour.vlan > 0 ? `, which puts frames without a tag into VLAN ${neighbour.vlan}` : '';
		return [
			neighbour
				? `${nic} is plugged into ${neighbour.port} of ${neighbour.system}${without}.`
				: `No switch has told of itself on ${nic} for ${LISTEN} seconds; many are not told to (LLDP).`,
			vlans.length > 0
				? `Frames with a tag were seen of VLAN ${vlans.join(', ')}.`
				: 'No frame with a tag was seen: the port carries no VLAN, or nobody spoke there.',
		];
	},
	async dhcp(nic, vlan) {
		const answer = await tryDhcp(host, nic, vlan);
		if ('problem' in answer) return [answer.problem];
		return [`A DHCP server answers on VLAN ${vlan} of ${nic} and offers ${answer.address}.`];
	},
	async lease(answers) {
		const device = aimOf(answers, await probeNics(host))?.device;
		const found = device === undefined ? undefined : await probeLease(host, device);
		if (!found) return {problem: `${device ?? 'The management network'} has no IPv4 address that could be kept.`};
		const {address, gateway = '', dns} = found;
		const own = {'network.ipv4': 'static', 'network.address': address, 'network.gateway': gateway};
		return {settings: {...own, 'network.dns': dns.join(',')}};
	},
});

/** Whole sentences; undefined where nothing is wrong. Pure. */
export type WrongWiring = {readonly nic?: string | undefined; readonly vlan?: string | undefined};

/** @param vlan undefined when none is asked for */
export function wrongWiring(nics: readonly string[], nic: string, vlan: string | undefined): WrongWiring {
	const isVlan = vlan === undefined || (/^\d{1,4}$/.test(vlan) && Number(vlan) >= 1 && Number(vlan) <= 4094);
	return {
		nic: nics.includes(nic)
			? undefined
			: `"${nic}" is no interface of this host; there are ${nics.join(', ') || 'none'}.`,
		vlan: isVlan ? undefined : `"${vlan}" is no VLAN; give 1 to 4094.`,
	};
}
