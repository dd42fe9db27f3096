/** Starting a program that outlives us: its own session, no terminal; and what such a program prints. */
import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';

export type Detached = {
	readonly pid: number;
	/** Its exit code, should it end while we are still here; 128 + n when a signal ended it. Never keeps us alive. */
	readonly ended: Promise<number>;
	/** Ends its input, as our own end would. */
	go(): void;
};

/**
 * Starts a program in a session of its own (setsid(2)), so that a hang-up of our terminal or our death is none of its
 * business. Its input stays open until `go`; what it prints is lost until it says where to.
 * @throws {Error} when the program cannot be started
 */
export async function startDetached(program: string, args: readonly string[]): Promise<Detached> {
	const child = spawn(program, args, {detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/'});
	// It may have ended by then.
	child.stdin.on('error', () => undefined);
	const ended = new Promise<number>(resolve => child.once('exit', code => resolve(code ?? 128)));
	await new Promise<void>((resolve, reject) => {
		child.once('spawn', resolve);
		child.once('error', reject);
	});
	child.unref();
	if ('unref' in child.stdin) (child.stdin as {unref(): void}).unref();
	return {pid: child.pid ?? 0, ended, go: () => child.stdin.end()};
}

/**
 * What this process prints goes to the end of `log` (0600) from now on.
 * @throws {Error} when the file cannot be opened
 */
export function printTo(log: string): void {
	for (const descriptor of [1, 2]) {
		closeSync(descriptor);
		// open(2) gives the lowest number that is free.
		const opened = openSync(log, 'a', 0o600);
		if (opened !== descriptor) throw new Error(`${log} was opened as ${opened} and not as ${descriptor}`);
	}
}
