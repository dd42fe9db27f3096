/**
 * The many forms of `ip=` on a kernel line: a method, an address, pxelinux's `CLIENT:SERVER:GATEWAY:MASK` (ipappend 1), and the
 * forms of dracut.cmdline(7) and of the kernel's nfsroot. Pure; what it finds is still text.
 */
import {isIPv6} from './subnet.ts';

export type Method = {readonly ipv4?: 'dhcp' | 'off'; readonly ipv6?: 'dhcp' | 'auto'};

export type IpWord = {
	/** Without brackets and prefix; empty when the word has none. */
	readonly client: string;
	/** The netmask or the length of the prefix as written; empty when the word has none. */
	readonly mask: string;
	readonly peer: string;
	readonly gateway: string;
	readonly hostname: string;
	readonly device: string;
	/** Empty, or a word of METHODS, or something else that is wrong. */
	readonly method: string;
	readonly mtu: string;
	readonly mac: string;
	readonly dns: readonly string[];
};

/** What the words for a method mean here. `none`, `off` and klibc's `static` beside an address say that it is static. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
	['dhcp', {ipv4: 'dhcp'}],
	['on', {ipv4: 'dhcp'}],
	['any', {ipv4: 'dhcp'}],
	['both', {ipv4: 'dhcp'}],
	['single-dhcp', {ipv4: 'dhcp'}],
	['dhcp6', {ipv6: 'dhcp'}],
	['auto6', {ipv6: 'auto'}],
	['either6', {ipv6: 'auto'}],
	['link6', {ipv6: 'auto'}],
	['off', {ipv4: 'off'}],
	['none', {ipv4: 'off'}],
	['static', {ipv4: 'off'}],
]);

const NOTHING: IpWord = {
	client: '',
	mask: '',
	peer: '',
	gateway: '',
	hostname: '',
	device: '',
	method: '',
	mtu: '',
	mac: '',
	dns: [],
};

/** Fields between colons; a colon inside brackets belongs to an IPv6 address. */
const fieldsOf = (text: string): readonly string[] => text.match(/(?<=^|:)(?:\[[^\]]*\][^:]*|[^:]*)(?=:|$)/g) ?? [];

const unbracketed = (text: string) => text.replace(/^\[([^\]]*)\]/, '$1');

/** `A.B.C.D`, `A.B.C.D/24`, `[v6]/64`, and a bare IPv6 literal with or without a prefix. */
function addressOf(text: string): Pick<IpWord, 'client' | 'mask'> | undefined {
	const [client = '', mask = ''] = unbracketed(text).split('/');
	return isIPv6(client) || /^\d+(\.\d+){3}$/.test(client) ? {client, mask} : undefined;
}

/** What follows the method: an MTU and a MAC address, or DNS servers. */
function tailOf(fields: readonly string[]): Pick<IpWord, 'mtu' | 'mac' | 'dns'> {
	const [first = '', ...rest] = fields;
	if (/^\d*$/.test(first)) return {mtu: first, mac: rest.join(':'), dns: []};
	return {
		mtu: '',
		mac: '',
		dns: fields
			.slice(0, 2)
			.filter(text => text !== '')
			.map(unbracketed),
	};
}

/** Never throws; undefined when the text has none of the forms. Fields that are wrong in themselves come back as they are. */
export function parseIpWord(text: string): IpWord | undefined {
	if (METHODS.has(text)) return {...NOTHING, method: text};
	const alone = addressOf(text);
	if (alone) return {...NOTHING, ...alone};
	const fields = fieldsOf(text);
	const [client = '', peer = '', gateway = '', mask = '', hostname = '', device = '', method = '', ...tail] = fields;
	if (fields.length < 2) return undefined;
	const hasClient = client === '' || client.startsWith('[') || addressOf(client) !== undefined;
	if (!hasClient)
		return METHODS.has(peer) || peer === 'ibft'
			? {...NOTHING, device: client, method: peer, ...tailOf(fields.slice(2))}
			: undefined;
	const own = addressOf(client) ?? {client: unbracketed(client), mask: ''};
	return {
		client: own.client,
		mask: own.mask || mask,
		peer: unbracketed(peer),
		gateway: unbracketed(gateway),
		hostname,
		device,
		method,
		...tailOf(tail),
	};
}

/** Whether a word gives IPv4 a method or an address; one that does not leaves it to the other words. */
export function speaksOfIPv4(word: IpWord): boolean {
	if (word.client !== '') return !word.client.includes(':');
	return METHODS.get(word.method)?.ipv4 !== undefined;
}
