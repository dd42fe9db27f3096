/** The reference of every setting we have, in each of its formats. */
import {features} from '../features/index.ts';
import {notYet, notYetValues} from '../features/not-yet.ts';
import {manReference} from '../settings/reference-man.ts';
import {markdownReference} from '../settings/reference-markdown.ts';
import {schemaReference} from '../settings/reference-schema.ts';
import type {SectionLike} from '../settings/section.ts';

/** What is refused today says so wherever it is described. */
function marked(name: string, help: string): string {
	if (Object.hasOwn(notYet, name)) return `Not built yet, and refused when given. ${help}`;
	const values = Object.keys(notYetValues[name] ?? {});
	return values.length === 0 ? help : `${help} Not built yet, and refused: ${values.join(', ')}.`;
}

const sections: readonly SectionLike[] = features.map(section => ({
	...section,
	settings: Object.fromEntries(
		Object.entries(section.settings).map(([short, setting]) => [
			short,
			{...setting, help: marked(`${section.name}.${short}`, setting.help)},
		]),
	),
}));

const FORMATS: Readonly<Record<string, () => string>> = {
	markdown: () => markdownReference(sections),
	schema: () => schemaReference(sections),
	man: () => manReference(sections),
};

export const referenceFormats: readonly string[] = Object.keys(FORMATS);

/** The text of one format; undefined when there is no such format. */
export const reference = (format: string): string | undefined =>
	Object.hasOwn(FORMATS, format) ? FORMATS[format]?.() : undefined;
