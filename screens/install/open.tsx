/** Opens the installer on this console. */
import type {Installer} from '../../src/session/installer.ts';
import {runApp, type AppOptions} from '../../src/tui/index.ts';
import {InstallerApp} from './app.tsx';
import type {Leave, Setting} from './walk.ts';

export type {Leave, Setting} from './walk.ts';

/** Resolves with the way the operator left; `leave` when the console went away. The work, if any, goes on. */
export async function openInstaller(installer: Installer, setting: Setting, options?: AppOptions): Promise<Leave> {
	let left: Leave = 'leave';
	try {
		await runApp(<InstallerApp installer={installer} setting={setting} onLeave={how => (left = how)} />, options);
	} finally {
		installer.close();
	}
	return left;
}
