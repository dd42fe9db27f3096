/** Lines of a long text, for views that scroll. Pure. */

/** The end of the piece of `text` that fits: at a blank of its second half, else behind a slash of a long path. */
function cutAt(text: string, width: number): number {
	const blank = text.lastIndexOf(' ', width);
	if (blank > width / 2) return blank;
	const slash = text.lastIndexOf('/', width - 1) + 1;
	return slash > width / 2 ? slash : width;
}

/** Lines no longer than `wished`, or than one character in a window that has no room; what goes on is indented by `more` than its beginning. */
export function wrapLines(lines: readonly string[], wished: number, more = '  '): readonly string[] {
	const width = Math.max(1, wished);
	return lines.flatMap(line => {
		const indent = `${/^ */.exec(line)?.[0] ?? ''}${more}`.slice(0, Math.floor(width / 2));
		const wrapped: string[] = [];
		let rest = line;
		while (rest.length > width) {
			const at = cutAt(rest, width);
			wrapped.push(rest.slice(0, at));
			rest = indent + rest.slice(at).trimStart();
		}
		return [...wrapped, rest];
	});
}

/** The first line to show after moving, so that the view stays within the text. */
export function firstLine(now: number, by: number, {total, height}: {total: number; height: number}): number {
	return Math.min(Math.max(0, now + by), Math.max(0, total - height));
}
