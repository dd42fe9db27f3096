/** Identities that follow from a host and a name: the same each time, and another on every host. */
import {createHash} from 'node:crypto';

/** The namespace of ours in which names are hashed; any UUID that nobody else uses. */
const NAMESPACE = '6d1f0a52-5f0c-4a54-9c8e-2b7f5f1c9a3d';

/** A UUID of version 5 (RFC 9562 section 5.5). */
export function stableUuid(seed: string, name: string): string {
	const namespace = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');
	const bytes = createHash('sha1').update(namespace).update(`${seed}\0${name}`).digest().subarray(0, 16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
