/** `storage_init=`: oVirt Node's list of disks, as our selectors. */
import type {Legacy} from '../feature.ts';
import {BUSES} from './selector-grammar.ts';
import {settings} from './settings.ts';

const BUS_ITEM = new RegExp(`^(${BUSES.join('|')})(?::(.*))?$`);
const REMOVE: Legacy = {settings: {'storage.bootDisk': '', 'storage.disks': '', 'storage.appDisks': ''}};

/**
 * Reads `[HOSTVG[;APPVG]]`, each a comma list of `BUS`, `BUS:SERIAL`, `BUS:ALL` or a path; our own selectors are taken
 * too. The first disk is the boot disk. Where the ancestor took the first match of a glob or a bus in silence, exactly one
 * disk must match here.
 */
export function readStorageInit(key: string, value: string | undefined): Legacy {
	if (value === undefined) return {settings: {'storage.bootDisk': 'first'}};
	if (value === '') return REMOVE;
	const lists = value.split(';');
	if (lists.length > 2)
		return {errors: [`"${key}=${value}" has more than one semicolon; give ${key}=DISK,DISK;APPDISK,APPDISK`]};

	const warnings: string[] = [];
	const [hostItems = [], appItems = []] = lists.map(text => text.split(',').map(item => item.trim()));
	const [boot = '', ...more] = hostItems;
	if (boot === '')
		return {
			errors: [
				`"${key}=${value}" begins with an empty item; the first disk is the boot disk, such as ${key}=/dev/sda`,
			],
		};
	if (more.includes('') || (lists.length > 1 && appItems.includes('')))
		warnings.push(`"${key}=${value}" has an empty item, which is skipped`);

	const isAll = BUS_ITEM.exec(boot)?.[2]?.toUpperCase() === 'ALL';
	const bootDisk = isAll ? `bus:${boot.split(':')[0]}+first` : selectorOf(boot);
	const disks = [...(isAll ? [boot] : []), ...more].filter(item => item !== '').map(selectorOf);
	const appDisks = appItems.filter(item => item !== '').map(selectorOf);
	return {
		settings: {
			'storage.bootDisk': bootDisk,
			...(disks.length > 0 ? {'storage.disks': settings.disks.format([...new Set(disks)])} : {}),
			...(appDisks.length > 0 ? {'storage.appDisks': settings.appDisks.format([...new Set(appDisks)])} : {}),
		},
		...(warnings.length > 0 ? {warnings} : {}),
	};
}

/** Anything that is not of the old grammar goes on as it is: the setting knows what is wrong with it. */
function selectorOf(item: string): string {
	const [, bus, rest] = BUS_ITEM.exec(item) ?? [];
	if (bus === undefined) return item;
	if (rest === undefined) return `bus:${bus}`;
	return rest.toUpperCase() === 'ALL' ? `bus:${bus}+all` : `bus:${bus}+serial:${rest}`;
}
