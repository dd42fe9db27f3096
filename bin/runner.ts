/** `hostwright runner JOBDIR`: started by install and the screens, in a session of its own. Hidden: not for people. */
import {parseArgs} from 'node:util';
import {realHost} from '../src/host/real-host.ts';
import {awaitJob, runJob} from '../src/session/run-job.ts';

export const summary = 'Runs a job that was prepared';

/** `--log`: started by us, perhaps before the job was written; the job's log takes what is printed. */
const options = {resume: {type: 'boolean'}, log: {type: 'boolean'}} as const;

export async function run(argv: string[]): Promise<number> {
	const {values, positionals} = parseArgs({args: argv, options, allowPositionals: true});
	const [folder] = positionals;
	if (folder === undefined) {
		process.stderr.write('usage: hostwright runner [--log] [--resume] JOBDIR\n');
		return 2;
	}
	// The terminal that started us may hang up; that is no reason to leave a disk half written.
	process.on('SIGHUP', () => undefined);
	const host = realHost();
	if (values.log && !(await awaitJob(host, folder))) return 0;
	const {result, message} = await runJob(host, folder, {resume: values.resume ?? false});
	process.stderr.write(`${result}: ${message}\n`);
	return result === 'done' ? 0 : 1;
}
