/** OpenSSH public keys as one line of authorized_keys (sshd(8)). */
import {Buffer} from 'node:buffer';
import type {Rule, Wrong} from './setting.ts';

/** What follows the type inside the blob, by number of fields (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4, PROTOCOL.u2f). */
const FIELDS: ReadonlyMap<string, number> = new Map([
	['ssh-ed25519', 1],
	['ssh-rsa', 2],
	['ecdsa-sha2-nistp256', 2],
	['ecdsa-sha2-nistp384', 2],
	['ecdsa-sha2-nistp521', 2],
	['sk-ssh-ed25519@openssh.com', 2],
	['sk-ecdsa-sha2-nistp256@openssh.com', 3],
]);

/** The length-prefixed fields of a blob; undefined when the last one is cut or something is left over. */
function fieldsOf(blob: Buffer): Buffer[] | undefined {
	const fields: Buffer[] = [];
	let at = 0;
	while (at < blob.length) {
		if (at + 4 > blob.length) return undefined;
		const length = blob.readUInt32BE(at);
		if (length > blob.length - at - 4) return undefined;
		fields.push(blob.subarray(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return fields;
}

/** Bits of the modulus, which stands without leading zeros but for one byte of sign. */
const modulusBits = (modulus: Buffer) => {
	const significant = modulus.subarray(modulus[0] === 0 ? 1 : 0);
	return significant.length * 8 - Math.clz32(significant[0] ?? 0) + 24;
};

const whole = 'copy the whole line from the .pub file';

/** What is not even the beginning of one. */
export const NO_KEY: Wrong = {
	what: 'is not an OpenSSH public key',
	right: 'give one that starts with ssh-ed25519, ecdsa-sha2-nistp256 or ssh-rsa',
};

/** A type, the blob in base64 whose first field names the same type, and a comment. */
export const publicKey: Rule = text => {
	const [type = '', base64 = ''] = text.split(/\s+/);
	if (/PRIVATE KEY/.test(text))
		return {what: 'is a private key', right: 'give the line from the .pub file beside it', shown: '[secret]'};
	if (type === 'ssh-dss')
		return {what: 'is a DSA key, which no SSH server takes any more', right: 'give an ssh-ed25519 key'};
	const further = FIELDS.get(type);
	if (further === undefined) return NO_KEY;
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return {what: 'has no key after its type', right: whole};
	const blob = Buffer.from(base64, 'base64');
	const fields = blob.toString('base64') === base64 ? fieldsOf(blob) : undefined;
	const embedded = fields?.[0]?.toString('latin1');
	if (embedded !== undefined && embedded !== type && FIELDS.has(embedded))
		return {what: `calls itself ${type} and holds a key of type ${embedded}`, right: whole};
	if (embedded !== type || fields?.length !== further + 1) return {what: 'is cut short or damaged', right: whole};
	const modulus = fields[2];
	if (type === 'ssh-rsa' && modulus && modulusBits(modulus) < 2048)
		return {what: `has ${modulusBits(modulus)} bits, which is too weak`, right: 'give one of 2048 bits or more'};
	return undefined;
};
