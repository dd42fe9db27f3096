/** Network interfaces as the page shows them, and what choosing some of them means as settings. Pure. */
import type {Machine, Nic} from '../../src/probes/machine.ts';
import {linkSpeed} from '../format.ts';

/** `up`, `down` or `not known` with the speed: sysfs cannot tell while an interface is off. */
export function linkOf({link, speed}: Nic): string {
	if (link === 'unknown') return 'not known';
	return link === 'up' ? `up ${linkSpeed(speed)}`.trimEnd() : 'down';
}

export const nicCells = (nic: Nic): readonly string[] => [nic.name, linkOf(nic), nic.mac, nic.model || nic.driver];

/** What was chosen, as texts of the settings of the network section. */
export type Chosen = {readonly interface: string; readonly bond: string; readonly bondPorts: string};

function nicNamed(word: string, nics: readonly Nic[]): Nic | undefined {
	const lower = word.trim().toLowerCase();
	if (lower === 'link') return nics.find(({link}) => link === 'up');
	return nics.find(({name, mac}) => name === word.trim() || mac === lower);
}

const portsOf = (bondPorts: string) => bondPorts.split(',').filter(port => port.trim() !== '');

/** Names of the interfaces that the texts mean, in the machine's order. */
export function chosenNics({interface: name, bondPorts}: Chosen, {nics}: Pick<Machine, 'nics'>): readonly string[] {
	const words = bondPorts === '' ? [name] : portsOf(bondPorts);
	const found = new Set(words.map(word => nicNamed(word, nics)?.name));
	return nics.map(nic => nic.name).filter(nic => found.has(nic));
}

/** Words in the texts that mean no interface here: a MAC of another machine, say. */
export function unknownNics(
	{interface: name, bond, bondPorts}: Chosen,
	{nics}: Pick<Machine, 'nics'>,
): readonly string[] {
	const words = [...(name === '' || name === bond ? [] : [name]), ...portsOf(bondPorts)];
	return words.filter(word => !nicNamed(word, nics));
}

/** A MAC outlives a kernel's naming; an interface without one has only its name. */
const portable = (nic: Nic) => nic.mac || nic.name;

/** None: no network yet. One: that interface. Two or more: a bond over them, named as before or `bond0`. */
export function chooseNics(names: readonly string[], before: Chosen, {nics}: Pick<Machine, 'nics'>): Chosen {
	const chosen = nics.filter(({name}) => names.includes(name)).map(portable);
	const [only] = chosen;
	if (only === undefined) return {interface: '', bond: '', bondPorts: ''};
	if (chosen.length === 1) return {interface: only, bond: '', bondPorts: ''};
	return {interface: '', bond: before.bond || 'bond0', bondPorts: chosen.join(',')};
}
