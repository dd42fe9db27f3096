/** In linear mode a control stands in the frame as a line of its own that holds its id, so that questions keep their place. */

const [OPEN, CLOSE] = ['\uE000', '\uE001'];

export function markOf(id: string): string {
	return `${OPEN}${id}${CLOSE}`;
}

/** The id of the control that a line of the frame stands for. */
export function idOfLine(line: string): string | undefined {
	const start = line.indexOf(OPEN);
	const end = line.indexOf(CLOSE);
	return start === -1 || end < start ? undefined : line.slice(start + 1, end);
}
