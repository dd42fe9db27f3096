/** Starting who takes a tried change back when nobody keeps it: it needs neither us, nor our terminal, nor our session. */
import {setTimeout as sleep} from 'node:timers/promises';
import {startDetached} from '../host/detached.ts';
import type {Host} from '../host/host.ts';
import {findLauncher} from './launcher.ts';

/** The id of the trial that is guarded, once the guard looks after it. */
export const GUARDS = '/run/hostwright/guard';

const unitOf = (id: string) => `hostwright-trial-${id}`;

/** Seconds that a guard may take to begin. */
const PATIENCE = 20;

/** Seconds between two looks. */
const LOOK_EVERY = 0.5;

/**
 * Arms the guard of a trial that is written already: a timer of systemd (systemd-run(1)), which survives everything of ours; where
 * systemd does not answer, a process in a session of its own.
 * @returns whether it will act
 */
export async function armGuard(host: Host, id: string, seconds: number): Promise<boolean> {
	const launcher = await findLauncher(host);
	const timer = ['--on-active', `${Math.ceil(seconds)}s`, '--timer-property=AccuracySec=100ms'];
	const unit = ['--quiet', '--collect', '--unit', unitOf(id)];
	const armed = await host.ask('systemd-run', [...unit, ...timer, launcher, 'guard', id], {seconds: PATIENCE});
	if (armed.code === 0) return true;
	const {ended} = await startDetached(launcher, ['guard', id]);
	const isOver = {now: false};
	void ended.then(() => (isOver.now = true));
	for (let left = PATIENCE; left > 0 && !isOver.now; left -= LOOK_EVERY) {
		if ((await host.read(GUARDS)) === id) return true;
		await sleep(LOOK_EVERY * 1000);
	}
	return false;
}

/** The trial has ended: a timer is not waited for. A process sees it for itself. */
export async function disarmGuard(host: Host, id: string): Promise<void> {
	await host.ask('systemctl', ['stop', `${unitOf(id)}.timer`]);
}
