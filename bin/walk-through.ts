/** The installer on this console: what `install` opens when somebody is there, and what `practice` opens on its disks. */
import {realHost} from '../src/host/real-host.ts';
import {createInstaller} from '../src/session/installer.ts';
import {installerParts, type InstallerInput} from '../src/session/installer-parts.ts';
import {furtherConsoles} from './consoles.ts';
import {hashInThread} from './hash-in-thread.ts';
import {openShell} from './shell.ts';

export type WalkThrough = Omit<InstallerInput, 'host' | 'hash'> & {
	readonly mode: 'install' | 'practice';
	/** `--disk`. */
	readonly disk?: string | undefined;
	/** What is installed, in a few words: `hostwright 1.0`. */
	readonly imageName: string;
	/** Bytes; 0 while it is not known. */
	readonly imageSize: number;
	/** The image is a stand-in that boots nothing. */
	readonly standIn: boolean;
	/** Questions and answers, a line each. */
	readonly linear?: boolean | undefined;
	/** Further ttys that show the same pages. */
	readonly consoles?: readonly string[] | undefined;
};

/** Opens the screens, waits for their end and does what the operator left them for. @returns the exit code */
export async function walkThrough(options: WalkThrough): Promise<number> {
	const {mode, recorded, imageName: image, imageSize, standIn, linear, disk} = options;
	const consoles = furtherConsoles(options.consoles);
	// Keys typed while the screens are loaded must not be echoed.
	if (process.stdin.isTTY) process.stdin.setRawMode(true);
	const {openInstaller} = await import('../screens/install/open.tsx');
	const host = realHost();
	const installer = createInstaller(installerParts({...options, host, hash: hashInThread}), disk);
	const tty = (await host.resolve('/proc/self/fd/0'))?.replace('/dev/', '') ?? '';
	const shell = process.getuid?.() === 0 ? openShell : undefined;
	const setting = {mode, recorded: recorded !== undefined, tty, image, imageSize, standIn, shell};
	const left = await openInstaller(installer, setting, {linear, consoles});
	if (recorded) return 0;
	if (left === 'reboot') await host.run('reboot', []);
	if (left === 'power-off') await host.run('poweroff', []);
	return 0;
}
