/** The reference as Markdown, from the declarations. */
import type {SectionLike} from './section.ts';
import {legacyUse} from './reference-words.ts';
import type {AnySetting} from './setting.ts';

/** Text in a table cell: a bar would end it. */
const cell = (text: string) => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
const code = (text: string) => (text === '' ? '' : `\`${cell(text)}\``);

/** What a value may be, in a few words. */
function kindOf({kind, options, unit, once}: AnySetting): string {
	const choices = options ? `: ${Object.keys(options).map(code).join(', ')}` : '';
	return `${kind}${unit === undefined ? '' : `, ${unit}`}${choices}${once ? '; once' : ''}`;
}

const defaultOf = ({default: text = '', fact}: AnySetting) =>
	[code(text), fact === undefined ? '' : cell(fact)].filter(part => part !== '').join('; ');

function settingsTable({name, settings}: SectionLike): string {
	const rows = Object.entries(settings).map(([short, setting]) => {
		const example = setting.example === undefined ? '' : ` Example: ${code(setting.example)}`;
		return `| \`${name}.${short}\` | ${kindOf(setting)} | ${defaultOf(setting)} | ${cell(setting.help)}${example} |`;
	});
	return ['| setting | kind | default | what it is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function legacyTable(section: SectionLike): string {
	const rows = Object.entries(section.legacy ?? {}).map(
		([key, word]) =>
			`| ${code(legacyUse(key, word))} | ${cell(word.help)}${word.repeatable ? ' May be repeated.' : ''} |`,
	);
	if (rows.length === 0) return '';
	return `\n\nKernel arguments of oVirt Node:\n\n| word | what it does |\n| --- | --- |\n${rows.join('\n')}`;
}

const INTRODUCTION = `# Settings

A setting is given by a person at the console, in an answer file (YAML, \`section: {setting: value}\`), or on a kernel line
(\`hostwright.section.setting=value\`). Lists are comma-separated on a kernel line and sequences in a file. On a kernel line a
value with blanks stands in double quotes, and \`%22 %25 %0A %2C\` stand for a double quote, a percent sign, a line break and
a comma. An empty value removes what a lower source said. A setting marked *once* acts in one run and is never saved.

Whole hosts, each as a file and as a kernel line, stand in \`examples/\`. This page is generated from the declarations: \`npm run docs\`.
`;

export function markdownReference(sections: readonly SectionLike[]): string {
	const parts = sections.map(
		section => `## ${section.name}: ${section.title}\n\n${settingsTable(section)}${legacyTable(section)}\n`,
	);
	return [INTRODUCTION, ...parts].join('\n');
}
