/**
 * Climbs from the cable to the engine and names the first thing that is wrong (design section 6): what a person would try by hand,
 * in that order. Asks, and changes nothing.
 */
import type {Host} from '../host/host.ts';
import type {Aim} from './ladder-aim.ts';
import {climbFamily} from './ladder-family.ts';
import {climbServers} from './ladder-servers.ts';
import {patiently} from '../probes/patiently.ts';
import {probeWire, type Wire} from '../probes/wire.ts';

export type Rung = {
	/** For a person: `gateway 192.0.2.1`. */
	readonly title: string;
	/** What was found: `answers in 0.4 ms`. */
	readonly found: string;
	/** `unasked`: it could not be asked, which says nothing about it. */
	readonly state: 'ok' | 'warning' | 'failed' | 'unasked';
	/** A whole sentence each: what is likely to be wrong, and what would be right. */
	readonly advice?: readonly string[];
};

export type OnRung = (rung: Rung) => void;

/** Nothing is wrong: somebody who is there may keep it with a good conscience. */
export const allGreen = (rungs: readonly Rung[]): boolean =>
	rungs.length > 0 && rungs.every(({state}) => state === 'ok' || state === 'unasked');

/** Seconds until a link that negotiates is up. */
const LINK = 10;

/** Whoever asked has what they wanted to know, or the network is another one by now. */
class Over extends Error {}

/**
 * @param onRung called with each rung, from the lowest up; what cannot be reached without an earlier one is left out
 * @param signal ends the climb before the next rung
 */
export async function climb(host: Host, aim: Aim, onRung: OnRung, signal?: AbortSignal): Promise<readonly Rung[]> {
	const rungs: Rung[] = [];
	const tell = (rung: Rung) => {
		if (signal?.aborted) throw new Over();
		rungs.push(rung);
		onRung(rung);
	};
	try {
		await climbAll(host, aim, tell);
	} catch (error) {
		if (!(error instanceof Over)) throw error;
	}
	return rungs;
}

async function climbAll(host: Host, aim: Aim, tell: OnRung): Promise<void> {
	const carrier = await carrierRung(host, aim);
	tell(carrier);
	if (carrier.state === 'failed') return;
	let reaches = true;
	for (const family of aim.families) reaches = (await climbFamily(host, aim, family, tell)) && reaches;
	if (reaches) await climbServers(host, aim, tell);
}

async function carrierRung(host: Host, {ports, device}: Aim): Promise<Rung> {
	const names = ports.length > 0 ? ports : [device];
	const look = async () => Promise.all(names.map(async name => [name, await probeWire(host, name)] as const));
	const wires = await patiently(LINK, look, found => found.every(([, wire]) => wire?.hasCarrier));
	const dead = wires.filter(([, wire]) => !wire?.hasCarrier);
	const words = await Promise.all(wires.map(async ([name, wire]) => `${name} ${await linkWords(host, name, wire)}`));
	const found = words.join(', ');
	if (dead.length === 0) return {title: 'carrier', found, state: 'ok'};
	const advice = dead.map(([name, wire]) =>
		wire === undefined
			? `${name} is not an interface of this host any more.`
			: `${name} has no link: plug in its cable, or have its switch port enabled.`,
	);
	return {title: 'carrier', found, state: dead.length === wires.length ? 'failed' : 'warning', advice};
}

async function linkWords(host: Host, name: string, wire: Wire | undefined): Promise<string> {
	if (wire === undefined) return 'is gone';
	if (!wire.hasCarrier) return wire.isUp ? 'no link' : 'down';
	const speed = await speedOf(host, name);
	return speed >= 1000 ? `${speed / 1000} Gb/s` : speed > 0 ? `${speed} Mb/s` : 'has a link';
}

/** Mb/s; 0 where the driver does not tell. */
async function speedOf(host: Host, name: string): Promise<number> {
	try {
		return Math.max(0, Number(await host.read(`/sys/class/net/${name}/speed`)) || 0);
	} catch {
		return 0;
	}
}
