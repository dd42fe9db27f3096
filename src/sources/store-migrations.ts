/** How a store of an older version becomes one of this. Plain data in and out; a section's settings are texts, numbers or lists. */
import {FILE_VERSION} from './yaml-file.ts';

export type StoreData = Record<string, unknown>;

/** From the version of the key to the next. Renaming a setting needs a line here. */
const MIGRATIONS: Readonly<Record<number, (data: StoreData) => StoreData>> = {
	// Written by hand before a version was asked for: the same sections.
	0: data => data,
};

/** The version a store says it has; 0 when it says none. Undefined when what it says is no version. */
export function versionOf(data: StoreData): number | undefined {
	const said = Object.hasOwn(data, 'version') ? data['version'] : 0;
	const version = typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) : said;
	return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : undefined;
}

/** The same store at this version. */
export function migrated(data: StoreData, version: number): StoreData {
	let now = data;
	for (let from = version; from < FILE_VERSION; from += 1) now = MIGRATIONS[from]?.(now) ?? now;
	return {...now, version: FILE_VERSION};
}
