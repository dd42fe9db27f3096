/** Keys of SSH: the engine's among those that let root in, and this host's own as an engine is told. */
import {createHash} from 'node:crypto';
import type {Host} from '../../host/host.ts';
import {textOf} from '../../probes/asking.ts';

/** The blob of a line of authorized_keys, behind options or not; undefined for a comment. */
function blobOf(line: string): string | undefined {
	if (line.trimStart().startsWith('#')) return undefined;
	return /(?:^|\s)(?:ssh-|ecdsa-|sk-)\S+\s+([A-Za-z0-9+/]+={0,2})/.exec(line)?.[1];
}

/** What tells a key from others, whatever its comment; empty for a line without one. */
const keyOf = (line: string) => blobOf(line) ?? '';

/**
 * The file with this key, once, behind all others; and without the one that an engine left earlier.
 * @param now undefined when there is no file
 */
export function withKey(now: string | undefined, line: string, earlierLine = ''): string {
	const [key, earlier] = [keyOf(line), keyOf(earlierLine)];
	const lines = (now ?? '').split('\n');
	if (lines.at(-1) === '') lines.pop();
	const left = earlier === '' || earlier === key ? lines : lines.filter(each => blobOf(each) !== earlier);
	const all = left.some(each => blobOf(each) === key) ? left : [...left, line];
	return all.map(each => `${each}\n`).join('');
}

/** In the order in which the engine's own SSH client asks a server for its key (Apache MINA SSHD). */
const OWN = ['ecdsa', 'ed25519', 'rsa'].map(kind => `/etc/ssh/ssh_host_${kind}_key.pub`);

/** The fingerprint of the key that an engine will be shown, as `ssh-keygen -l` prints it; undefined where there is none yet. */
export async function ownFingerprint(host: Host): Promise<string | undefined> {
	for (const path of OWN) {
		const key = keyOf(await textOf(host, path));
		if (key === '') continue;
		const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64');
		return `SHA256:${digest.replace(/=+$/, '')}`;
	}
	return undefined;
}
