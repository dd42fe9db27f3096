/** What the terminal can do, from TERM and the locale. Nothing is asked of the terminal: answers get lost on serial lines. */
import type {GlyphLevel} from './glyphs.ts';
import type {AttributeLevel} from './style.ts';

export type Levels = {
	readonly glyphs: GlyphLevel;
	readonly attributes: AttributeLevel;
	/** Cannot place a cursor: questions and answers instead of pages. */
	readonly linear: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The first of the three that is set decides (POSIX, environment variables, LC_ALL). */
function isUtf8({LC_ALL, LC_CTYPE, LANG}: Environment): boolean {
	return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

export function levelsOf(env: Environment): Levels {
	const term = env.TERM ?? '';
	const vt = /^vt\d/.test(term);
	const glyphs = vt ? 'dec' : !isUtf8(env) ? 'ascii' : term === 'linux' ? 'linux' : 'unicode';
	const colourless = vt || term === 'dumb' || (env.NO_COLOR ?? '') !== '';
	return {glyphs, attributes: colourless ? 'mono' : 'colours', linear: term === 'dumb' || term === ''};
}
