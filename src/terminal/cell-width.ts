/** Columns that a text takes on a terminal. The same measure that Ink lays out with, or grid and layout would disagree. */
import stringWidth from 'string-width';

export function cellWidth(text: string): number {
	return /^[\u0020-\u007E]*$/.test(text) ? text.length : stringWidth(text);
}

export type FitOptions = {
	readonly align?: 'left' | 'right';
	/** Ends a text that was cut, such as `...`. */
	readonly more?: string;
};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** The text cut, or filled with blanks, to exactly `wished` columns; a window of one column leaves less than none. */
export function fit(text: string, wished: number, {align = 'left', more = ''}: FitOptions = {}): string {
	const width = Math.max(0, wished);
	const full = cellWidth(text);
	if (full <= width) {
		const blanks = ' '.repeat(width - full);
		return align === 'right' ? blanks + text : text + blanks;
	}
	const sign = more.slice(0, width);
	const room = width - sign.length;
	let cut = '';
	let used = 0;
	for (const {segment} of segmenter.segment(text)) {
		const columns = cellWidth(segment);
		if (used + columns > room) break;
		cut += segment;
		used += columns;
	}
	return cut + ' '.repeat(room - used) + sign;
}
