/** What pxelinux' `BOOTIF=` means beside a bond. */
import type {Machine} from '../../probes/machine.ts';
import {textOf, type Answers} from '../../settings/answers.ts';
import type {Settled} from '../feature.ts';
import {sameMac} from './bootif.ts';
import {findNic} from './suits.ts';
import {settings} from './settings.ts';

/** The texts of a list, or none when it does not parse; the setting's own rule speaks then. */
function portsOf(text: string): readonly string[] {
	try {
		return settings.bondPorts.parse(text);
	} catch {
		return [];
	}
}

/**
 * A boot server writes the MAC address it was asked from, so with a bond BOOTIF names one of its ports and means the bond. A name
 * or an address that is known to be no port is left alone: the rules over several values refuse it.
 */
export function settleBootif(answers: Answers, machine?: Machine): readonly Settled[] {
	const given = answers.get('network.interface');
	const bond = textOf(answers, 'network.bond');
	if (!given || given.source.name !== 'kernel argument BOOTIF=' || given.text === '') return [];
	if (bond === undefined || given.text === bond) return [];
	const ports = portsOf(textOf(answers, 'network.bondPorts') ?? '');
	if (!mayBePort(given.text, ports, machine)) return [];
	return [
		{
			setting: 'network.interface',
			text: bond,
			source: given.source,
			note: `BOOTIF names "${given.text}", a port of the bond "${bond}", and is taken as the bond.`,
		},
	];
}

const isMac = (text: string) => text.includes(':');

/** Where names stand beside addresses only the machine can tell; unknown, a boot server's word is believed. */
function mayBePort(given: string, ports: readonly string[], machine: Machine | undefined): boolean {
	if (ports.some(port => port === given || sameMac(port, given))) return true;
	const nic = machine && findNic(given, machine.nics);
	if (nic) return ports.some(port => port === nic.name || sameMac(port, nic.mac));
	return isMac(given) && !ports.every(isMac);
}
