/**
 * The management interface as words mention it in passing: dracut's `ip=`, `vlan=` and `bridge=` each name a device, which may be
 * made by another word of the line. Words that name the interface on purpose are stronger, in whatever order.
 */
import type {Legacy, Line} from '../feature.ts';
import {normalMac} from './bootif.ts';

/** Words that name the interface, or a bond, which is the interface then. */
const INTERFACE_WORDS = ['BOOTIF', 'hostwright.network.interface'];
const BOND_WORDS = ['bond', 'bond_setup', 'hostwright.network.bond'];

const lastOf = (line: Line, words: readonly string[]) =>
	words.map(word => line.all(word).at(-1)).find(value => value !== undefined && value !== '');

/** The device a VLAN is named after: `eth0` of `eth0.20`; empty for other names. */
export const vlanParent = (name: string) => /^(.+)\.\d+$/.exec(name)?.[1] ?? '';

/** The name before the first colon. */
const nameIn = (value: string) => value.split(':')[0] ?? value;

/** What a bridge or a VLAN of this line stands on: empty when its word does not say, undefined for a device that no word makes. */
function lowerOf(device: string, line: Line): string | undefined {
	for (const word of ['bridge', 'vlan']) {
		for (const value of line.all(word)) {
			const [name, ports = ''] = value?.split(':') ?? [];
			if (name === device && name !== '') return ports.split(',')[0] || vlanParent(name);
		}
	}
	return undefined;
}

/** The device at the bottom, empty when the words do not say; words that stand on each other in a ring have none. */
function bottomOf(device: string, line: Line): string | undefined {
	let at = device;
	for (let floors = 0; floors < 5; floors += 1) {
		const lower = at === '' ? undefined : lowerOf(at, line);
		if (lower === undefined) return at;
		at = lower;
	}
	return undefined;
}

/** The form in which an interface is stored: a MAC address as the kernel writes it, a name as it is. */
export const asInterface = (text: string) => normalMac(text) ?? (text.toLowerCase() === 'link' ? 'link' : text);

/**
 * Takes `device` as the interface when no stronger word of the line names one. `from` is the word that mentions it, for the
 * sentence when the two differ.
 */
export function claimInterface(from: string, device: string, line: Line): Legacy {
	const bottom = bottomOf(device, line);
	if (bottom === undefined)
		return {warnings: [`"${device}" in ${from} stands on itself and is not used as the interface.`]};
	if (bottom === '') return {};
	const name = asInterface(bottom);
	const bond = lastOf(line, BOND_WORDS);
	if (bond !== undefined) {
		const other = nameIn(bond) !== name;
		return other
			? {warnings: [`"${name}" in ${from} is not used as the interface: the bond ${nameIn(bond)} is.`]}
			: {};
	}
	const said = lastOf(line, INTERFACE_WORDS);
	if (said === undefined) return {settings: {'network.interface': name}};
	const strong = asInterface(said);
	const comparable = (normalMac(said) === undefined) === (normalMac(bottom) === undefined) && strong !== 'link';
	return comparable && strong !== name
		? {warnings: [`"${name}" in ${from} is not used as the interface: ${strong} is.`]}
		: {};
}
