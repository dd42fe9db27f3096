/** `hostwright record`: this machine as a folder, for `--machine` and for bug reports. */
import {realHost} from '../src/host/real-host.ts';
import {recordMachine} from '../src/session/record.ts';
import {readArguments} from './arguments.ts';

export const summary = 'Records this machine as a folder, for bug reports and --machine';

const help = `usage: hostwright record DIR

Writes what the probes see on this machine into the folder DIR: one readable
file for each command and for each file they read. Serials, MACs, WWNs, UUIDs,
host names, addresses and password hashes are replaced by stand-ins. Read it
before you give it away: names of volume groups, labels and mount points stay.

Run as root, else what is on the disks cannot be read.
`;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'record', help, options: {}, words: {least: 1, most: 1, called: 'DIR'}});
	if (!args) return 0;
	const [dir = ''] = args.positionals;
	const {disks, nics} = await recordMachine(realHost(), dir);
	process.stdout.write(`${dir} holds this machine; disks: ${disks.length}, network interfaces: ${nics.length}\n`);
	if (process.getuid?.() !== 0) process.stderr.write('recorded without root: what is on the disks is missing\n');
	return 0;
}
