/** The reference as JSON Schema (draft-07, which editors know best), for answer files. */
import type {SectionLike} from './section.ts';
import type {AnySetting} from './setting.ts';

type Schema = Readonly<Record<string, unknown>>;

/** An answer file's scalars are taken as text, so a flag may be a boolean to an editor and a text may be a number. */
const SHAPES: Readonly<Record<AnySetting['kind'], Schema>> = {
	text: {type: ['string', 'number', 'boolean', 'null']},
	secret: {type: ['string', 'null']},
	choice: {type: ['string', 'null']},
	flag: {anyOf: [{type: 'boolean'}, {enum: ['yes', 'no', 'true', 'false', 'on', 'off', '1', '0', 1, 0, '', null]}]},
	number: {anyOf: [{type: 'number'}, {type: 'string', pattern: String.raw`^(-?\d+(\.\d+)?)?$`}, {type: 'null'}]},
	list: {anyOf: [{type: 'array', items: {type: ['string', 'number']}}, {type: ['string', 'number', 'null']}]},
};

function describe({help, unit, default: text, fact, example, once}: AnySetting): string {
	return [
		help,
		unit === undefined ? '' : `In ${unit}.`,
		fact === undefined ? '' : `When absent: ${fact}.`,
		text === undefined || text === '' ? '' : `Default: ${text}.`,
		example === undefined ? '' : `Example: ${example}.`,
		once ? 'Acts in one run and is never saved.' : '',
	]
		.filter(part => part !== '')
		.join(' ');
}

function schemaOf(setting: AnySetting): Schema {
	const choices = setting.options ? {enum: [...Object.keys(setting.options), '', null]} : {};
	return {title: setting.label, description: describe(setting), ...SHAPES[setting.kind], ...choices};
}

const object = (title: string, properties: Schema): Schema => ({
	title,
	type: ['object', 'null'],
	properties,
	additionalProperties: false,
});

export function schemaReference(sections: readonly SectionLike[]): string {
	const properties = Object.fromEntries(
		sections.map(({name, title, settings}) => [
			name,
			object(
				title,
				Object.fromEntries(Object.entries(settings).map(([short, setting]) => [short, schemaOf(setting)])),
			),
		]),
	);
	const dotted = Object.fromEntries(
		sections.flatMap(({name, settings}) =>
			Object.entries(settings).map(([short, setting]) => [`${name}.${short}`, schemaOf(setting)]),
		),
	);
	const version = {title: 'Version of the format', enum: [1, '1']};
	const provenance = {title: 'Where saved values came from', type: 'object'};
	const schema = {
		$schema: 'http://json-schema.org/draft-07/schema#',
		...object('hostwright answer file', {version, ...properties, ...dotted, provenance}),
	};
	return `${JSON.stringify(schema, undefined, 2)}\n`;
}
