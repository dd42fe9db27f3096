/** Who takes a tried change back when nobody keeps it; a process of its own, whatever becomes of the one that made the change. */
import {setTimeout as sleep} from 'node:timers/promises';
import type {Host} from '../host/host.ts';
import {readTrial, secondsLeft} from '../plan/trial/trial.ts';
import {GUARDS} from './arm-guard.ts';
import {takeTrialBack} from './trial.ts';

/** Seconds between two looks. */
const LOOK_EVERY = 0.5;

/** Waits until the trial is over or its time is, and takes it back then. */
export async function guardTrial(host: Host, id: string): Promise<void> {
	await host.write(GUARDS, id, {draft: true});
	for (;;) {
		const trial = await readTrial(host);
		if (trial?.id !== id || trial.state === 'kept') return;
		const left = await secondsLeft(host, trial);
		if (left === 0) return takeTrialBack(host, id, 'Nobody kept the change of the network in time.');
		await sleep(Math.min(left, LOOK_EVERY) * 1000);
	}
}
