/**
 * MAC addresses in every form that boot loaders write: `01-52-54-00-12-34-56` (pxelinux: the ARP hardware type first),
 * `52-54-00-12-34-56` (iPXE's hexhyp), `52:54:00:12:34:56`, `525400123456` (hexraw) and `5254.0012.3456`.
 */

/** ARP hardware types that stand before an address (IANA): Ethernet, and InfiniBand, 32 in hexadecimal. */
const HARDWARE = new Set(['01', '20']);

/** Bytes of an address: Ethernet, an InfiniBand port GUID, and IPoIB's address, which ends in that GUID. */
const LENGTHS = new Set([6, 8, 20]);

/** Two hexadecimal digits each, in lower case; undefined when the text is not bytes at all. */
function bytesOf(text: string): readonly string[] | undefined {
	const low = text.toLowerCase();
	if (/^[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2})+$/.test(low)) return low.split(/[:-]/);
	if (/^(?:[0-9a-f]{12}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})$/.test(low))
		return low.replaceAll('.', '').match(/../g) ?? undefined;
	return undefined;
}

/**
 * The address as the kernel shows it, `52:54:00:12:34:56`; undefined when the text is none. Seven or nine bytes are a hardware
 * type and an address.
 */
export function normalMac(text: string): string | undefined {
	const bytes = bytesOf(text);
	if (!bytes) return undefined;
	if (LENGTHS.has(bytes.length)) return bytes.join(':');
	const [hardware = '', ...address] = bytes;
	return HARDWARE.has(hardware) && LENGTHS.has(address.length) ? address.join(':') : undefined;
}

/** Whether two addresses are one interface's: the same bytes, or an InfiniBand GUID and the address that ends in it. */
export function sameMac(one: string, other: string): boolean {
	const [short, long] = [one.toLowerCase(), other.toLowerCase()].sort((a, b) => a.length - b.length);
	if (short === undefined || long === undefined || short === '') return false;
	return short === long || (short.length === 8 * 3 - 1 && long.endsWith(`:${short}`));
}

/** Whether an address is of six bytes; those of InfiniBand are longer. */
export const isEthernet = (mac: string) => mac.length === 6 * 3 - 1;
