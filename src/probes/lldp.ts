/** What a switch tells of itself, and which VLANs are in use: frames as tcpdump(8) prints them in hexadecimal. Pure. */

/** Of IEEE 802.1AB; texts that come from the network are made fit to show. Empty where the switch does not say. */
export type Neighbour = {
	/** `sw-rack7`; the address of the switch when it has no name. */
	readonly system: string;
	readonly port: string;
	/** The VLAN of frames without a tag (IEEE 802.1Q annex D); 0 when it does not say. */
	readonly vlan: number;
};

/** A frame: the VLAN of its tag, 0 without one; its EtherType behind the tag, and what follows. */
export type Frame = {readonly vlan: number; readonly type: number; readonly payload: Buffer};

const TAGS = new Set([0x81_00, 0x88_a8]);
export const LLDP = 0x88_cc;

/** Frames of `tcpdump -xx`: a line for each, then its bytes: `0x0000:  0180 c200 000e ...`. */
export function framesIn(printed: string): readonly Frame[] {
	const frames: string[] = [];
	for (const line of printed.split('\n')) {
		const hex = /^\s+0x[\da-f]{4}:\s+([\da-f ]+)$/.exec(line)?.[1];
		if (hex === undefined) frames.push('');
		else frames.push(`${frames.pop() ?? ''}${hex.replaceAll(' ', '')}`);
	}
	return frames.flatMap(hex => frameOf(Buffer.from(hex, 'hex')) ?? []);
}

/** Undefined for what is too short to be one. */
function frameOf(bytes: Buffer): Frame | undefined {
	if (bytes.length < 18) return undefined;
	const isTagged = TAGS.has(bytes.readUInt16BE(12));
	const at = isTagged ? 16 : 12;
	return {
		vlan: isTagged ? bytes.readUInt16BE(14) & 0xf_ff : 0,
		type: bytes.readUInt16BE(at),
		payload: bytes.subarray(at + 2),
	};
}

const CHASSIS = 1;
const PORT = 2;
const NAME = 5;
const OWN = 127;
/** Port VLAN ID: the organization 00-80-C2, its first kind. */
const PORT_VLAN = '0080c201';

/** Kinds of a chassis and of a port whose value is a MAC address. */
const IS_MAC: Readonly<Record<number, number>> = {[CHASSIS]: 4, [PORT]: 3};

const printable = (bytes: Buffer) =>
	bytes
		.toString('utf8')
		.replaceAll(/[\0-\x1f\x7f-\x9f]/g, '?')
		.trim();

function idOf(type: number, value: Buffer): string {
	if (value[0] !== IS_MAC[type]) return printable(value.subarray(1));
	return value
		.subarray(1)
		.toString('hex')
		.replaceAll(/..(?!$)/g, '$&:');
}

/** The neighbour in a frame of LLDP; undefined for any other, and for one that is cut off before it says who it is. */
export function neighbourIn({type, payload}: Frame): Neighbour | undefined {
	if (type !== LLDP) return undefined;
	const found = new Map<number, string>();
	let vlan = 0;
	for (let at = 0; at + 2 <= payload.length;) {
		const head = payload.readUInt16BE(at);
		const [kind, length] = [head >> 9, head & 0x1_ff];
		const value = payload.subarray(at + 2, at + 2 + length);
		if (kind === 0 || value.length < length) break;
		if (kind === CHASSIS || kind === PORT) found.set(kind, idOf(kind, value));
		if (kind === NAME) found.set(kind, printable(value));
		if (kind === OWN && length >= 6 && value.toString('hex', 0, 4) === PORT_VLAN) vlan = value.readUInt16BE(4);
		at += 2 + length;
	}
	const [chassis, port] = [found.get(CHASSIS), found.get(PORT)];
	if (chassis === undefined || port === undefined) return undefined;
	return {system: found.get(NAME) || chassis, port, vlan};
}
