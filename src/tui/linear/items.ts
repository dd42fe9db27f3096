/** A frame of linear mode, taken apart: texts to say and controls to ask, in the order of the page. Pure. */

export type Item = {readonly kind: 'text'; readonly text: string} | {readonly kind: 'control'; readonly id: string};

/** Private-use characters round the id of a control: no text holds them, and Ink counts them as one column each. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

/** What a control draws in linear mode, so that its question keeps its place in the page. */
export function markOf(id: string): string {
	return `${OPEN}${id}${CLOSE}`;
}

/** Blank texts are left out. */
export function itemsOf(frame: string): Item[] {
	return frame.split('\n').flatMap(line =>
		line.split(/(\uE000[^\uE001]*\uE001)/).flatMap((part): Item[] => {
			if (part.startsWith(OPEN)) return [{kind: 'control', id: part.slice(1, -1)}];
			const text = part.trimEnd();
			return text.trim() === '' ? [] : [{kind: 'text', text}];
		}),
	);
}
