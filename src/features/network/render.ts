/** The management network as files of the program that has the network of the host, and how a change of them is put to use. */
import type {Wanted, WantedCommand, WantedFile, WantedService} from '../../plan/wanted.ts';
import type {Rendering} from '../feature.ts';
import {bondOptionsOf} from './bond-options.ts';
import type {Network} from './check.ts';
import {managementOf, missingPorts, type Management} from './management.ts';
import {namingCommands, namingFiles, namingWaits} from './naming.ts';
import {NETWORKD, networkdFiles, unknownToNetworkd} from './networkd.ts';
import {PROFILES, profiles, unknownToNetworkManager, type ProfileFile} from './profiles.ts';

/**
 * From the lowest device up: a device that is brought up again takes those above it down. `--wait 0`: an address that is slow to
 * come is no reason to take the files back; whether the host can be reached is for the one to find out who asked for the change.
 */
function bringUp(found: readonly ProfileFile[], unit: string): readonly WantedCommand[] {
	const commands = found.map(({profile, standsAlone}, at): WantedCommand | undefined =>
		standsAlone
			? {
					title: `Bring up ${profile}`,
					command: 'nmcli',
					args: ['--wait', '0', 'connection', 'up', 'id', profile],
					reads: found.slice(at).map(({file}) => file.path),
					unit,
					inCheckpoint: true,
				}
			: undefined,
	);
	return commands.filter(command => command !== undefined).reverse();
}

function byNetworkManager(values: Network, management: Management | undefined, {platform, seed}: Rendering) {
	const {unit} = platform.units.networkManager;
	const found = management ? profiles({values, management, seed}) : [];
	const isThere = management?.ports.some(port => port.isThere) ?? false;
	const reload = {
		title: 'Have NetworkManager read its profiles',
		...{command: 'nmcli', args: ['connection', 'reload'], unit},
	};
	const commands = [reload, ...(isThere ? bringUp(found, unit) : [])];
	return {files: found.map(({file}) => file), commands, undoing: []};
}

/** A device that is there keeps what it was made with until it is made again, at the next boot (networkctl(1), reload). */
function byNetworkd(values: Network, management: Management | undefined, {platform}: Rendering) {
	const {unit} = platform.units.networkd;
	const reload = {title: 'Have systemd-networkd read its files', command: 'networkctl', args: ['reload'], unit};
	const files = management ? networkdFiles(values, management) : [];
	return {files, commands: [reload], undoing: management ? devicesGone(files, management) : []};
}

/** systemd-networkd leaves a device that no file makes any more. 1: it is gone, with what stood below it. */
function devicesGone(files: readonly WantedFile[], {bond, vlan, bridge}: Management): readonly WantedCommand[] {
	const made = [
		['bridge', bridge],
		['vlan', vlan?.name],
		['bond', bond],
	] as const;
	return made.flatMap(([place, device]) => {
		const reads = files.map(({path}) => path).filter(path => path.endsWith(`-${place}.netdev`));
		if (device === undefined) return [];
		const command = {command: 'ip', args: ['link', 'delete', device], accepts: [0, 1], reads};
		return [{title: `Remove ${device}`, ...command}];
	});
}

/** One program has the network. Neither is told of files: the commands do that, without taking links down that stay. */
function services({platform, renderer}: Rendering): readonly WantedService[] {
	const {networkManager, networkd} = platform.units;
	const [on, off] = renderer === 'networkd' ? [networkd, networkManager] : [networkManager, networkd];
	return [
		{...off, state: 'off', reads: []},
		{...on, state: 'on', reads: []},
	];
}

function leftOut({bond}: Management, values: Network, {renderer}: Rendering): readonly string[] {
	if (bond === undefined) return [];
	const options = bondOptionsOf(values.bondOptions);
	return renderer === 'networkd'
		? unknownToNetworkd(options).map(
				name => `${name}=${options.get(name)} of ${bond} is left out: systemd-networkd has no word for it.`,
			)
		: unknownToNetworkManager(options).map(
				name => `${name}=${options.get(name)} of ${bond} is left out: NetworkManager 1.42 does not know it.`,
			);
}

/** What the other program, or an earlier interface, left is not wanted. */
const owns = [PROFILES, NETWORKD];

/** Files, and then what puts them to use: the two can be done apart, so that a change can be taken back. */
export function render(values: Network, rendering: Rendering): Wanted {
	const {renderer, nics} = rendering;
	const management = managementOf(values, nics);
	const isOurs = management !== undefined;
	const made = (renderer === 'networkd' ? byNetworkd : byNetworkManager)(values, management, rendering);
	return {
		files: [...namingFiles(values, rendering, isOurs), ...made.files],
		owns,
		commands: [...namingCommands(values, rendering), ...made.commands],
		undoing: made.undoing,
		services: isOurs ? services(rendering) : [],
		waits: [
			...(management ? missingPorts(management, renderer) : []),
			...(management ? leftOut(management, values, rendering) : []),
			...namingWaits(values, rendering, isOurs),
		],
	};
}
