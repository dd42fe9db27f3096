/** Names of network devices, and the ones that are made up when nobody gives one. */
import {mac} from '../../settings/rules.ts';
import type {Rule} from '../../settings/setting.ts';
import {normalMac} from './bootif.ts';

/** The longest name of a device: IFNAMSIZ of linux/if.h is 16 with the zero at its end. */
export const LONGEST_NAME = 15;

/** What the kernel takes as a device name (dev_valid_name), less what would be misread in files and options. */
export const deviceName: Rule = text => {
	if (text.length > LONGEST_NAME) {
		return {
			what: `has ${text.length} characters and a network device at most ${LONGEST_NAME}`,
			right: 'give a shorter name',
		};
	}
	return /^[a-z0-9_][a-z0-9_.-]*$/i.test(text)
		? undefined
		: {
				what: 'is not the name of a network device',
				right: 'give letters, digits, dots, hyphens and underscores, as in eno1',
			};
};

/** A name for a device that is to be made: it must not be read as something else. */
export const newDeviceName: Rule = text =>
	/^(link|lo|all|default)$/i.test(text)
		? {what: 'is a word with a meaning of its own', right: 'give another name'}
		: deviceName(text);

/** A device that is there: by name, or by permanent MAC address in the kernel's form. */
export const nic: Rule = text => {
	if (!/^[0-9a-f]{2}([:-][0-9a-f]{2}){2,}/i.test(text)) return deviceName(text);
	const normal = normalMac(text);
	if (normal === text.toLowerCase()) return text.length === 17 ? mac(text) : undefined;
	return {
		what: 'is not a MAC address',
		right: normal === undefined ? 'give six bytes as in 52:54:00:12:34:56' : `write it as ${normal}`,
	};
};

/**
 * `br` and the interface, as the ancestor named it; br0 when that is longer than a device's name may be, or while nobody knows
 * the interface's name.
 */
export function defaultBridge(interfaceName: string | undefined): string {
	const name = `br${interfaceName}`;
	return interfaceName !== undefined && name.length <= LONGEST_NAME && !deviceName(name) ? name : 'br0';
}

/** The tagged device under the bridge: `eno1.20`; `vlan20` when that would be too long, or nobody knows the name. */
export function vlanDevice(interfaceName: string | undefined, vlan: number): string {
	const name = `${interfaceName}.${vlan}`;
	return interfaceName !== undefined && name.length <= LONGEST_NAME ? name : `vlan${vlan}`;
}
