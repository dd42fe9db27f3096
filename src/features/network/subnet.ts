/** Arithmetic of addresses and prefixes, of both families. Texts are taken as the rules for one value left them. */
import {ipv4, ipv6} from '../../settings/rules.ts';

export type Subnet = {readonly address: string; readonly prefix: number};

type Bits = {readonly value: bigint; readonly length: 32 | 128};

export const isIPv6 = (text: string) => ipv6(text) === undefined;

/** Takes `192.0.2.10/24` apart; undefined without a prefix. */
export function subnetOf(text: string): Subnet | undefined {
	const [address, digits] = text.split('/');
	return address && digits ? {address, prefix: Number(digits)} : undefined;
}

const number4 = (text: string) => text.split('.').reduce((all, part) => all * 256n + BigInt(part), 0n);

/** The eight groups of RFC 4291 section 2.2, of which `::` leaves out those that are 0; the last two may be an IPv4 address. */
function number6(text: string): bigint {
	const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
	const last = dotted?.[2] === undefined ? undefined : number4(dotted[2]);
	const plain =
		last === undefined ? text : `${dotted?.[1]}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`;
	const [front = [], back = []] = plain.split('::').map(half => half.split(':').filter(group => group !== ''));
	const gap = Array.from({length: 8 - front.length - back.length}, () => '0');
	return [...front, ...gap, ...back].reduce((all, group) => all * 0x1_0000n + BigInt(`0x${group}`), 0n);
}

/** Undefined for a text that is no address. */
function bitsOf(text: string): Bits | undefined {
	if (ipv4(text) === undefined) return {value: number4(text), length: 32};
	return isIPv6(text) ? {value: number6(text), length: 128} : undefined;
}

/** Whether two addresses are of one family and agree in their first `prefix` bits; all of them when it is left out. */
function agree(one: string, other: string, prefix?: number): boolean {
	const [a, b] = [bitsOf(one), bitsOf(other)];
	if (!a || !b || a.length !== b.length) return false;
	const rest = BigInt(a.length - (prefix ?? a.length));
	return a.value >> rest === b.value >> rest;
}

/** Whether a host with this address and prefix reaches `other` without a router. */
export const contains = ({address, prefix}: Subnet, other: string) => agree(address, other, prefix);

/** The same address, however IPv6 shortens it; texts that are no addresses are the same when they are equal. */
export const sameAddress = (one: string, other: string) => one === other || agree(one, other);

/** IPv6 addresses that are the same on every link (RFC 4291 section 2.5.6): a router may be named by one. */
export const isLinkLocal = (address: string) => /^fe[89ab][0-9a-f]:/i.test(address);

/**
 * The length of a netmask, `255.255.255.0` or a plain number up to `longest`; undefined when its ones are not in front, or when
 * it is no mask at all.
 */
export function prefixOf(mask: string, longest: 32 | 128): number | undefined {
	if (/^[1-9]\d{0,2}$/.test(mask)) return Number(mask) <= longest ? Number(mask) : undefined;
	if (longest !== 32 || ipv4(mask) !== undefined) return undefined;
	const ones = /^(1+)0*$/.exec(number4(mask).toString(2).padStart(32, '0'))?.[1];
	return ones?.length;
}
