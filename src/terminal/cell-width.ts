/** Columns that a text takes on a terminal. The same measure that Ink lays out with, or grid and layout would disagree. */
import stringWidth from 'string-width';

export function cellWidth(text: string): number {
	return /^[\u0020-\u007E]*$/.test(text) ? text.length : stringWidth(text);
}

/** The text cut, or filled with blanks, to exactly `width` columns. What was cut ends in `more`. */
export function fit(
	text: string,
	width: number,
	{align = 'left', more = ''} = {} as {align?: 'left' | 'right'; more?: string},
): string {
	const full = cellWidth(text);
	if (full <= width) {
		const blanks = ' '.repeat(width - full);
		return align === 'right' ? blanks + text : text + blanks;
	}
	const room = Math.max(0, width - more.length);
	let cut = '';
	let used = 0;
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		const columns = cellWidth(segment);
		if (used + columns > room) break;
		cut += segment;
		used += columns;
	}
	return (cut + ' '.repeat(room - used) + more).slice(0, Math.max(width, cut.length));
}
