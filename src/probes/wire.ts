/** What a link is and has at this moment, and who answers on it: by ip(8), ping(8) and arping(8). Asks, and changes nothing. */
import {NO_SUCH_TOOL} from '../host/commands.ts';
import type {Host} from '../host/host.ts';
import {printedWithin} from './asking.ts';
import {asLoose, flagAt, numberAt, parseRecords, recordsAt, textAt, type Loose} from './loose-json.ts';

/** An address of a link. */
export type OnLink = {
	readonly family: 4 | 6;
	readonly address: string;
	readonly prefix: number;
	/** Not used yet: the kernel still asks whether somebody else has it (RFC 4862 section 5.4). */
	readonly tentative: boolean;
	/** Somebody else has it. */
	readonly taken: boolean;
};

export type Wire = {
	readonly name: string;
	readonly mac: string;
	/** Bytes. */
	readonly mtu: number;
	readonly isUp: boolean;
	readonly hasCarrier: boolean;
	/** Without those that end at this link (fe80::/10). */
	readonly addresses: readonly OnLink[];
};

const SECONDS = 5;

/** Undefined when there is no such link. */
export async function probeWire(host: Host, name: string): Promise<Wire | undefined> {
	const printed = await printedWithin(host, SECONDS, 'ip', ['-json', '-details', 'address', 'show', 'dev', name]);
	const link = parseRecords(printed ?? '').find(each => textAt(each, 'ifname') === name);
	return link && wireOf(link);
}

function wireOf(link: Loose): Wire {
	const flags = Array.isArray(link['flags']) ? link['flags'].map(String) : [];
	const addresses = recordsAt(link, 'addr_info').map(asLoose);
	return {
		name: textAt(link, 'ifname'),
		mac: textAt(link, 'address'),
		mtu: numberAt(link, 'mtu'),
		isUp: flags.includes('UP'),
		hasCarrier: flags.includes('LOWER_UP'),
		addresses: addresses
			.filter(address => textAt(address, 'scope') === 'global')
			.map(address => ({
				family: textAt(address, 'family') === 'inet6' ? 6 : 4,
				address: textAt(address, 'local'),
				prefix: numberAt(address, 'prefixlen'),
				tentative: flagAt(address, 'tentative'),
				taken: flagAt(address, 'dadfailed'),
			})),
	};
}

/** The router that a link leads to; undefined when none is known. */
export async function probeRouter(host: Host, device: string, family: 4 | 6): Promise<string | undefined> {
	const args = ['-json', `-${family}`, 'route', 'show', 'default', 'dev', device];
	const printed = await printedWithin(host, SECONDS, 'ip', args);
	return parseRecords(printed ?? '')
		.map(route => textAt(route, 'gateway'))
		.find(gateway => gateway !== '');
}

/** Who else has an IPv4 address on this link: a MAC address, nobody, or undefined where arping(8) is not there. */
export async function probeHolder(host: Host, device: string, address: string): Promise<string | undefined> {
	// -D: asks as one who has no address yet (RFC 5227 section 2.1), three times, or until somebody answers.
	const asked = await host.ask('arping', ['-D', '-c', '3', '-w', '4', '-I', device, address], {seconds: 10});
	if (asked.code === NO_SUCH_TOOL) return undefined;
	return /\[([\da-f:]{17})\]/i.exec(asked.stdout)?.[1]?.toLowerCase() ?? '';
}

/** `ping`: it answers; `neighbour`: it is there and does not want to; `silence`: nobody has the address. */
export type Presence =
	{readonly how: 'ping'; readonly milliseconds: number} | {readonly how: 'neighbour'} | {readonly how: 'silence'};

/** Whether somebody at the other end of this link answers to an address. */
export async function probePresence(host: Host, device: string, address: string): Promise<Presence> {
	const args = ['-n', '-c', '2', '-i', '0.3', '-W', '1', '-I', device, address];
	const {code, stdout} = await host.ask('ping', args, {seconds: 10});
	const time = /time[=<]([\d.]+) ms/.exec(stdout)?.[1];
	if (code === 0 && time !== undefined) return {how: 'ping', milliseconds: Number(time)};
	const printed = await printedWithin(host, SECONDS, 'ip', ['-json', 'neigh', 'show', 'to', address, 'dev', device]);
	return parseRecords(printed ?? '').some(each => textAt(each, 'lladdr') !== '')
		? {how: 'neighbour'}
		: {how: 'silence'};
}

/** Headers of IP and ICMP echo (RFC 791, RFC 8200, RFC 792). Bytes. */
const HEADERS = {4: 28, 6: 48} as const;

/** The smallest that every link carries (RFC 791, RFC 8200). Bytes. */
const LEAST = {4: 576, 6: 1280} as const;

/** The largest packet up to `most` that reaches an address unbroken, in bytes; 0 when not even the smallest does. */
export async function probeLargestPacket(
	host: Host,
	{device, address, family}: {readonly device: string; readonly address: string; readonly family: 4 | 6},
	most: number,
): Promise<number> {
	const passes = async (size: number) => {
		const payload = String(size - HEADERS[family]);
		const args = ['-n', '-M', 'do', '-c', '2', '-i', '0.2', '-W', '1', '-s', payload, '-I', device, address];
		return (await host.ask('ping', args, {seconds: 10})).code === 0;
	};
	if (await passes(most)) return most;
	if (!(await passes(LEAST[family]))) return 0;
	let [passing, failing]: [number, number] = [LEAST[family], most];
	while (failing - passing > 1) {
		const middle = (passing + failing) >> 1;
		if (await passes(middle)) passing = middle;
		else failing = middle;
	}
	return passing;
}
