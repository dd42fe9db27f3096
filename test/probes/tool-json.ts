/** JSON as a person can review it. */

/** One line for each device, partition or signature; what is null or empty is left out. */
export function json(value: unknown, indent = ''): string {
	const isList = (item: unknown): item is unknown[] =>
		Array.isArray(item) && item.every(one => typeof one === 'object');
	const fields = Object.entries(value ?? {}).filter(
		([, item]) => item !== null && (!isList(item) || item.some(Boolean) || !indent),
	);
	const text = fields.map(([key, item]) => {
		const nested = typeof item === 'object' && item !== null && !Array.isArray(item);
		const lines = isList(item) ? item.map(one => `\n${indent} ${json(one, `${indent} `)}`).join(',') : '';
		const shown = isList(item)
			? `[${lines}${lines && `\n${indent}`}]`
			: nested
				? json(item, `${indent} `)
				: JSON.stringify(item);
		return `${JSON.stringify(key)}: ${shown}`;
	});
	return `{${text.join(', ')}}${indent === '' ? '\n' : ''}`;
}
