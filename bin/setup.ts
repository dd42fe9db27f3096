/** `hostwright setup`: the configurator of an installed host, on this console. */
import path from 'node:path';
import {realHost} from '../src/host/real-host.ts';
import {recordedHost} from '../src/host/recorded-host.ts';
import {rootedHost} from '../src/host/rooted-host.ts';
import {createSetup} from '../src/session/setup.ts';
import {setupParts} from '../src/session/setup-parts.ts';
import {answerHelp, answerOptions, readArguments, readSources} from './arguments.ts';
import {furtherConsoles} from './consoles.ts';
import {hashInThread} from './hash-in-thread.ts';
import {openShell} from './shell.ts';
import {whoIsThere} from './who.ts';

export const summary = 'Opens the configurator of an installed host';

const help = `usage: hostwright setup [OPTIONS]

Opens the configurator: how this host does, and every setting of it, page by
page. Apply shows what would change first, saves the settings, and makes the
host match them. Answers given here count as changes that are not applied yet.

${answerHelp}  --root DIR       a folder with a host that does not run: its settings are
                   shown and applied there, and this machine is not touched
  --rehearse       everything works, but Apply ends with the plan
  --linear         questions and answers, a line each
  --console TTY    show the pages on this tty too (repeatable): ttyS0

F1 explains a page, F12 draws it anew, Ctrl-T draws it plainer.

To try it without an installed host, give it a folder to write to:

  mkdir -p try/etc && cp /etc/os-release try/etc
  hostwright setup --root try
`;

const options = {
	...answerOptions,
	root: {type: 'string'},
	rehearse: {type: 'boolean'},
	linear: {type: 'boolean'},
	console: {type: 'string', multiple: true},
} as const;

export async function run(argv: string[]): Promise<number> {
	const args = readArguments(argv, {command: 'setup', help, options});
	if (!args) return 0;
	const {linear, rehearse = false, ...values} = args.values;
	const {configs, cmdline, machine} = readSources(values);
	const consoles = furtherConsoles(values.console);
	const root = values.root === undefined ? undefined : path.resolve(values.root);
	// Keys typed while the screens are loaded must not be echoed.
	if (process.stdin.isTTY) process.stdin.setRawMode(true);
	const {openSetup} = await import('../screens/setup/open.tsx');
	const real = realHost();
	const host = machine !== undefined ? recordedHost(machine) : root === undefined ? real : rootedHost(real, root);
	const recorded = machine !== undefined;
	const running = !recorded && root === undefined;
	// Root needs no password for what root can do; whoever came through sudo does.
	const guarded = running && process.env['SUDO_UID'] !== undefined;
	const asked = {recorded, guarded, cmdline, configs, hash: hashInThread, who: whoIsThere()};
	const setup = createSetup(setupParts({host, root, ...asked}));
	const tty = (await real.resolve('/proc/self/fd/0'))?.replace('/dev/', '') ?? '';
	const shell = running && process.getuid?.() === 0 ? openShell : undefined;
	const left = await openSetup(
		setup,
		{tty, rehearsal: rehearse || recorded, running: running && !rehearse, shell},
		{linear, consoles},
	);
	if (left === 'restart') await host.run('reboot', []);
	if (left === 'power-off') await host.run('poweroff', []);
	return 0;
}
