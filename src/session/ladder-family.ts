/** The rungs of one family of addresses: the address, whether it is ours alone, the router, and how large packets to it may be. */
import {contains, isLinkLocal, sameAddress, subnetOf} from '../features/network/subnet.ts';
import type {Host} from '../host/host.ts';
import {
	probeHolder,
	probeLargestPacket,
	probePresence,
	probeRouter,
	probeWire,
	type OnLink,
	type Presence,
} from '../probes/wire.ts';
import type {OnRung, Rung} from './ladder.ts';
import type {Aim, FamilyAim} from './ladder-aim.ts';
import {patiently} from '../probes/patiently.ts';

/** Seconds until an address is there: one that is given, and one that a server or a router gives. */
const GIVEN = 8;
const LEARNT = 30;

/** Seconds until a router answers over a link that has just come up. */
const ROUTER = 6;

/** @returns whether what lies behind the router can be reached by this family */
export async function climbFamily(host: Host, aim: Aim, family: FamilyAim, tell: OnRung): Promise<boolean> {
	const title = (text: string) => (aim.families.length > 1 ? `${text} (IPv${family.family})` : text);
	const say = (rung: Rung) => tell({...rung, title: title(rung.title)});
	const own = await ownAddress(host, aim, family);
	const holder = family.family === 4 ? await holderOf(host, aim, family, own) : undefined;
	say(addressRung(aim, family, own));
	say(aloneRung(family, own, holder));
	if (own === undefined || own.taken || (holder !== undefined && holder !== '')) return false;
	const gateway = family.gateway ?? (family.learns ? await probeRouter(host, aim.device, family.family) : undefined);
	if (gateway === undefined) {
		say({title: 'gateway', found: 'none is given: only this network can be reached', state: 'unasked'});
		return true;
	}
	const outside = outsideRung(own, gateway);
	if (outside) {
		say(outside);
		return false;
	}
	const look = async () => probePresence(host, aim.device, gateway);
	const presence = await patiently(ROUTER, look, ({how}) => how !== 'silence');
	say(gatewayRung(aim, gateway, presence));
	if (presence.how === 'silence') return false;
	say(await mtuRung(host, aim, {device: aim.device, address: gateway, family: family.family}, presence));
	return true;
}

async function ownAddress(host: Host, {device}: Aim, family: FamilyAim): Promise<OnLink | undefined> {
	const given = family.address === undefined ? undefined : subnetOf(family.address);
	const look = async () => {
		const addresses = (await probeWire(host, device))?.addresses ?? [];
		return addresses.find(
			each => each.family === family.family && (given === undefined || sameAddress(each.address, given.address)),
		);
	};
	return patiently(given ? GIVEN : LEARNT, look, found => found !== undefined && (!found.tentative || found.taken));
}

function addressRung({device, vlan}: Aim, {address, family}: FamilyAim, own: OnLink | undefined): Rung {
	if (own) return {title: 'address', found: `${own.address}/${own.prefix} on ${device}`, state: 'ok'};
	if (address !== undefined) {
		const advice = [`${device} was not given ${address}: what the journal says of the network tells why.`];
		return {title: 'address', found: `${address} is not on ${device}`, state: 'failed', advice};
	}
	const who = family === 4 ? 'DHCP server' : 'router or DHCP server';
	const where = vlan === undefined ? 'this network' : `VLAN ${vlan}`;
	const advice = [
		`No ${who} answers on ${where}: is that the right VLAN, and does the switch carry it to this port?`,
	];
	return {title: 'address', found: `none was given to ${device}`, state: 'failed', advice};
}

/** Empty: nobody has it but us. */
async function holderOf(host: Host, {device}: Aim, {address}: FamilyAim, own: OnLink | undefined) {
	const asked = own?.address ?? (address === undefined ? undefined : subnetOf(address)?.address);
	return asked === undefined ? '' : probeHolder(host, device, asked);
}

function aloneRung({address, family}: FamilyAim, own: OnLink | undefined, holder: string | undefined): Rung {
	const title = 'nobody else has it';
	const what = own?.address ?? (address === undefined ? '' : (subnetOf(address)?.address ?? ''));
	if (what === '') return {title, found: 'there is no address', state: 'unasked'};
	if (own?.taken || (holder !== undefined && holder !== '')) {
		const who = holder || 'another host';
		const advice = [`${who} has ${what} too: give this host another address, or that one.`];
		return {title, found: `${what} is at ${who}`, state: 'failed', advice};
	}
	if (family === 4 && holder === undefined) return {title, found: 'arping is not on this host', state: 'unasked'};
	return {title, found: family === 4 ? 'asked three times' : 'asked by the kernel', state: 'ok'};
}

function outsideRung({address, prefix}: OnLink, gateway: string): Rung | undefined {
	if (isLinkLocal(gateway) || contains({address, prefix}, gateway)) return undefined;
	const advice = [
		`The gateway ${gateway} is not in the network of ${address}/${prefix}: one of the two, or the prefix, is wrong.`,
	];
	return {title: `gateway ${gateway}`, found: `outside ${address}/${prefix}`, state: 'failed', advice};
}

function gatewayRung({vlan, device}: Aim, gateway: string, presence: Presence): Rung {
	const title = `gateway ${gateway}`;
	if (presence.how === 'ping') return {title, found: `answers in ${milliseconds(presence)}`, state: 'ok'};
	if (presence.how === 'neighbour') return {title, found: 'is there, and answers no ping', state: 'ok'};
	const where = vlan === undefined ? device : `VLAN ${vlan} of ${device}`;
	const advice = [`Nobody answers to ${gateway} on ${where}: is it the right gateway, VLAN and switch port?`];
	return {title, found: 'does not answer', state: 'failed', advice};
}

/** `0.4 ms`. */
export const milliseconds = (took: {readonly milliseconds: number}): string =>
	`${took.milliseconds < 10 ? took.milliseconds.toFixed(1) : Math.round(took.milliseconds)} ms`;

type To = {readonly device: string; readonly address: string; readonly family: 4 | 6};

async function mtuRung(host: Host, {mtu}: Aim, to: To, presence: Presence): Promise<Rung> {
	const title = 'path MTU';
	if (presence.how !== 'ping') return {title, found: 'the gateway answers no ping', state: 'unasked'};
	const wanted = mtu ?? (await probeWire(host, to.device))?.mtu ?? 1500;
	const passes = await probeLargestPacket(host, to, wanted);
	if (passes === wanted) return {title, found: `${wanted} gets through`, state: 'ok'};
	const advice = [
		`A switch between here and the gateway drops frames above ${passes} bytes. Set MTU ${passes}, or have its ports raised.`,
	];
	return {title, found: `${wanted} asked, ${passes} gets through`, state: 'warning', advice};
}
