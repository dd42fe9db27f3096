/** Keys that let root in, as lines of authorized_keys (sshd(8)); others put theirs beside them, the engine among them. */
import type {WantedFile} from '../../plan/wanted.ts';
import {publicKey} from '../../settings/public-key.ts';
import {Invalid, visible, type Wrong} from '../../settings/setting.ts';
import {withBlock} from '../../plan/written.ts';
import {isKeysUrl} from './ssh-key.ts';

/** As the server reads it: one space between the words, where the key was given with whatever Unicode calls a blank. */
const lineOf = (key: string) => key.trim().split(/\s+/).join(' ');

type Read = {readonly keys: readonly string[]; readonly bad: readonly string[]};

/** Lines of a bad file that are named one by one; a web page in place of keys has hundreds. */
const NAMED = 3;

/** What a URL led to: keys, and a whole sentence about each line that is none. Blank lines and comments are nothing. */
function readKeys(url: string, text: string): Read {
	const lines = text.split(/\r\n?|\n/).map((line, at) => ({line: line.trim(), at: at + 1}));
	const content = lines.filter(({line}) => line !== '' && !line.startsWith('#'));
	const read = content.map(({line, at}) => ({line, at, wrong: wrongIn(line)}));
	const bad = read.flatMap(({line, at, wrong}) => (wrong ? [{at, message: new Invalid(line, wrong).message}] : []));
	const sentences = bad.slice(0, NAMED).map(({at, message}) => `Line ${at} of ${url} is left out: ${message}.`);
	const more = bad.length - sentences.length;
	return {
		keys: read.filter(({wrong}) => !wrong).map(({line}) => lineOf(line)),
		bad: [...sentences, ...(more > 0 ? [`${more} more ${more === 1 ? 'line' : 'lines'} of ${url} left out.`] : [])],
	};
}

/** Of a character that nobody sees in a file that people look at. */
const UNSEEN: Wrong = {what: 'holds a character that nobody sees', right: 'give printable text'};

function wrongIn(line: string): Wrong | undefined {
	const key = lineOf(line);
	return publicKey(line) ?? (visible(key) === key ? undefined : UNSEEN);
}

export type Keys = {
	readonly lines: readonly string[];
	/** Whole sentences about what came over the network and is no key. */
	readonly waits: readonly string[];
};

/** The keys that are given, then those of each URL under its name. One that was never fetched gives none. */
export function keysOf(sshKeys: readonly string[], fetched: (url: string) => string | undefined): Keys {
	const given = sshKeys.filter(key => !isKeysUrl(key)).map(lineOf);
	const read = sshKeys.filter(isKeysUrl).map(url => ({url, ...readKeys(url, fetched(url) ?? '')}));
	const found = read.filter(({keys}) => keys.length > 0);
	return {
		lines: [...given, ...found.flatMap(({url, keys}) => [`# ${url}`, ...keys])],
		waits: read.flatMap(({bad}) => bad),
	};
}

/** The server ignores a file that others than its owner may write; nobody else has to read it either. */
export const keysFile = (lines: readonly string[]): WantedFile => ({
	path: '/root/.ssh/authorized_keys',
	mode: 0o600,
	folderMode: 0o700,
	edit: now => withBlock(now, lines, 'last'),
});
