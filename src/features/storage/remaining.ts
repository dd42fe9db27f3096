/** Free-space arithmetic for the volumes screen: live, in MiB, never below zero. */
import {BIOSBOOT_MIB, MEMBER_MIB, swapOf, usableMiB} from './layout.ts';
import type {SizeName, StorageValues} from './settings.ts';
import {MINIMUM, settings} from './settings.ts';
import {memberMiB} from './volumes.ts';

export type SpaceOptions = {
	/** Bytes; 512 unless given. */
	readonly sectorSize?: number;
	/** Bytes of RAM, for the default of swap. */
	readonly memory?: number;
	readonly isFile?: boolean;
	/** Further disks: LOGGING and DATA are volumes then. Sizes in bytes. */
	readonly more?: ReadonlyArray<{readonly size: number; readonly sectorSize: number}>;
	/** Short name of the setting that was changed last: it is the one to blame if it can help. */
	readonly changed?: string;
};

export type Space = {
	/** MiB that nothing takes; 0 when the rest goes to /data, and when the sizes are too large. */
	readonly free: number;
	/** MiB of swap, by rule or as given. */
	readonly swap: number;
	/** MiB of /data: the rest, or as given; 0 for none or when nothing is left. */
	readonly data: number;
	readonly tooLarge?: {
		readonly setting: SizeName;
		/** The most it could be, MiB; 0 when making it smaller is not enough. */
		readonly most: number;
		readonly message: string;
	};
};

/** One size field: what it asks for, and how many partitions of that size there are. */
type Field = {readonly setting: SizeName; readonly mib: number; readonly times: number; readonly byRule?: boolean};

/** What is left of a boot disk of `size` bytes (and of further ones) once these values are taken off. */
export function remaining(values: StorageValues, size: number, options: SpaceOptions = {}): Space {
	const {sectorSize = 512, memory = 0, isFile = false, more = []} = options;
	const swap = swapOf({values, size, memory, isFile});
	const system: readonly Field[] = [
		{setting: 'efiSize', mib: values.efiSize, times: 1},
		{setting: 'rootSize', mib: values.rootSize, times: 2},
		{setting: 'configSize', mib: values.configSize, times: 1},
		{setting: 'stateSize', mib: values.stateSize, times: 1},
		{setting: 'swapSize', mib: swap, times: 1, byRule: values.swapSize === undefined},
	];
	const takesRest = values.dataSize === -1;
	const dataField = takesRest ? MINIMUM.dataSize : values.dataSize;
	const logs: readonly Field[] = [
		{setting: 'loggingSize', mib: values.loggingSize, times: 1},
		{setting: 'dataSize', mib: dataField, times: 1},
	];
	const disk = usableMiB(size, sectorSize) - BIOSBOOT_MIB;
	if (more.length === 0) return spaceOf([...system, ...logs], disk);

	const own = disk - sumOf(system);
	if (own < MEMBER_MIB) return spaceOf(system, disk - MEMBER_MIB);
	const others = more.map(each => memberMiB(usableMiB(each.size, each.sectorSize)));
	return spaceOf(logs, memberMiB(own) + others.reduce((sum, mib) => sum + mib, 0));

	function spaceOf(fields: readonly Field[], available: number): Space {
		const left = available - sumOf(fields);
		if (left < 0) return {free: 0, swap, data: 0, tooLarge: blame(fields, -left, takesRest, options.changed)};
		return {free: takesRest ? 0 : left, swap, data: takesRest ? dataField + left : values.dataSize};
	}
}

const sumOf = (fields: readonly Field[]) => fields.reduce((sum, {mib, times}) => sum + mib * times, 0);

/** The field changed last when that is enough, else the one furthest above its default, else the largest. */
function blame(
	fields: readonly Field[],
	over: number,
	takesRest: boolean,
	changed = '',
): NonNullable<Space['tooLarge']> {
	const ranked = fields
		.filter(({setting}) => !(setting === 'dataSize' && takesRest))
		.map(field => ({...field, most: field.mib - Math.ceil(over / field.times)}))
		.sort((a, b) => excess(b) - excess(a) || b.mib * b.times - a.mib * a.times);
	const able = ranked.filter(({setting, most}) => most >= MINIMUM[setting]);
	const field = able.find(({setting}) => setting === changed) ?? able[0] ?? ranked[0];
	// There always is a field: the filter leaves at least four.
	if (!field) return {setting: 'rootSize', most: 0, message: 'The disk is too small.'};
	const {setting, mib} = field;
	if (able.length === 0)
		return {setting, most: 0, message: `The sizes need ${over} MiB more than there are; take a larger disk.`};
	const message = `${settings[setting].label}: ${mib} MiB are ${over} too many; give at most ${field.most}.`;
	return {setting, most: field.most, message};
}

/** How far a size is above its default; swap by rule is nobody's wish. */
function excess({setting, mib, times, byRule}: Field): number {
	return byRule ? 0 : Math.max(0, mib - Number(settings[setting].default ?? 0)) * times;
}
