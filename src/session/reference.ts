/** The reference of every setting we have, in each of its formats. */
import {features} from '../features/index.ts';
import {manReference} from '../settings/reference-man.ts';
import {markdownReference} from '../settings/reference-markdown.ts';
import {schemaReference} from '../settings/reference-schema.ts';

const FORMATS: Readonly<Record<string, () => string>> = {
	markdown: () => markdownReference(features),
	schema: () => schemaReference(features),
	man: () => manReference(features),
};

export const referenceFormats: readonly string[] = Object.keys(FORMATS);

/** The text of one format; undefined when there is no such format. */
export const reference = (format: string): string | undefined =>
	Object.hasOwn(FORMATS, format) ? FORMATS[format]?.() : undefined;
