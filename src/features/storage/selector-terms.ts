/** The conditions of a selector, each about one disk alone. */
import type {Disk} from '../../probes/machine.ts';
import {globMatches, isGlob} from './glob.ts';
import type {Term} from './selector-grammar.ts';

/** The first term that does not hold, as a clause about the disk. */
export function firstDifference(disk: Disk, terms: readonly Term[]): string | undefined {
	for (const term of terms) {
		const why = difference(disk, term);
		if (why !== undefined) return why;
	}
	return undefined;
}

function difference(disk: Disk, term: Term): string | undefined {
	switch (term.by) {
		case 'device':
			return devices(disk).some(path => fits(term.value, path)) ? undefined : otherDevice(disk, term.value);
		case 'serial':
			return serials(disk).has(term.value) ? undefined : butIs('serial', disk.serial);
		case 'wwn':
			return disk.wwn !== '' && plainWwn(disk.wwn) === plainWwn(term.value) ? undefined : butIs('wwn', disk.wwn);
		case 'model':
			return globMatches(term.value.toLowerCase(), disk.model.toLowerCase())
				? undefined
				: butIs('model', disk.model);
		case 'path':
			return disk.byPath !== '' && fits(term.value.replace(/^\/dev\/disk\/by-path\//, ''), disk.byPath)
				? undefined
				: butIs('path', disk.byPath);
		case 'bus':
			return busNames(disk).includes(term.value) ? undefined : butIs('bus', disk.bus);
		case 'ranking':
			return undefined;
	}
}

const butIs = (what: string, value: string) => (value === '' ? `it has no ${what}` : `its ${what} is ${value}`);
const fits = (pattern: string, text: string) => (isGlob(pattern) ? globMatches(pattern, text) : pattern === text);
const devices = ({path, name, links}: Disk) => [path, `/dev/${name}`, ...links];

function otherDevice(disk: Disk, value: string): string {
	const part = disk.contents.find(({where}) => value === `/dev/${where}` && where !== disk.name);
	return part ? `${part.where} is only a partition of it; give ${disk.path}` : `it is ${disk.path}`;
}

/**
 * The serial itself, and the spellings that udev gives ID_SERIAL, which oVirt Node compared: the model before it for ATA
 * and USB, a type digit before the WWN for SCSI. They are the tails of the links under /dev/disk/by-id.
 */
function serials({serial, model, wwn, links}: Disk): ReadonlySet<string> {
	const names = links.flatMap(link => /^\/dev\/disk\/by-id\/[a-z]+-(.+)$/.exec(link)?.[1] ?? []);
	if (serial !== '') names.push(serial, `${model.trim().replaceAll(/\s+/g, '_')}_${serial}`);
	if (wwn.startsWith('0x')) names.push(`3${wwn.slice(2)}`);
	return new Set(names);
}

/** One spelling of a WWN: `wwn-0x5000...`, `naa.5000...`, `5000...` and `nvme-eui.0025...`, `eui.0025...` are the same. */
const plainWwn = (wwn: string) =>
	wwn
		.toLowerCase()
		.replace(/^(?:wwn-|nvme-)/, '')
		.replace(/^(?:0x|naa\.)/, '');

const busNames = ({bus}: Disk): readonly string[] => (bus === 'fc' || bus === 'iscsi' ? ['scsi'] : [bus]);
