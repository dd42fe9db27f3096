/** A root shell on this console. */
import {spawn} from 'node:child_process';

/** A login shell, which the idle time of access.idleLogout ends (TMOUT, bash(1)). Its exit code is its own business. */
export async function openShell(): Promise<void> {
	const child = spawn('/bin/bash', ['-l'], {stdio: 'inherit'});
	await new Promise(resolve => child.on('close', resolve).on('error', resolve));
}
