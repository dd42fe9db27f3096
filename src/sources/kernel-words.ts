/**
 * The words of a kernel line. Quotes come round the whole word, round the value, or with a backslash before each (GRUB writes
 * them so when the line came from a variable); a quote opened one way is closed the same way, as the kernel does it.
 */

export type KernelWord = {
	/** As it stands on the line, quotes and all. */
	readonly raw: string;
	/** Up to the first `=`, without quotes. */
	readonly key: string;
	/** After the first `=`, without quotes round it; undefined for a bare word. */
	readonly value: string | undefined;
};

export type SplitLine = {
	readonly words: readonly KernelWord[];
	/** The word whose quote is never closed. */ readonly open: string | undefined;
};

const BLANK = /[ \t\n\v\f\r]/;
const MARKS = ['\\"', '"'] as const;
type Mark = (typeof MARKS)[number];

const markAt = (line: string, at: number): Mark | undefined => MARKS.find(mark => line.startsWith(mark, at));

/** Where the word that starts at `from` ends; undefined when a quote in it is never closed. */
function endOfWord(line: string, from: number): number | undefined {
	let open: Mark | undefined;
	let at = from;
	while (at < line.length && (open !== undefined || !BLANK.test(line.charAt(at)))) {
		const mark = open === '"' ? (line[at] === '"' ? '"' : undefined) : markAt(line, at);
		if (mark === undefined) at += 1;
		else {
			open = open === undefined ? mark : open === mark ? undefined : open;
			at += mark.length;
		}
	}
	return open === undefined ? at : undefined;
}

/** Takes away one pair of quotes round a text, plain or escaped. */
function unquoted(text: string): string {
	for (const mark of MARKS) {
		if (text.length >= 2 * mark.length && text.startsWith(mark) && text.endsWith(mark)) {
			return text.slice(mark.length, -mark.length);
		}
	}
	return text;
}

function wordOf(raw: string): KernelWord {
	const whole = unquoted(raw);
	const equals = whole.indexOf('=');
	if (equals < 0) return {raw, key: whole, value: undefined};
	return {raw, key: whole.slice(0, equals), value: unquoted(whole.slice(equals + 1))};
}

/** Never throws. A word whose quote is never closed ends at its first blank, so that what follows is not lost. */
export function splitKernelLine(line: string): SplitLine {
	const words: KernelWord[] = [];
	let open: string | undefined;
	let at = 0;
	while (at < line.length) {
		if (BLANK.test(line.charAt(at))) {
			at += 1;
			continue;
		}
		let end = endOfWord(line, at);
		if (end === undefined) {
			end = at;
			while (end < line.length && !BLANK.test(line.charAt(end))) end += 1;
			open ??= line.slice(at, end);
		}
		words.push(wordOf(line.slice(at, end)));
		at = end;
	}
	return {words, open};
}

/** What a value on the line holds in place of what the line cannot; a list's text has `%25` and `%2C` of its own. */
export function decodeValue(text: string, isList: boolean): string {
	const known: Readonly<Record<string, string>> = {'22': '"', '0A': '\n', '25': '%', '2C': ','};
	return text.replaceAll(
		isList ? /%(22|0A)/gi : /%(22|0A|25|2C)/gi,
		(_, code: string) => known[code.toUpperCase()] ?? '',
	);
}

/** The inverse, with quotes round the value when it holds a blank. */
export function encodeValue(text: string, isList: boolean): string {
	const percent = isList ? text : text.replaceAll('%', '%25');
	const plain = percent.replaceAll('"', '%22').replaceAll('\n', '%0A');
	return BLANK.test(plain) ? `"${plain}"` : plain;
}
