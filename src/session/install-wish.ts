/** What `install` was asked for, with the machine it is for and every answer: the way from options to a wish. */
import path from 'node:path';
import {lifecycle} from '../features/lifecycle/index.ts';
import type {Host} from '../host/host.ts';
import {realHost} from '../host/real-host.ts';
import {recordedHost} from '../host/recorded-host.ts';
import {probeMachine} from '../probes/probe.ts';
import {textOf, type Answers} from '../settings/answers.ts';
import {answersForInstall} from './install-answers.ts';
import {valuesOf, type GatherInput} from './answers.ts';
import {checkImage, type CheckedImage} from './check-image.ts';
import type {InstallWish} from './install.ts';

export type InstallOptions = Pick<GatherInput, 'configs' | 'cmdline'> & {
	/** `--machine`: a folder with a recorded machine. */
	readonly machine?: string | undefined;
	readonly disk?: string | undefined;
	readonly image?: string | undefined;
	readonly unattended: boolean;
};

/**
 * Nobody is asked when the answers say so. What follows from a kernel line that names a disk and an interface counts only
 * where that line started the machine, on our medium: elsewhere a line pasted into a command must not erase a disk unasked.
 */
export function saysUnattended(options: InstallOptions, onMedium: boolean): boolean {
	const {answers} = answersForInstall({
		...options,
		machine: undefined,
		disk: options.disk === undefined ? undefined : 'device',
	});
	const derived = answers.get('lifecycle.unattended')?.source.rank === 'fact';
	return textOf(answers, 'lifecycle.unattended') === 'yes' && (onMedium || !derived);
}

/** Where a run without a person waits for one after all (lifecycle.pause). */
export const pauseOf = (answers: Answers) => valuesOf(lifecycle, answers).pause;

/** Looks at the machine and reads every answer. */
export async function wishFrom(options: InstallOptions): Promise<{host: Host; wish: InstallWish}> {
	const recorded = options.machine !== undefined;
	const host = options.machine === undefined ? realHost() : recordedHost(options.machine);
	const disk = options.disk === undefined ? undefined : path.resolve(options.disk);
	const image = options.image === undefined ? undefined : path.resolve(options.image);
	// Beside the probes: each waits for its own tools.
	const checked = image === undefined ? undefined : checkBeside(realHost(), image);
	const machine = await probeMachine(host);
	const kind = disk === undefined ? undefined : (await isFile(host, disk)) ? 'file' : 'device';
	const {unattended} = options;
	const gathered = answersForInstall({...options, machine, disk: kind});
	const toolsHost = recorded ? realHost() : undefined;
	return {host, wish: {...gathered, machine, disk, image, checked, unattended, toolsHost}};
}

function checkBeside(host: Host, image: string): Promise<CheckedImage> {
	const checked = host.resolve(image).then(real => checkImage(host, real ?? image));
	// It may fail before anybody waits for it.
	checked.catch(() => undefined);
	return checked;
}

/** A plain file, or a loop device, which is one in disguise: the host in it will run on another machine than this. */
async function isFile(host: Host, named: string): Promise<boolean> {
	const real = await host.resolve(named);
	if (real === undefined) return false;
	return /^\/dev\/loop\d+$/.test(real) || (await host.stat(real))?.kind === 'file';
}
