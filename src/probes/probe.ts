/** All probes, beside each other. None throws because something is missing: it says unknown. */
import type {Host} from '../host/host.ts';
import {
	probeBooted,
	probeConsoles,
	probeFirmware,
	probeHostname,
	probeMemory,
	probeVirtualization,
} from './computer.ts';
import {probeDisks} from './disks.ts';
import {probeLayouts} from './layouts.ts';
import type {Machine} from './machine.ts';
import {probeNics} from './nics.ts';

export {probeMemory} from './computer.ts';
export {describeDisk} from './describe.ts';
export {probeDisk, probeDisks} from './disks.ts';
export {identityOf} from './identity.ts';
export {probeNics} from './nics.ts';
export {inodeOf, probeFile} from './plain-file.ts';

export async function probeMachine(host: Host): Promise<Machine> {
	const [disks, about] = await Promise.all([probeDisks(host), probeAllButDisks(host)]);
	return {...about, disks};
}

/** For whoever changes nothing on a disk: looking at hundreds of LUNs takes a while. */
export async function probeAllButDisks(host: Host): Promise<Omit<Machine, 'disks'>> {
	const [nics, firmware, memory, virtualization, hostname, consoles, booted, layouts] = await Promise.all([
		probeNics(host),
		probeFirmware(host),
		probeMemory(host),
		probeVirtualization(host),
		probeHostname(host),
		probeConsoles(host),
		probeBooted(host),
		probeLayouts(host),
	]);
	return {nics, firmware, memory, virtualization, hostname, consoles, booted, layouts};
}
