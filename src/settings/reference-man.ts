/** The reference as a manual page (man(7) macros). */
import {legacyUse} from './reference-words.ts';
import type {SectionLike} from './section.ts';
import type {AnySetting} from './setting.ts';

/** Text for roff: backslashes and hyphens escaped, and no line that begins with a control character. */
const roff = (text: string) =>
	text
		.replaceAll('\\', String.raw`\e`)
		.replaceAll('-', String.raw`\-`)
		.replace(/^([.'])/gm, String.raw`\&$1`);

function settingEntry(section: string, short: string, setting: AnySetting): string {
	const {kind, unit, options, default: text = '', fact, example, once, help} = setting;
	const kinds = options ? Object.keys(options).join(', ') : `${kind}${unit === undefined ? '' : `, ${unit}`}`;
	const facts = [
		text === '' ? '' : `Default: ${text}.`,
		fact === undefined ? '' : `When absent: ${fact}.`,
		example === undefined ? '' : `Example: ${example}.`,
		once ? 'Acts in one run and is never saved.' : '',
	].filter(part => part !== '');
	return `.TP\n.B ${roff(`${section}.${short}`)}\n(${roff(kinds)}) ${roff([help, ...facts].join(' '))}`;
}

function sectionPart({name, title, settings, legacy = {}}: SectionLike): string {
	const entries = Object.entries(settings).map(([short, setting]) => settingEntry(name, short, setting));
	const words = Object.entries(legacy).map(
		([key, word]) =>
			`.TP\n.B ${roff(legacyUse(key, word))}\n${roff(`${word.help}${word.repeatable ? ' May be repeated.' : ''}`)}`,
	);
	return [`.SS ${roff(`${name}: ${title}`)}`, ...entries, ...words].join('\n');
}

export function manReference(sections: readonly SectionLike[]): string {
	return [
		'.TH HOSTWRIGHT-SETTINGS 5 "" hostwright "Settings of hostwright"',
		'.SH NAME',
		String.raw`hostwright-settings \- what can be set, and by which words`,
		'.SH DESCRIPTION',
		roff(
			'A setting stands in an answer file (YAML) under its section, or on a kernel line as hostwright.section.setting=value.',
		),
		roff('Lists are separated by commas on a kernel line. An empty value removes what a lower source said.'),
		'.SH SETTINGS',
		...sections.map(sectionPart),
		'',
	].join('\n');
}
