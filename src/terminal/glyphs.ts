/** What a terminal can show of a character: level by level, always in the same number of columns. */

/**
 * `unicode`: as it is. `linux`: what the console's 256 glyphs hold (CP437). `dec`: ASCII, lines by the DEC graphics set.
 * `ascii`: ASCII alone.
 */
export type GlyphLevel = 'unicode' | 'linux' | 'dec' | 'ascii';

/** A character as it is sent; `graphics` ones lie in the DEC special graphics set, reached by SO. */
export type Glyph = {readonly text: string; readonly graphics: boolean};

const LINES_ASCII: Readonly<Record<string, string>> = {
	'─': '-',
	'━': '-',
	'═': '=',
	'│': '|',
	'┃': '|',
	'║': '|',
	'┌': '+',
	'┐': '+',
	'└': '+',
	'┘': '+',
	'├': '+',
	'┤': '+',
	'┬': '+',
	'┴': '+',
	'┼': '+',
	'╭': '+',
	'╮': '+',
	'╰': '+',
	'╯': '+',
	'█': '#',
	'▓': '#',
	'▒': ':',
	'░': '.',
	'•': '*',
	'·': '.',
	'…': '.',
	'›': '>',
	'»': '>',
	'‹': '<',
	'«': '<',
	'→': '>',
	'←': '<',
	'↑': '^',
	'↓': 'v',
	'✓': 'x',
	'✔': 'x',
	'×': 'x',
	'–': '-',
	'—': '-',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	'°': 'o',
	'\u00A0': ' ',
};

/** VT100 User Guide, table 3-9: special graphics. */
const LINES_DEC: Readonly<Record<string, string>> = {
	'─': 'q',
	'━': 'q',
	'│': 'x',
	'┃': 'x',
	'┌': 'l',
	'┐': 'k',
	'└': 'm',
	'┘': 'j',
	'├': 't',
	'┤': 'u',
	'┬': 'w',
	'┴': 'v',
	'┼': 'n',
	'╭': 'l',
	'╮': 'k',
	'╰': 'm',
	'╯': 'j',
	'▒': 'a',
	'·': '~',
	'°': 'f',
};

/** Code page 437 above ASCII, without what a VT treats as control. */
const CP437 = new Set(
	'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■',
);

function ascii(text: string, width: number): string {
	const mapped = Object.hasOwn(LINES_ASCII, text) ? LINES_ASCII[text] : undefined;
	if (mapped !== undefined) return mapped;
	// Letters with marks keep the letter: "é" is "e".
	const base = text.normalize('NFD')[0] ?? '';
	return (/^[ -~]$/.test(base) ? base : '?').padEnd(width, '?');
}

export function glyphOf(text: string, width: number, level: GlyphLevel): Glyph {
	if (level === 'unicode' || /^[ -~]$/.test(text)) return {text, graphics: false};
	if (level === 'linux' && CP437.has(text.normalize('NFC'))) return {text: text.normalize('NFC'), graphics: false};
	const graphic = level === 'dec' && Object.hasOwn(LINES_DEC, text) ? LINES_DEC[text] : undefined;
	if (graphic !== undefined) return {text: graphic, graphics: true};
	return {text: ascii(text, width), graphics: false};
}
