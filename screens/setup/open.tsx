/** Opens setup on this console. */
import type {Setup} from '../../src/session/setup.ts';
import {runApp, type AppOptions} from '../../src/tui/index.ts';
import {SetupApp} from './app.tsx';
import type {Leave, Setting} from './setting.ts';

/** Resolves with the way the operator left; `leave` when the console went away. */
export async function openSetup(setup: Setup, setting: Setting, options?: AppOptions): Promise<Leave> {
	let left: Leave = 'leave';
	await runApp(<SetupApp setup={setup} setting={setting} onLeave={how => (left = how)} />, options);
	return left;
}
