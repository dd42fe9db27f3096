/**
 * The form of a recorded machine: a folder with `index.json`, one file for each command's output below `asks/`, and below
 * `files/` what was read, each under its own path.
 */

import type {Stat} from './host.ts';

export type RecordedAsk = {
	readonly command: readonly string[];
	readonly code: number;
	/** File name below the folder; absent when nothing was printed. */
	readonly stdout?: string;
	readonly stderr?: string;
};

export type RecordingIndex = {
	readonly version: 1;
	readonly asks: readonly RecordedAsk[];
	/** Names in each folder that was listed and is there. */
	readonly folders: Readonly<Record<string, readonly string[]>>;
	/** Where each path that was resolved leads. */
	readonly links: Readonly<Record<string, string>>;
	/** What was looked at. */
	readonly stats: Readonly<Record<string, Stat>>;
	/** Paths whose reading failed, with the errno name: some of sysfs answers EINVAL. */
	readonly refused: Readonly<Record<string, string>>;
};

export const INDEX = 'index.json';

/** Where the text of a file lies in a recording. */
export function recordedPath(path: string): string {
	return `files${path}`;
}
