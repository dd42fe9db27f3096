/** Jobs that are prepared and not begun. */
import {realHost} from '../../src/host/real-host.ts';
import type {Host} from '../../src/host/host.ts';
import type {JobDraft} from '../../src/plan/job.ts';
import {probeMachine} from '../../src/probes/probe.ts';
import {answersForInstall} from '../../src/session/install-answers.ts';
import {prepareInstall} from '../../src/session/install.ts';
import type {Home} from './hostwright.ts';

export type Wish = {readonly disk?: string; readonly image: string; readonly cmdline: string; readonly recorded?: Host};

/** Prepares an install as the command does. @throws {Error} with its problems when it is refused */
export function draftJob(home: Home, {disk, image, cmdline, recorded}: Wish): Promise<JobDraft> {
	return inHome(home, async () => {
		const host = recorded ?? realHost();
		const machine = await probeMachine(host);
		const kind = disk === undefined ? undefined : 'file';
		const said = {configs: [], cmdline, disk: kind, unattended: true} as const;
		const answers = answersForInstall({...said, machine});
		const wish = {...answers, machine, disk, image, unattended: true, toolsHost: realHost()};
		const prepared = await prepareInstall(host, wish);
		if (!prepared.ready) throw new Error(JSON.stringify(prepared.problems));
		return prepared.draft;
	});
}

/** Where a job lives depends on the environment. */
export async function inHome<T>({env}: Home, work: () => Promise<T>): Promise<T> {
	const before = process.env['XDG_STATE_HOME'];
	process.env['XDG_STATE_HOME'] = env['XDG_STATE_HOME'];
	try {
		return await work();
	} finally {
		if (before === undefined) delete process.env['XDG_STATE_HOME'];
		else process.env['XDG_STATE_HOME'] = before;
	}
}
