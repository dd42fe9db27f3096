/** What the files of a host depend on beside its settings, found on that host. */
import type {Rendering} from '../features/feature.ts';
import type {Host} from '../host/host.ts';
import {detectPlatform} from '../platforms/detect.ts';
import type {Platform} from '../platforms/platform.ts';
import {probeMemory, probeNics} from '../probes/probe.ts';

/** machine-id(5): 32 hexadecimal digits, or a word while the system has not been started yet. */
const MACHINE_ID = /^[0-9a-f]{32}$/;

/** Where NetworkManager is installed, on both platforms. */
const NETWORK_MANAGER = '/usr/sbin/NetworkManager';

/** Names of the parts of which a file is there. */
async function partsOn(host: Host, {parts}: Platform): Promise<ReadonlySet<string>> {
	const found = await Promise.all(
		Object.entries(parts).map(async ([name, {files}]) => {
			const stats = await Promise.all(files.map(async file => host.stat(file)));
			return stats.some(stat => stat !== undefined) ? [name] : [];
		}),
	);
	return new Set(found.flat());
}

/** Everything but what was fetched; or a whole sentence why this is no host of ours. @throws {HostFailed} */
export async function renderingFor(host: Host): Promise<Omit<Rendering, 'fetched'> | {readonly problem: string}> {
	const found = await detectPlatform(host);
	if ('problem' in found) return found;
	const [nics, memory, machineId, networkManager, parts] = await Promise.all([
		probeNics(host),
		probeMemory(host),
		host.read('/etc/machine-id'),
		host.stat(NETWORK_MANAGER),
		partsOn(host, found.platform),
	]);
	const id = machineId?.trim() ?? '';
	return {
		platform: found.platform,
		nics,
		memory,
		renderer: networkManager ? 'networkmanager' : 'networkd',
		carried: {},
		has: part => parts.has(part),
		seed: MACHINE_ID.test(id) ? id : '',
	};
}
