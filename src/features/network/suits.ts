/** Whether the host has the interfaces that the answers name. */
import type {Machine, Nic} from '../../probes/machine.ts';
import type {Finding} from '../feature.ts';
import {sameMac} from './bootif.ts';
import type {Network} from './check.ts';

/** By name, or by permanent MAC address. */
export const findNic = (text: string, nics: readonly Nic[]): Nic | undefined =>
	nics.find(nic => nic.name === text || (text.includes(':') && sameMac(nic.mac, text)));

const listed = (nics: readonly Nic[]) =>
	nics.length === 0 ? 'it has none at all' : `found ${nics.map(nic => `${nic.name} (${nic.mac})`).join(', ')}`;

/** Every named interface must be there; `link` needs one whose link is up, or may be once it is started. */
export function suits({interface: name, bond, bondPorts, bridge}: Network, {nics}: Machine): readonly Finding[] {
	const findings: Finding[] = [];
	const missing = (setting: string, text: string) =>
		findings.push({setting, message: `"${text}" is not a network interface of this host; ${listed(nics)}.`});
	if (name === 'link') {
		if (!nics.some(nic => nic.link !== 'down'))
			findings.push({setting: 'interface', message: `"link" finds no interface with a link; ${listed(nics)}.`});
	} else if (name !== undefined && name !== bond && !findNic(name, nics)) missing('interface', name);
	for (const port of bond === undefined ? [] : bondPorts) if (!findNic(port, nics)) missing('bondPorts', port);
	const found = bondPorts.map(port => findNic(port, nics));
	const twice = found.find((nic, at) => nic && found.indexOf(nic) < at);
	if (bond !== undefined && twice && new Set(bondPorts).size === bondPorts.length)
		findings.push({
			setting: 'bondPorts',
			message: `"${bondPorts.join(',')}" names ${twice.name} twice; name each port once.`,
		});
	for (const [setting, made] of Object.entries({bond, bridge})) {
		if (made !== undefined && nics.some(nic => nic.name === made))
			findings.push({
				setting,
				message: `"${made}" is an interface of this host; give the ${setting} another name.`,
			});
	}
	return findings;
}
