/** Reads and writes the tables of legacy words: what each line comes to, for a person to read. */
import {readFileSync} from 'node:fs';
import path from 'node:path';

/** What the facts know of one spelling of a word: the section that tells of it, and the values it had. */
export type KnownKey = {readonly section: string; readonly key: string; readonly values: string};

/** Each spelling in keys.txt. */
export function knownKeys(): readonly KnownKey[] {
	const text = readFileSync(path.join(import.meta.dirname, 'keys.txt'), 'utf8');
	let section = '';
	const found: KnownKey[] = [];
	for (const line of text.split('\n').filter(each => each !== '' && !each.startsWith('#'))) {
		const [names = '', values] = line.split(/ {4,}/);
		if (values === undefined) section = line;
		else found.push(...names.split(' ').map(key => ({section, key, values})));
	}
	return found;
}

/** Taken without a word; taken, or left alone, with a warning or a note; refused. */
const KINDS = ['good', 'odd', 'bad'] as const;

export type Row = {readonly kind: (typeof KINDS)[number]; readonly line: string};
export type Entry = {readonly key: string; readonly rows: readonly Row[]};
export type Table = {readonly title: string; readonly entries: readonly Entry[]};

/** Only the title, headings and rows are read: what a row comes to stands under it and is found anew. */
export function readTable(text: string): Table {
	const entries: Array<{key: string; rows: Row[]}> = [];
	for (const line of text.split('\n')) {
		const [, heading] = /^== (\S+)/.exec(line) ?? [];
		const [, word, row = ''] = /^ {2}(\w+) +(.+)$/.exec(line) ?? [];
		const kind = KINDS.find(each => each === word);
		if (heading !== undefined) entries.push({key: heading, rows: []});
		else if (kind !== undefined) entries.at(-1)?.rows.push({kind, line: row});
	}
	return {title: text.split('\n', 1)[0] ?? '', entries};
}

/** The whole file again. `outcome` says in lines what a row comes to. */
export function writeTable({title, entries}: Table, outcome: (row: Row) => readonly string[]): string {
	const values = new Map(knownKeys().map(known => [known.key, known.values]));
	const parts = entries.map(({key, rows}) =>
		[
			`== ${key}    ${values.get(key) ?? ''}`,
			...rows.map(row => {
				const lines = outcome(row);
				const came = lines.length === 0 ? ['(nothing)'] : lines;
				return [`  ${row.kind.padEnd(4)}  ${row.line}`, ...came.map(line => `        ${line}`)].join('\n');
			}),
		].join('\n\n'),
	);
	return `${[title, ...parts].join('\n\n')}\n`;
}
