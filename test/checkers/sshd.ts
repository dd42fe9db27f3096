/** sshd(8) over the configuration of a scratch root; it needs root. A key of its own has to lie there. */
import type {Ran} from '../../src/host/host.ts';
import {inNamespace} from '../namespace.ts';

export const READY = 'mkdir /run/sshd';

/** @param prepare for sh(1): what the server finds of itself before it is asked */
export const sshd = (root: string, args: readonly string[], prepare = READY): Ran =>
	inNamespace(root, ['/etc/ssh'], `${prepare}; exec sshd "$@"`, args);

/** Keyword to value, as they count for this user (sshd -T). */
export function effective(root: string, user: string, prepare = READY): ReadonlyMap<string, string> {
	const {stdout} = sshd(root, ['-T', '-C', `user=${user},host=localhost,addr=127.0.0.1`], prepare);
	return new Map(stdout.split('\n').map(line => [line.split(' ')[0] ?? '', line.split(' ').slice(1).join(' ')]));
}
