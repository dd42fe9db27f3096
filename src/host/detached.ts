/** Starting a program that outlives us: its own session, no terminal, no pipe to us. */
import {spawn} from 'node:child_process';
import {openSync, closeSync} from 'node:fs';

export type Detached = {
	readonly pid: number;
	/** Its exit code, should it end while we are still here; 128 + n when a signal ended it. Never keeps us alive. */
	readonly ended: Promise<number>;
};

/**
 * Starts a program in a session of its own (setsid(2)), so that a hang-up of our terminal or our death is none of its
 * business. What it prints goes to the end of `log` (0600).
 * @throws {Error} when the program cannot be started
 */
export async function startDetached(program: string, args: readonly string[], log: string): Promise<Detached> {
	const output = openSync(log, 'a', 0o600);
	try {
		const child = spawn(program, args, {detached: true, stdio: ['ignore', output, output], cwd: '/'});
		const ended = new Promise<number>(resolve => child.once('exit', code => resolve(code ?? 128)));
		await new Promise<void>((resolve, reject) => {
			child.once('spawn', resolve);
			child.once('error', reject);
		});
		child.unref();
		return {pid: child.pid ?? 0, ended};
	} finally {
		closeSync(output);
	}
}
