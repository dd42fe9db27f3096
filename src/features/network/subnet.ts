/** Arithmetic of addresses and prefixes, of both families. Texts are taken as the rules for one value left them. */
import {BlockList, isIP, isIPv6} from 'node:net';

export type Subnet = {readonly address: string; readonly prefix: number};

/** Takes `192.0.2.10/24` apart; undefined without a prefix. */
export function subnetOf(text: string): Subnet | undefined {
	const [address, digits] = text.split('/');
	return address && digits ? {address, prefix: Number(digits)} : undefined;
}

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether a host with this address and prefix reaches `other` without a router. */
export function contains({address, prefix}: Subnet, other: string): boolean {
	if (family(address) !== family(other)) return false;
	const list = new BlockList();
	list.addSubnet(address, prefix, family(address));
	return list.check(other, family(other));
}

/** The same address, however IPv6 shortens it; texts that are no addresses are the same when they are equal. */
export function sameAddress(one: string, other: string): boolean {
	if (one === other) return true;
	if (isIP(one) === 0 || isIP(one) !== isIP(other)) return false;
	const list = new BlockList();
	list.addAddress(one, family(one));
	return list.check(other, family(other));
}

/** IPv6 addresses that are the same on every link (RFC 4291 section 2.5.6): a router may be named by one. */
export const isLinkLocal = (address: string) => /^fe[89ab][0-9a-f]:/i.test(address);

/**
 * The length of a netmask, `255.255.255.0` or a plain number up to `longest`; undefined when its ones are not in front, or when
 * it is no mask at all.
 */
export function prefixOf(mask: string, longest: number): number | undefined {
	if (/^[1-9]\d{0,2}$/.test(mask)) return Number(mask) <= longest ? Number(mask) : undefined;
	const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(mask)?.slice(1).map(Number);
	if (longest !== 32 || !parts || parts.some(part => part > 255)) return undefined;
	const bits = parts.map(part => part.toString(2).padStart(8, '0')).join('');
	return /^1+0*$/.test(bits) ? (bits.indexOf('0') < 0 ? 32 : bits.indexOf('0')) : undefined;
}
