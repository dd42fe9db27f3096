/** Takes out of a recording what identifies a machine or its people, and puts stable stand-ins there. */
import {findIdentifiers, type Identifier, type IdentifierKind} from './identifiers.ts';
import type {Recording} from './write-recording.ts';

/**
 * Serials, MACs, WWNs, UUIDs, host names, addresses and password hashes become stand-ins, the same for the same everywhere in
 * the recording. Numbered in the order of their texts, so that one machine gives one recording.
 */
export function scrub(recording: Recording): Recording {
	const replace = replacing(findIdentifiers(recording));
	const keyed = <T>(map: ReadonlyMap<string, T>, value: (item: T) => T) =>
		new Map([...map].map(([path, item]) => [replace(path), value(item)] as const));
	const same = <T>(item: T) => item;
	return {
		asks: recording.asks.map(({command, code, stdout, stderr}) => ({
			command: command.map(replace),
			code,
			stdout: replace(stdout),
			stderr: replace(stderr),
		})),
		files: keyed(recording.files, replace),
		folders: keyed(recording.folders, names => names.map(replace).sort()),
		links: keyed(recording.links, replace),
		stats: keyed(recording.stats, same),
		refused: keyed(recording.refused, same),
	};
}

function replacing(identifiers: readonly Identifier[]): (text: string) => string {
	const forms = new Map<string, string>();
	const counts = new Map<IdentifierKind, number>();
	const ordered = [...identifiers].sort((a, b) => (a.text.toLowerCase() < b.text.toLowerCase() ? -1 : 1));
	const solid: string[] = [];
	const words: string[] = [];
	for (const identifier of ordered) {
		const {kind} = identifier;
		for (const [form, standIn] of formsOf(identifier, number(counts, forms, identifier))) {
			if (forms.has(form.toLowerCase())) continue;
			forms.set(form.toLowerCase(), standIn);
			// Long ones also stand inside other words: a multipath WWID is `3` and a WWN.
			(kind === 'wwn' || kind === 'mac' || kind === 'secret' ? solid : words).push(escape(form));
		}
	}
	if (forms.size === 0) return text => text;
	const longestFirst = (list: string[]) => list.sort((a, b) => b.length - a.length).join('|');
	const alternatives = [
		...(solid.length > 0 ? [longestFirst(solid)] : []),
		...(words.length > 0 ? [`(?<![A-Za-z0-9])(?:${longestFirst(words)})(?![A-Za-z0-9])`] : []),
	];
	const pattern = new RegExp(alternatives.join('|'), 'gi');
	return text => text.replaceAll(pattern, match => forms.get(match.toLowerCase()) ?? match);
}

/** The next number of its kind; a MAC written with hyphens has the number of the one with colons. */
function number(
	counts: Map<IdentifierKind, number>,
	forms: ReadonlyMap<string, string>,
	{kind, text}: Identifier,
): number {
	if (forms.has(text.toLowerCase())) return 0;
	const next = (counts.get(kind) ?? 0) + 1;
	counts.set(kind, next);
	return next;
}

/** Each way the identifier may be written, with what stands there instead. */
function formsOf({kind, text}: Identifier, count: number): ReadonlyArray<readonly [string, string]> {
	switch (kind) {
		case 'serial':
			// udev writes blanks as underscores in the names of links.
			return [text, text.replaceAll(/\s+/g, '_')].map(form => [form, `SERIAL-${count}`]);
		case 'mac': {
			const digits = text.replaceAll(/[:-]/g, '');
			const pairs = (from: string, by: string) => (from.match(/../g) ?? []).join(by);
			// `enx` names have it without separators.
			return [':', '-', ''].map(by => [pairs(digits, by), pairs(masked(digits, count), by)]);
		}
		case 'wwn': {
			const body = text.replace(/^(0x|eui\.|naa\.|nvme\.|wwn-)+/i, '');
			return [[body, masked(body, count)]];
		}
		case 'uuid':
			return [[text, masked(text, count)]];
		case 'ipv4':
			return [[text, count < 255 ? `192.0.2.${count}` : `198.51.100.${count % 255}`]];
		case 'ipv6':
			return [[text, `${text.toLowerCase().startsWith('fe80') ? 'fe80' : '2001:db8'}::${count}`]];
		case 'hostname':
			return [
				[text, `host-${count}`],
				...(text.includes('.') ? [[text.split('.')[0] ?? text, `host-${count}`] as const] : []),
			];
		case 'iqn':
			return [[text, `iqn.2000-01.example:${count}`]];
		case 'secret':
			return [[text, '[secret]']];
	}
}

/** Of the same shape, all zeros but for the number at its end: `5000c500a1b2c3d4` becomes `0000000000000007`. */
function masked(text: string, count: number): string {
	const digits = [...String(count)].reverse();
	const prefix = /^0x/i.test(text) ? 2 : 0;
	return [...text]
		.reverse()
		.map((letter, index) =>
			index >= text.length - prefix || !/[\da-z]/i.test(letter) ? letter : (digits.shift() ?? '0'),
		)
		.reverse()
		.join('');
}

function escape(text: string): string {
	return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
