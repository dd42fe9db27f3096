/** A root shell on one of the consoles. */
import {spawn} from 'node:child_process';
import {closeSync, constants, openSync} from 'node:fs';
import type {LentConsole} from '../src/tui/index.ts';

/**
 * A login shell, which the idle time of access.idleLogout ends (TMOUT, bash(1)). Its exit code is its own business. On another
 * console than the one we were started on it leads a session of its own, or no Ctrl-C there would reach what it starts.
 */
export async function openShell({path, term}: LentConsole): Promise<void> {
	const env = {...process.env, TERM: term};
	if (path === undefined) return ended(spawn('/bin/bash', ['-l'], {stdio: 'inherit', env}));
	const tty = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
	try {
		await ended(spawn('setsid', ['--ctty', '--wait', '/bin/bash', '-l'], {stdio: [tty, tty, tty], env}));
	} finally {
		closeSync(tty);
	}
}

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
	await new Promise(resolve => child.on('close', resolve).on('error', resolve));
}
