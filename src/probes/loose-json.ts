/** Reading what tools print as JSON, whose versions differ: a field that is missing or of another type reads as empty. */

export type Loose = Readonly<Record<string, unknown>>;

/** The object a tool printed; empty when it printed something else. */
export function parseLoose(text: string): Loose {
	try {
		return asLoose(JSON.parse(text));
	} catch {
		return {};
	}
}

/** The objects of a list a tool printed; none when it printed something else. */
export function parseRecords(text: string): readonly Loose[] {
	try {
		return recordsAt({list: JSON.parse(text) as unknown}, 'list');
	} catch {
		return [];
	}
}

export function asLoose(value: unknown): Loose {
	return isLoose(value) ? value : {};
}

function isLoose(value: unknown): value is Loose {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Labels and names come from disks that anybody wrote: a control character would move the cursor of whoever is shown them. */
const printable = (text: string) => text.trim().replaceAll(/[\0-\x1f\x7f-\x9f]/g, '?');

export function textAt(from: Loose, key: string): string {
	const value = Object.hasOwn(from, key) ? from[key] : undefined;
	return typeof value === 'string' ? printable(value) : typeof value === 'number' ? String(value) : '';
}

/** Old tools print numbers as text; what is not a number reads as 0. */
export function numberAt(from: Loose, key: string): number {
	return Number(textAt(from, key)) || 0;
}

/** Old tools print `"0"` and `"1"`. */
export function flagAt(from: Loose, key: string): boolean {
	const value = Object.hasOwn(from, key) ? from[key] : undefined;
	return value === true || value === 1 || value === '1';
}

export function recordsAt(from: Loose, key: string): readonly Loose[] {
	const value = Object.hasOwn(from, key) ? from[key] : undefined;
	return Array.isArray(value) ? value.filter(isLoose) : [];
}
