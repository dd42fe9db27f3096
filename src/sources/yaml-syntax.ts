/** What the YAML parser found wrong, as a sentence for the person who wrote the file. */
import type {LineCounter, YAMLError} from 'yaml';
import type {Problem} from '../settings/answers.ts';
import {looksLikeHash} from '../settings/crypt-hash.ts';
import type {SectionLike} from '../settings/section.ts';
import {allSettings} from '../settings/section.ts';

/** The parser's codes that people meet; its own words serve for the rest. */
const SENTENCES: Readonly<Partial<Record<YAMLError['code'], string>>> = {
	BAD_INDENT:
		'the line is not indented like its neighbours, or a bracket is not closed; indent the settings of a section alike',
	BLOCK_AS_IMPLICIT_KEY: 'a value holds a colon and a blank, or the indentation is off; put the value in quotes',
	MISSING_CHAR: 'a character is missing; close every quote and bracket, and end each key with a colon and a blank',
	MULTIPLE_DOCS: 'the file holds several documents; keep one, without a second ---',
	MULTILINE_IMPLICIT_KEY: 'the line is neither a setting nor part of one; write name: value',
	TAB_AS_INDENT: 'a tab stands where blanks must; indent with blanks',
	UNEXPECTED_TOKEN: 'something stands here that cannot; write name: value, and put odd values in quotes',
};

/** The parser recurses, and says in these words of the engine's that its stack came to its end. */
const TOO_DEEP = 'sections and settings are two levels, so nest nothing deeper';

/** The line as it stands, unless it or its neighbours may hold a secret. */
function excerpt(text: string, line: number, sections: readonly SectionLike[]): string {
	const near = text
		.split('\n')
		.slice(Math.max(0, line - 3), line + 1)
		.join('\n');
	const secrets = [...allSettings(sections)].filter(({setting}) => setting.kind === 'secret').map(({short}) => short);
	const mayHold = looksLikeHash(near) || secrets.some(name => near.includes(name));
	const shown = (text.split('\n')[line - 1] ?? '').trim();
	return mayHold ? '' : shown.length > 60 ? `${shown.slice(0, 60)}...` : shown;
}

export function syntaxProblem(
	error: YAMLError,
	text: string,
	file: string,
	sections: readonly SectionLike[],
	lines: LineCounter,
): Problem {
	const {line} = lines.linePos(Math.min(error.pos[0], Math.max(0, text.length - 1)));
	const shown = excerpt(text, line, sections);
	const said = /call stack/.test(error.message)
		? TOO_DEEP
		: (SENTENCES[error.code] ?? error.message.replace(/\s+at line.*$/s, ''));
	const source = `${file} line ${line}`;
	const message = `${source}: ${shown === '' ? '' : `"${shown}": `}${said}`;
	return {setting: '', text: shown, source, level: 'error', message};
}
