/** Disks over the network on a host: its own name, and the target it logs in to. */
import {createHash} from 'node:crypto';
import type {Wanted, WantedFile} from '../../plan/wanted.ts';
import type {Platform} from '../../platforms/platform.ts';
import type {Rendering} from '../feature.ts';
import {WRITTEN} from '../../plan/written.ts';
import {portalArgument, recordFile, recordFolders, type Login} from './record.ts';

export type Iscsi = {
	readonly initiatorName: string | undefined;
	readonly portal: string | undefined;
	readonly target: string | undefined;
	readonly chapUser: string | undefined;
	readonly chapPassword: string | undefined;
};

/** As many digits as iscsi-iname(8) gives. */
const DIGITS = 12;

/** Made of what is this host's alone, so that two hosts of one image differ and one host stays the same for its targets. */
function generated({initiatorPrefix}: Platform, seed: string): string {
	const digits = createHash('sha256').update(`iscsi initiator ${seed}`).digest('hex').slice(0, DIGITS);
	return `${initiatorPrefix}:${digits}`;
}

/** Nothing where the host has nothing of its own yet: a name in an image would be that of all its hosts. */
function nameFile({initiatorName}: Iscsi, {platform, seed}: Rendering): readonly WantedFile[] {
	const name = initiatorName ?? (seed === '' ? undefined : generated(platform, seed));
	if (name === undefined) return [];
	const path = '/etc/iscsi/initiatorname.iscsi';
	return [{path, text: `# ${WRITTEN}\nInitiatorName=${name}\n`, mode: 0o600}];
}

/** iscsiadm(8): a session with this target is there already. */
const HAS_SESSION = 15;

function logIn(login: Login, platform: Platform): Pick<Wanted, 'files' | 'commands' | 'services'> {
	const record = recordFile(login, platform);
	const node = ['-m', 'node', '-T', login.target, '-p', portalArgument(login.portal)];
	return {
		files: [record],
		commands: [
			{
				title: `Log in to ${login.target}`,
				command: 'iscsiadm',
				args: [...node, '--login'],
				accepts: [0, HAS_SESSION],
				reads: [record.path],
			},
		],
		// It is never told of changes: to restart it is to log out of every target, with all that is mounted from them.
		services: [{...platform.units.iscsiLogin, state: 'on', reads: []}],
	};
}

export function renderIscsi(values: Iscsi, rendering: Rendering): Wanted {
	const {platform} = rendering;
	const {portal, target, chapUser, chapPassword} = values;
	const names = nameFile(values, rendering);
	const login =
		portal === undefined || target === undefined
			? undefined
			: logIn({portal, target, chapUser, chapPassword}, platform);
	return {
		files: [...names, ...(login?.files ?? [])],
		// The record of a target that was given up. Its session stays until the host restarts: somebody may be using the disk.
		ownsIn: [recordFolders(platform)],
		commands: login?.commands ?? [],
		services: [
			{...platform.units.iscsi, state: 'kept', reads: names.map(({path}) => path)},
			...(login?.services ?? []),
		],
	};
}
