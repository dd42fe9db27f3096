/** How files say that they are ours: to whoever opens one, and to us when we meet it again. */

/** The first comment line of every file we write. */
export const WRITTEN = 'Written by hostwright from its settings; changes here are overwritten.';

/** Whether a file is wholly ours, by its first line; `#` begins a comment in all that are owned so. */
export const isSigned = (text: string): boolean => text.startsWith(`# ${WRITTEN}\n`);

/** Round our lines in a file of somebody else's; `#` begins a comment in all of them. */
const BEGIN = '# What hostwright writes from its settings begins here; changes are overwritten.';
const END = '# What hostwright writes ends here.';

/**
 * The file with these lines as its only lines of ours. Undefined when nothing is left of it. Saying it twice is saying it once. Lines
 * of ours that somebody robbed of their end cannot be told from others any more, and stay.
 * @param now undefined when there is no file
 * @param where before all other lines; or behind them when they are new, else where they were
 */
export function withBlock(
	now: string | undefined,
	lines: readonly string[],
	where: 'first' | 'last',
): string | undefined {
	const {others, place, had} = withoutBlocks(now ?? '');
	if (lines.length === 0) {
		if (!had) return now;
		return others.length === 0 ? undefined : textOf(others);
	}
	const before = where === 'first' ? 0 : (place ?? others.length);
	return textOf([...others.slice(0, before), BEGIN, ...lines, END, ...others.slice(before)]);
}

const textOf = (lines: readonly string[]) => lines.map(line => `${line}\n`).join('');

type Rest = {
	readonly others: readonly string[];
	/** How many of the others stand before the first block. */
	readonly place: number | undefined;
	/** There was a mark of ours. */
	readonly had: boolean;
};

function withoutBlocks(text: string): Rest {
	const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
	const others: string[] = [];
	let place: number | undefined;
	for (let at = 0; at < lines.length; at += 1) {
		const end = endOf(lines, at);
		if (end !== undefined) {
			place ??= others.length;
			at = end;
		} else if (!isMark(lines[at])) others.push(lines[at] ?? '');
	}
	return {others, place, had: lines.some(isMark)};
}

/** Editors of other systems leave a carriage return behind. */
const isBegin = (line = '') => line.trimEnd() === BEGIN;
const isEnd = (line = '') => line.trimEnd() === END;
const isMark = (line: string | undefined) => isBegin(line) || isEnd(line);

/** Where a block that begins here ends; undefined when none begins, another begins first, or the file ends. */
function endOf(lines: readonly string[], from: number): number | undefined {
	if (!isBegin(lines[from])) return undefined;
	const next = lines.findIndex((line, at) => at > from && isMark(line));
	return next !== -1 && isEnd(lines[next]) ? next : undefined;
}

/** Before a line of somebody else's that says what ours says: it waits for the day when ours goes. `#` begins a comment here too. */
const ASIDE = '# Put aside by hostwright: ';

/** The text with those lines put aside. */
export const putAside = (text: string, says: (line: string) => boolean): string =>
	text
		.split('\n')
		.map(line => (says(line) ? `${ASIDE}${line}` : line))
		.join('\n');

/** The text with every line back that was put aside. */
export const takenBack = (text: string): string =>
	text
		.split('\n')
		.map(line => (line.startsWith(ASIDE) ? line.slice(ASIDE.length) : line))
		.join('\n');
