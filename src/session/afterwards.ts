/** What an unattended install does at its end (lifecycle.afterwards): on our own medium only, elsewhere the machine is not ours. */
import {lifecycle} from '../features/lifecycle/index.ts';
import type {Host} from '../host/host.ts';
import type {Machine} from '../probes/machine.ts';
import type {Answers} from '../settings/answers.ts';
import {valuesOf} from './answers.ts';

const COMMANDS = {reboot: 'reboot', poweroff: 'poweroff', stay: undefined} as const;

/** Waits lifecycle.delay seconds, then reboots or powers off; returns at once where nothing is to be done. */
export async function goOn(
	host: Host,
	{machine, answers}: {readonly machine: Machine; readonly answers: Answers},
	wait: (milliseconds: number) => Promise<void> = sleep,
): Promise<void> {
	const {afterwards, delay} = valuesOf(lifecycle, answers);
	const command = COMMANDS[afterwards];
	if (machine.booted !== 'live' || command === undefined) return;
	await wait(delay * 1000);
	await host.run(command, []);
}

const sleep = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));
