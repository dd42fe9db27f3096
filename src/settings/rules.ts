/**
 * Rules for one value that several features share. Each answers nothing, or the two ends of one sentence: what is wrong and
 * what would be right. Rules judge, they never change a text.
 */
import type {Rule, Wrong} from './setting.ts';

export {cryptHash, grubHash} from './crypt-hash.ts';

/** Every rule must hold; the first that does not speaks. */
export const every =
	(...rules: readonly Rule[]): Rule =>
	text => {
		for (const rule of rules) {
			const wrong = rule(text);
			if (wrong) return wrong;
		}
		return undefined;
	};

/** One of several rules is enough; when none holds, `wrong` speaks for them all. */
export const either =
	(wrong: Wrong, ...rules: readonly Rule[]): Rule =>
	text =>
		rules.some(rule => !rule(text)) ? undefined : wrong;

const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const IPV4 = new RegExp(String.raw`^${BYTE}(?:\.${BYTE}){3}$`);
const isIPv4 = (text: string) => IPV4.test(text);

/** By the URL parser, which takes an address of RFC 4291 in brackets and no zone: `fe80::1%eth0` means something on one host only. */
const isIPv6 = (text: string) => /^[0-9a-f:.]{2,45}$/i.test(text) && URL.canParse(`http://[${text}]/`);

/** Four decimal numbers, no leading zeros (inet_pton(3)). */
export const ipv4: Rule = text =>
	isIPv4(text)
		? undefined
		: {what: 'is not an IPv4 address', right: 'give four numbers from 0 to 255, as in 192.0.2.10'};

/** RFC 4291 section 2.2, without brackets and without a zone. */
export const ipv6: Rule = text =>
	isIPv6(text) ? undefined : {what: 'is not an IPv6 address', right: 'give one as in 2001:db8::10, without brackets'};

/** An address of either family. */
export const address: Rule = either(
	{what: 'is not an IP address', right: 'give one as in 192.0.2.10 or 2001:db8::10'},
	ipv4,
	ipv6,
);

/** The 32 bits of an IPv4 address as a number. */
const bits4 = (text: string) => text.split('.').reduce((all, part) => all * 256 + Number(part), 0);

