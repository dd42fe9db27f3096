/** Who manages the network of a host beside the person at its console. */
import type {Host} from '../host/host.ts';
import {exists} from './asking.ts';

export type Manager = {
	readonly name: string;
	/** What was found that says so. */
	readonly trace: string;
};

/** vdsm keeps here the networks the engine gave the host. */
const NETWORKS = '/var/lib/vdsm/persistence/netconf';

/** The engine's own network, in oVirt and in RHEV. A bridge of this name alone says nothing: anybody may call one so. */
const BRIDGES = ['ovirtmgmt', 'rhevm'];

/** Null when nobody does. */
export async function probeManager(host: Host): Promise<Manager | null> {
	const name = 'oVirt Engine';
	if (await exists(host, NETWORKS)) return {name, trace: NETWORKS};
	if (!(await exists(host, '/etc/vdsm/vdsm.conf'))) return null;
	for (const bridge of BRIDGES) {
		if (await exists(host, `/sys/class/net/${bridge}/bridge`)) return {name, trace: `the bridge ${bridge} of vdsm`};
	}
	return null;
}
