/**
 * How long logs may grow. rsyslog's own file for logrotate(8) names the logs that rsyslog writes, on both distributions. A log
 * that is named twice is an error there, and a global option gives way to what that file says; so the lines that count are put
 * into its blocks, and everything else in it stays.
 */
import type {WantedCheck, WantedFile} from '../../plan/wanted.ts';
import {WRITTEN} from '../../plan/written.ts';

export type Rotation = {
	/** KiB. */
	readonly maxSize: number;
	readonly interval: 'daily' | 'weekly' | 'monthly';
};

export const LOGROTATE_FILE = '/etc/logrotate.d/rsyslog';

/** Four weeks of logs at least, whatever the interval: what both distributions keep. */
const KEPT: Readonly<Record<Rotation['interval'], number>> = {daily: 28, weekly: 4, monthly: 1};

/** What else in a block would say when a log is rotated, how large it may grow, or how many are kept. */
const SAYS_SO = /^\s*(?:hourly|daily|weekly|monthly|yearly|(?:min|max)?size|rotate)\b/;
const SCRIPT = /^\s*(?:prerotate|postrotate|firstaction|lastaction|preremove)\s*$/;
const SCRIPT_END = /^\s*endscript\s*$/;

/** `minsize` waits for the interval and for the size; a bare number would be bytes, which is what the ancestor wrote. */
const linesOf = ({maxSize, interval}: Rotation) => [
	`\t# ${WRITTEN}`,
	`\t${interval}`,
	`\tminsize ${maxSize}k`,
	`\trotate ${KEPT[interval]}`,
];

/** The text with these lines first in each block; without a file there is nothing that rotates these logs. */
export function editLogrotate(text: string | undefined, rotation: Rotation): string | undefined {
	if (text === undefined) return undefined;
	let [inBlock, inScript] = [false, false];
	const lines = text.split('\n').flatMap(line => {
		if (inScript) {
			inScript = !SCRIPT_END.test(line);
			return [line];
		}
		if (/^[^#]*\{\s*$/.test(line)) {
			inBlock = true;
			return [line, ...linesOf(rotation)];
		}
		if (/^\s*\}/.test(line)) inBlock = false;
		inScript = SCRIPT.test(line);
		return inBlock && (SAYS_SO.test(line) || line.includes(WRITTEN)) ? [] : [line];
	});
	return lines.join('\n');
}

export const logrotateFile = (rotation: Rotation): WantedFile => ({
	path: LOGROTATE_FILE,
	edit: now => editLogrotate(now, rotation),
});

/** It speaks of every file it reads and ends with 1 for any of them; a fault of another file is not ours to fail for. */
export const logrotateCheck: WantedCheck = {
	command: 'logrotate',
	args: ['--debug', '/etc/logrotate.conf'],
	accepts: [0, 1],
	refuses: /^error: (?:\S*\/)?rsyslog:\d+ |^error: found error in file rsyslog\b/,
};
