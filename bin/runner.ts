/** `hostwright runner JOBDIR`: started by install and the screens, in a session of its own. Hidden: not for people. */
import {realHost} from '../src/host/real-host.ts';
import {runJob} from '../src/session/run-job.ts';

export const summary = 'Runs a job that was prepared';

export async function run(argv: string[]): Promise<number> {
	const [folder, ...options] = argv;
	const resume = options.includes('--resume');
	if (folder === undefined || options.some(option => option !== '--resume')) {
		process.stderr.write('usage: hostwright runner JOBDIR [--resume]\n');
		return 2;
	}
	// The terminal that started us may hang up; that is no reason to leave a disk half written.
	process.on('SIGHUP', () => undefined);
	const {result, message} = await runJob(realHost(), folder, {resume});
	process.stderr.write(`${result}: ${message}\n`);
	return result === 'done' ? 0 : 1;
}
