/** `storage_vol=`: oVirt Node's sizes, by position or by name. */
import type {Legacy} from '../feature.ts';
import type {SizeName} from './settings.ts';
import {MINIMUM, settings} from './settings.ts';

/** Places of the positional form. A ninth existed and meant nothing. */
const PLACES = ['Boot', 'Swap', 'Root', 'Config', 'Logging', 'Data', 'Swap2', 'Data2'] as const;
const NAMES = ['EFI', ...PLACES] as const;
type Name = (typeof NAMES)[number];

const SETTINGS: Readonly<Record<Exclude<Name, 'Boot'>, SizeName>> = {
	EFI: 'efiSize',
	Swap: 'swapSize',
	Root: 'rootSize',
	Config: 'configSize',
	Logging: 'loggingSize',
	Data: 'dataSize',
	Swap2: 'swap2Size',
	Data2: 'data2Size',
};

/** Sizes that mean something of their own: none, and for data the rest. */
const MEANINGS: Readonly<Partial<Record<Name, readonly string[]>>> = {
	Swap: ['0'],
	Data: ['0', '-1'],
	Swap2: ['0'],
	Data2: ['0', '-1'],
};

type Reading = {settings: Record<string, string>; warnings: string[]; errors: string[]};

/**
 * Reads `BOOT:SWAP:ROOT:CONFIG:LOGGING:DATA[:SWAP2:DATA2]` and `SIZE,NAME`, mixed as well; a place counts whether or not
 * the ones before it are named. `-1`, which the ancestor's shell lost, is kept. A size below our minimum is raised.
 */
export function readStorageVol(key: string, value: string | undefined): Legacy {
	if (!value) {
		if (value === undefined) return {errors: [`"${key}" names no size; give ${key}=4096,Swap:2048,Logging`]};
		return {settings: Object.fromEntries(Object.values(SETTINGS).map(name => [`storage.${name}`, '']))};
	}
	const reading: Reading = {settings: {}, warnings: [], errors: []};
	for (const [place, field] of value.split(':').entries()) readField(key, reading, place, field);
	return reading;
}

function readField(key: string, reading: Reading, place: number, field: string): void {
	const [size = '', tag, ...rest] = field.split(',').map(part => part.trim());
	if (size === '' && tag === undefined) return;
	const name = tag === undefined ? PLACES[place] : NAMES.find(known => known.toLowerCase() === tag.toLowerCase());
	if (name === undefined && tag === undefined) {
		reading.warnings.push(
			`"${field}" in place ${place + 1} of ${key}= means nothing and is skipped; there are eight places`,
		);
		return;
	}
	if (name === undefined || rest.length > 0) {
		reading.errors.push(`"${field}" in ${key}= is not SIZE,NAME; the names are ${NAMES.join(', ')}`);
		return;
	}
	readSize(key, reading, name, size);
}

function readSize(key: string, reading: Reading, name: Name, size: string): void {
	if (size === '') return;
	const special = MEANINGS[name]?.includes(size) ?? false;
	if (!special && !/^\d{1,15}$/.test(size)) {
		const rest = name === 'Data' || name === 'Data2' ? ', -1 for the rest or 0 for none' : '';
		reading.errors.push(`"${size}" in ${key}= is not a size of ${name}; give whole MiB${rest}`);
		return;
	}
	if (name === 'Boot') {
		reading.warnings.push(
			`"${size}" for BOOT in ${key}= is skipped: there is no boot partition, each system slot holds its own kernel`,
		);
		return;
	}
	const setting = SETTINGS[name];
	const full = `storage.${setting}`;
	if (Object.hasOwn(reading.settings, full))
		reading.warnings.push(`${key}= gives ${name} twice; the later "${size}" counts`);
	const low = !special && Number(size) < MINIMUM[setting];
	if (low) reading.warnings.push(`"${size}" MiB for ${name} in ${key}= is too small; ${MINIMUM[setting]} are taken`);
	reading.settings[full] = low ? settings[setting].format(MINIMUM[setting]) : String(Number(size));
}
