/** `hostwright healthy`: started by the image once it is up; tells GRUB that the slot it runs from is good. */
import {realHost} from '../src/host/real-host.ts';
import {markSlotGood} from '../src/session/mark-slot-good.ts';
import {readArguments, Refused} from './arguments.ts';

export const summary = 'Marks the slot this host runs from as good';

const help = `usage: hostwright healthy

Tells the boot loader that this host came up from its slot. The image starts it
by itself, once everything else is up.
`;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'healthy', help, options: {}});
	if (!args) return 0;
	const marked = await markSlotGood(realHost());
	if ('problem' in marked) throw new Refused(marked.problem);
	process.stdout.write(`slot ${marked.slot} is good\n`);
	return 0;
}