/** Splits `ADDRESS/PREFIX`; undefined when the prefix is not a plain number up to `longest`. */
function splitPrefix(text: string, longest: number): {address: string; prefix: number} | undefined {
	const [, address = '', digits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
	const prefix = Number(digits);
	return address !== '' && prefix >= 1 && prefix <= longest ? {address, prefix} : undefined;
}

/** What forbids a host to have this IPv4 address (RFC 1122 section 3.2.1.3; /31 by RFC 3021). */
function unfit4(address: string, prefix: number): string | undefined {
	const bits = bits4(address);
	const first = Math.floor(bits / 2 ** 24);
	if (first === 0 || first >= 224) return 'is not an address a host can have';
	if (first === 127) return 'is a loopback address';
	const hosts = 2 ** (32 - prefix);
	if (prefix < 31 && bits % hosts === 0) return 'is the address of the network itself';
	if (prefix < 31 && bits % hosts === hosts - 1) return 'is the broadcast address of its network';
	return undefined;
}

/** A host's own IPv4 address with the length of its prefix. */
export const ipv4Prefix: Rule = text => {
	const right = 'give an address and the length of its prefix, as in 192.0.2.10/24';
	const parts = splitPrefix(text, 32);
	if (!parts || ipv4(parts.address)) return {what: 'is not an IPv4 address with a prefix', right};
	const what = unfit4(parts.address, parts.prefix);
	return what ? {what, right} : undefined;
};

/** A host's own IPv6 address with the length of its prefix. */
export const ipv6Prefix: Rule = text => {
	const right = 'give an address and the length of its prefix, as in 2001:db8::10/64';
	const parts = splitPrefix(text, 128);
	if (!parts || ipv6(parts.address)) return {what: 'is not an IPv6 address with a prefix', right};
	if (/^ff/i.test(parts.address)) return {what: 'is a multicast address', right};
	if (/^[0:]*[01]?$/.test(parts.address)) return {what: 'is not an address a host can have', right};
	return undefined;
};

/** A name in letters, digits, hyphens and dots: labels of at most 63 (RFC 1123 section 2.1), 64 in all (HOST_NAME_MAX). */
export const hostname: Rule = text => {
	const right = 'give a name as in host7.example.org';
	if (text.length > 64)
		return {what: `has ${text.length} characters and a host name at most 64`, right: 'give a shorter one'};
	if (isIPv4(text) || /^\d+(\.\d+){3}$/.test(text)) return {what: 'is an address and not a host name', right};
	if (!isName(text)) return {what: 'is not a host name', right: `${right}: letters, digits, hyphens and dots`};
	return undefined;
};

/** Domain names: as host names, up to 253 characters (RFC 1035 section 2.3.4). */
export const domain: Rule = text =>
	text.length <= 253 && isName(text)
		? undefined
		: {what: 'is not a domain name', right: 'give one as in example.org: letters, digits, hyphens and dots'};

const isName = (text: string) =>
	/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(text);

/** A name or an address, IPv6 without brackets. */
export const host: Rule = text =>
	isIPv4(text) || isIPv6(text) || (!/^[\d.]+$/.test(text) && !domain(text))
		? undefined
		: {
				what: 'is not a host',
				right: 'give a name or an address, as in log.example.org, 192.0.2.10 or 2001:db8::10',
			};

export type HostPort = {readonly host: string; readonly port: number | undefined};

/** Takes `host`, `host:port`, `[v6]` and `[v6]:port` apart; a bare IPv6 address has no port. Undefined when it is none of these. */
export function splitHostPort(text: string): HostPort | undefined {
	if (isIPv6(text)) return {host: text, port: undefined};
	const found = /^(?:\[([^\]]*)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
	if (!found) return undefined;
	const [, bracketed, plain, digits] = found;
	const name = bracketed ?? plain ?? '';
	if (bracketed === undefined ? host(name) : !isIPv6(bracketed)) return undefined;
	const port = digits === undefined ? undefined : Number(digits);
	return port === undefined || (port >= 1 && port <= 65_535) ? {host: name, port} : undefined;
}

/** The inverse of splitHostPort: brackets only where they are needed. */
export function joinHostPort({host: name, port}: HostPort): string {
	const shown = isIPv6(name) ? `[${name}]` : name;
	return port === undefined ? name : `${shown}:${port}`;
}

/** `host`, `host:port`, `[v6]:port`. */
export const hostPort: Rule = text => {
	if (splitHostPort(text)) return undefined;
	const [, rest = '', port] = /^(.*):(\d+)$/.exec(text) ?? [];
	if (port !== undefined && splitHostPort(`${rest}:1`))
		return {what: `names port ${port}`, right: 'give one from 1 to 65535'};
	return {
		what: 'is not a host with or without a port',
		right: 'give it as in log.example.org:514 or [2001:db8::10]:514',
	};
};

/** Six bytes in lower or upper case with colons; a station's own address (IEEE 802: the lowest bit of the first byte is 0). */
export const mac: Rule = text => {
	const right = 'give six bytes as in 52:54:00:12:34:56';
	if (!/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(text)) return {what: 'is not a MAC address', right};
	if (Number.parseInt(text.slice(0, 2), 16) % 2 === 1) return {what: 'is a multicast address', right};
	if (/^(00:){5}00$/.test(text)) return {what: 'is not the address of any interface', right};
	return undefined;
};

/** The characters of RFC 3986 section 2; others are percent-encoded. Browsers take more, and shells and editors trip over them. */
const NOT_OF_A_URL = /[^\w.~:/?#[\]@!$&'()*+,;=%-]/u;

const PASSWORD_IN_URL = /^([a-z]+:\/\/)[^/?#]*:[^/?#]+@/i;

/** A URL of one of these protocols, written as a URL is: no blanks, no quotes but ', a host that is a name or an address. */
const urlOf =
	(protocols: readonly string[], example: string): Rule =>
	text => {
		const right = `give one as in ${example}`;
		if (PASSWORD_IN_URL.test(text)) {
			const shown = text.replace(PASSWORD_IN_URL, '$1[secret]@');
			return {what: 'holds a password', right: 'give it without one: it would be shown and logged', shown};
		}
		const url = /^[a-z]+:\/\/[^/]/i.test(text) ? URL.parse(text) : null;
		if (!url) return {what: 'is not a URL', right};
		const odd = NOT_OF_A_URL.exec(text)?.[0];
		if (odd !== undefined)
			return {
				what: `holds ${odd === ' ' ? 'a blank' : odd}`,
				right: `write it as ${encodeURIComponent(odd.toWellFormed())}`,
			};
		if (!protocols.includes(url.protocol))
			return {what: `is not a URL that starts with ${protocols.join('// or ')}//`, right};
		if (host(url.hostname.replace(/^\[(.*)\]$/, '$1'))) return {what: 'names no host', right};
		return undefined;
	};

/** RFC 3986; http or https. */
export const url: Rule = urlOf(['http:', 'https:'], 'https://boot.example.org/done');
/** RFC 3986; https only: what comes over it can give root. */
export const httpsUrl: Rule = urlOf(['https:'], 'https://boot.example.org/key');
