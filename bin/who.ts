/** Who sits there, for the history: the user behind sudo, and the terminal when there is one. */
import {readlinkSync} from 'node:fs';
import {userInfo} from 'node:os';

/** `admin on tty1`, `root`. */
export function whoIsThere(): string {
	const name = process.env['SUDO_USER'] ?? userInfo().username;
	return process.stdin.isTTY ? `${name} on ${readlinkSync('/proc/self/fd/0').replace('/dev/', '')}` : name;
}
