/** What the terminal can do, from TERM and the locale. Nothing is asked of the terminal: answers get lost on serial lines. */
import type {GlyphLevel} from './glyphs.ts';
import type {Abilities} from './motion.ts';
import type {AttributeLevel} from './style.ts';

/** How pages look: what can be switched while the program runs. */
export type Look = {readonly glyphs: GlyphLevel; readonly attributes: AttributeLevel};

/** From the finest to the plainest. */
export const LOOKS: readonly Look[] = [
	{glyphs: 'unicode', attributes: '256'},
	{glyphs: 'linux', attributes: '8'},
	{glyphs: 'dec', attributes: 'mono'},
	{glyphs: 'ascii', attributes: 'mono'},
	{glyphs: 'ascii', attributes: 'none'},
];

export type Levels = Look & {
	readonly abilities: Abilities;
	/** Cannot place a cursor: questions and answers instead of pages. */
	readonly linear: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** What every VT100 has, and nothing else. */
export const VT100: Abilities = {erase: false, insert: false, jump: false, paste: false};
const VT220: Abilities = {...VT100, erase: true, insert: true};
const CONSOLE: Abilities = {...VT220, jump: true};

/**
 * By the beginning of TERM; terminfo of ncurses 6.4 says the same of these. REP is not used, although xterm has it: too many programs
 * that call themselves xterm have not.
 */
const ABILITIES: ReadonlyArray<readonly [RegExp, Abilities]> = [
	[/^linux/, CONSOLE],
	[/^(xterm|rxvt|konsole|putty|tmux)/, {...CONSOLE, paste: true}],
	[/^vt[2-5]\d\d/, VT220],
];

/** The first of the three that is set decides (POSIX, environment variables, LC_ALL). */
function isUtf8({LC_ALL, LC_CTYPE, LANG}: Environment): boolean {
	return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

function glyphsOf(env: Environment, term: string): GlyphLevel {
	if (/^vt\d/.test(term)) return 'dec';
	if (!isUtf8(env)) return 'ascii';
	return term === 'linux' ? 'linux' : 'unicode';
}

function attributesOf(env: Environment, term: string): AttributeLevel {
	if (/^vt\d/.test(term) || (env.NO_COLOR ?? '') !== '') return 'mono';
	if (term === 'dumb' || term === '') return 'none';
	return /256|direct/.test(term) ? '256' : '8';
}

export function levelsOf(env: Environment): Levels {
	const term = env.TERM ?? '';
	return {
		glyphs: glyphsOf(env, term),
		attributes: attributesOf(env, term),
		abilities: ABILITIES.find(([name]) => name.test(term))?.[1] ?? VT100,
		linear: term === 'dumb' || term === '',
	};
}
