/**
 * The devices of the management network, from the hardware up: ports, bond, VLAN, bridge. Each program that has the network of a
 * host writes its files from this.
 */
import type {Nic} from '../../probes/machine.ts';
import type {Rendering} from '../feature.ts';
import {isEthernet} from './bootif.ts';
import type {Network} from './check.ts';
import {defaultBridge, vlanDevice} from './names.ts';
import {findNic} from './suits.ts';

/** An interface with hardware behind it. */
export type Port = {
	/** Its name on this host; undefined when it was given by its address, or as `link`, and is not there. */
	readonly name: string | undefined;
	/** Its permanent MAC address; undefined when it was given by name, or as `link`, and is not there. */
	readonly mac: string | undefined;
	/** How files name it: as the operator did, so that an interface given by its address is found under any name. */
	readonly by: 'name' | 'mac' | 'link';
	readonly isThere: boolean;
};

export type Management = {
	/** One, or those of the bond. */
	readonly ports: readonly Port[];
	readonly bond: string | undefined;
	readonly vlan: {readonly name: string; readonly id: number} | undefined;
	readonly bridge: string | undefined;
	/** The device that has the addresses; empty for a port whose name nobody knows. */
	readonly device: string;
	/** Of the first port: the bond and the bridge take it, so that a DHCP server sees the address it knows. */
	readonly mac: string | undefined;
};

/** The first with a link, which may have come up since. Where none has one, whichever gets one first. */
function linked(nics: readonly Nic[]): Port {
	const nic = nics.find(({link}) => link === 'up');
	return nic
		? {name: nic.name, mac: nic.mac, by: 'mac', isThere: true}
		: {name: undefined, mac: undefined, by: 'link', isThere: false};
}

/** An interface as a setting names it, on this host. */
function portOf(text: string, nics: readonly Nic[]): Port {
	if (text === 'link') return linked(nics);
	const nic = findNic(text, nics);
	const by = text.includes(':') ? 'mac' : 'name';
	if (nic) return {name: nic.name, mac: nic.mac, by, isThere: true};
	return by === 'mac'
		? {name: undefined, mac: text.toLowerCase(), by, isThere: false}
		: {name: text, mac: undefined, by, isThere: false};
}

/** The devices, or undefined when no interface is given: the network is not ours then. Pure. */
export function managementOf(values: Network, nics: readonly Nic[]): Management | undefined {
	const {bond, bondPorts, layout, vlan: id} = values;
	const given = bond === undefined ? [values.interface].filter(text => text !== undefined) : bondPorts;
	const ports = given.map(text => portOf(text, nics));
	const [first] = ports;
	if (!first) return undefined;
	// Devices above are named after the one at the bottom, and not after an address.
	const bottom = bond ?? first.name;
	const vlan = id === undefined ? undefined : {name: vlanDevice(bottom, id), id};
	const bridge = layout === 'bridged' ? (values.bridge ?? defaultBridge(bottom)) : undefined;
	const mac = first.mac !== undefined && isEthernet(first.mac) ? first.mac : undefined;
	return {ports, bond, vlan, bridge, device: bridge ?? vlan?.name ?? bottom ?? '', mac};
}

const asGiven = ({name, mac}: Port) => name ?? mac ?? 'link';

/** What has to wait for hardware, as whole sentences. */
export function missingPorts({ports, bond, device}: Management, renderer: Rendering['renderer']): readonly string[] {
	return ports
		.filter(({isThere}) => !isThere)
		.map(port => {
			if (port.by === 'link' && renderer === 'networkd')
				return 'No interface has a link now, so none is set up; plug in a cable and apply the settings again.';
			if (port.by === 'link')
				return `No interface has a link now; the first that gets one is taken for ${device}.`;
			const until = bond === undefined ? 'the management network waits for it' : `${bond} goes without it`;
			return `"${asGiven(port)}" is not a network interface of this host; ${until}.`;
		});
}
