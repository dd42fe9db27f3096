/** Locks and claims that end with our process, however it ends. */
import {spawn, type ChildProcess} from 'node:child_process';
import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {minimalEnvironment, NO_SUCH_TOOL} from './commands.ts';
import {errno, trying} from './failures.ts';
import {stat} from './files.ts';
import {HostFailed, type Lock} from './host.ts';

/** What flock(1) is told to answer when somebody else holds the lock. */
const HELD = 75;

/**
 * Node.js has no flock(2), so flock(1) takes it and becomes `cat`, which holds it until its input ends: at `release`, or when
 * the kernel closes our end of the pipe because we died. `cat` repeating one byte is the proof that the lock is ours.
 */
export async function lock(path: string): Promise<Lock | undefined> {
	// flock(1) would make the file.
	if (!(await stat(path))) throw new HostFailed(path, 'locking', 'ENOENT');
	const args = ['--nonblock', '--exclusive', '--no-fork', '--conflict-exit-code', String(HELD), path, 'cat'];
	// Its own session: Ctrl-C at our terminal must not end it. Unreferenced: a lock does not keep us alive.
	const holder = spawn('flock', args, {env: minimalEnvironment, stdio: ['pipe', 'pipe', 'ignore'], detached: true});
	holder.stdin.on('error', () => undefined);
	const code = await firstWord(holder);
	if (code === HELD) return undefined;
	if (code !== 'holds')
		throw new HostFailed(path, 'locking', code === NO_SUCH_TOOL ? 'no flock tool' : `flock code ${code}`);
	holder.unref();
	for (const stream of [holder.stdin, holder.stdout]) if ('unref' in stream) (stream as {unref(): void}).unref();
	return {
		release: () =>
			new Promise(resolve => {
				if (holder.exitCode !== null || holder.signalCode !== null) return resolve();
				holder.ref();
				holder.once('exit', () => resolve());
				holder.stdin.end();
			}),
	};
}

/** Asks the holder to repeat a byte; answers with its exit code when it ends instead. */
function firstWord(holder: ChildProcess): Promise<number | 'holds'> {
	return new Promise(resolve => {
		holder.once('error', error => resolve(errno(error) === 'ENOENT' ? NO_SUCH_TOOL : 126));
		holder.once('exit', code => resolve(code ?? 128));
		holder.stdout?.once('data', () => resolve('holds'));
		holder.stdin?.write('.');
	});
}

export async function isFree(path: string): Promise<boolean> {
	const found = await trying(path, 'looking at', () => stat(path));
	if (!found) throw new HostFailed(path, 'opening', 'ENOENT');
	if (found.kind !== 'block') return true;
	return trying(path, 'opening', async () => {
		// Some kernels forbid writing before they look whether it is in use.
		for (const access of [constants.O_RDWR, constants.O_RDONLY]) {
			try {
				await (await open(path, access | constants.O_EXCL)).close();
				return true;
			} catch (error) {
				if (errno(error) === 'EBUSY') return false;
				if (access === constants.O_RDONLY || !['EPERM', 'EACCES', 'EROFS'].includes(errno(error))) throw error;
			}
		}
		return true;
	});
}
