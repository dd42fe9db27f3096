/** How most legacy words read: a text that is a setting's under another name, and a flag. */
import {ipv6} from '../settings/rules.ts';
import {list} from '../settings/setting.ts';
import type {Legacy, LegacyKey} from './feature.ts';

type Words = {readonly grammar: string; readonly help: string};

/** The sentence for a word that came bare and needs a value. */
export const needsValue = (word: string, example: string): Legacy => ({
	errors: [`"${word}" has no value; give one, as in ${word}=${example}.`],
});

/**
 * A word whose value is the text of one setting. An empty value removes. `warning` is said whenever the word occurs.
 */
export function takesText(
	word: string,
	setting: string,
	{example, warning, ...words}: Words & {readonly example: string; readonly warning?: string},
): LegacyKey {
	return {
		...words,
		read: value =>
			value === undefined
				? needsValue(word, example)
				: {settings: {[setting]: value}, ...(warning === undefined ? {} : {warnings: [warning]})},
	};
}

/** An address that ends like a well-known port: `2001:db8::1:514` is an address all the same. */
export function endsLikePort(word: string, value: string, ports: readonly string[]): readonly string[] {
	const [, address = '', port = ''] = /^(.*):(\d+)$/.exec(value) ?? [];
	if (ipv6(value) || !ports.includes(port)) return [];
	return [
		`"${word}=${value}" is taken as an address without a port; write ${word}=[${address}]:${port} if ${port} is the port.`,
	];
}

/** A word whose value is `HOST[:PORT]`, with an IPv6 address in brackets before a port. `ports` are those it usually has. */
export function takesHostPort(
	word: string,
	setting: string,
	{example, ports, ...words}: {readonly help: string; readonly example: string; readonly ports: readonly string[]},
): LegacyKey {
	return {
		grammar: 'HOST[:PORT]|[IPV6]:PORT',
		...words,
		read(value) {
			if (value === undefined) return needsValue(word, example);
			const warnings = endsLikePort(word, value, ports);
			return {settings: {[setting]: value}, ...(warnings.length > 0 ? {warnings} : {})};
		},
	};
}

/** An IPv6 address without the brackets that a URL or a port would need. */
export const unbracketed = (text: string) => text.replace(/^\[([^\]]*)\]$/, '$1');

/** Items as the text of a list; an empty one stays, and is refused there. */
export const listText = (items: readonly string[]) => list({label: '', help: ''}).format(items);

const ON = new Set(['1', 'yes', 'true', 'on', 'y']);
const OFF = new Set(['0', 'no', 'false', 'off', 'n']);

/** A bare word and `1 yes true on y` are on, `0 no false off n` are off, in any case of letters; anything else is neither. */
export function readFlag(value: string | undefined): boolean | undefined {
	if (value === undefined) return true;
	const low = value.toLowerCase();
	return ON.has(low) ? true : OFF.has(low) ? false : undefined;
}

/** The sentence for a flag that is neither on nor off. */
export const notAFlag = (word: string, value: string): Legacy => ({
	errors: [`"${word}=${value}" is neither yes nor no; give ${word}=yes, or leave it out.`],
});
