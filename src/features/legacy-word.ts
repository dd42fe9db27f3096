/** How most legacy words read: a text that is a setting's under another name, and a flag. */
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
	errors: [`"${value}" in ${word}=${value} is neither yes nor no; give ${word}=yes, or leave it out.`],
});
