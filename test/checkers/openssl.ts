/** Passwords by openssl-passwd(1), which shares nothing with how we make them. */
import {execFileSync} from 'node:child_process';

/** Whether a SHA-512 hash, of however many rounds, is of this password. */
export function isHashOf(hash: string, password: string): boolean {
	const [, salt = ''] = /^\$6\$(.*)\$/.exec(hash) ?? [];
	const args = ['passwd', '-6', '-salt', salt, '-stdin'];
	return execFileSync('openssl', args, {input: password, encoding: 'utf8'}).trim() === hash;
}
