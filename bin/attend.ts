/** `hostwright install` with somebody there: the screens, on this machine or on a recorded one. */
import {existsSync} from 'node:fs';
import path from 'node:path';
import {realHost} from '../src/host/real-host.ts';
import {recordedHost} from '../src/host/recorded-host.ts';
import {MEDIUM_IMAGE} from '../src/session/install.ts';
import {checkImage} from '../src/session/install-plan.ts';
import {isLiveMedium, readSources, Refused} from './arguments.ts';
import {walkThrough} from './walk-through.ts';

export type Attended = Parameters<typeof readSources>[0] & {
	readonly disk?: string | undefined;
	readonly image?: string | undefined;
	readonly linear?: boolean | undefined;
	readonly console?: readonly string[] | undefined;
};

/** Opens the installer. @returns the exit code @throws {Refused} when there is nothing to install */
export async function attend(values: Attended): Promise<number> {
	const {configs, cmdline, machine} = readSources(values);
	const host = realHost();
	const image = values.image === undefined ? undefined : path.resolve(values.image);
	if (image === undefined && machine === undefined && !isLiveMedium()) {
		throw new Refused('no image is given, and this is not a live medium that brings one: give --image PATH');
	}
	const disk = values.disk === undefined ? undefined : path.resolve(values.disk);
	if (disk !== undefined && machine === undefined && !existsSync(disk))
		throw new Refused(`"${disk}" is not there; give a block device, or a plain file that exists`);
	const checked = await checkImage(host, image ?? MEDIUM_IMAGE);
	if ('problem' in checked && machine === undefined) throw new Refused(checked.problem.replace(/\.$/, ''));
	const isThere = !('problem' in checked);
	return walkThrough({
		mode: 'install',
		...{configs, cmdline, image, linear: values.linear, consoles: values.console},
		recorded: machine === undefined ? undefined : recordedHost(machine),
		disk,
		imageName: isThere ? nameOf(checked.version, image ?? MEDIUM_IMAGE) : 'none is given',
		imageSize: isThere ? checked.size : 0,
		standIn: false,
	});
}

/** What the image calls itself, or its file name when it does not say. */
const nameOf = (version: string, image: string) => (version ? `hostwright ${version}` : path.basename(image));
