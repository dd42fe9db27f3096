/** `hostwright guard ID`: started before a change of the network is tried, and takes it back when nobody keeps it. Not for people. */
import {realHost} from '../src/host/real-host.ts';
import {guardTrial} from '../src/session/trial-guard.ts';

export const summary = 'Takes a change of the network back that nobody kept';

export async function run([id]: string[]): Promise<number> {
	if (id === undefined) {
		process.stderr.write('usage: hostwright guard ID\n');
		return 2;
	}
	// The terminal from which the change was made may hang up: that is what this is for.
	process.on('SIGHUP', () => undefined);
	await guardTrial(realHost(), id);
	return 0;
}
