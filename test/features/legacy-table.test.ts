/**
 * Every word of the ancestor, in every spelling it had, as a good line and as a malformed one, with the exact answers and sentences.
 * A changed outcome is a changed contract: read the difference before `vitest -u`.
 */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {wrapLines} from '../../src/tui/widgets/wrap.ts';
import {features} from '../../src/features/index.ts';
import {endedFamilies, endedWords, notYet, notYetValues, whyNoWord} from '../../src/features/not-yet.ts';
import {gather, wrongText} from '../../src/session/answers.ts';
import {shown, settingNamed} from '../../src/settings/section.ts';
import {PW1} from '../settings/hash-samples.ts';
import type {Row} from './legacy-table/table.ts';
import {knownKeys, readTable, writeTable} from './legacy-table/table.ts';

const folder = path.join(import.meta.dirname, 'legacy-table');
const tables = readdirSync(folder)
	.filter(name => name.endsWith('.txt') && name !== 'keys.txt')
	.map(name => ({name: name.replace('.txt', ''), file: path.join(folder, name)}))
	.map(each => ({...each, table: readTable(readFileSync(each.file, 'utf8'))}));
const entries = tables.flatMap(({name, table}) => table.entries.map(entry => ({...entry, feature: name})));

/** A whole hash would hide everything else in a line. */
const withHash = (line: string) => line.replaceAll('{HASH}', PW1);

const come = (line: string) => gather({features, cmdline: withHash(line), configs: []});

/** What a setting is told that acts on nothing yet: the word was read all the same. */
const NOT_YET = new Set(
	[...Object.values(notYet), ...Object.values(notYetValues).flatMap(values => Object.values(values))].map(sentence =>
		sentence.replace(/\.$/, ''),
	),
);

/** Answers that are in force, what is taken away from lower sources, words for the installed host, and problems: a line each. */
function outcome({line}: Row): readonly string[] {
	const {answers, problems, unknownWords} = come(line);
	const read = [...answers.values()].filter(answer => wrongText(features, answer) === undefined);
	const removed = read.filter(({text}) => text === '').map(({setting}) => setting);
	return [
		...read
			.filter(({text}) => text !== '')
			.map(({setting, text}) => {
				const said = text === PW1 ? '{HASH}' : shown(settingNamed(features, setting), text);
				return `${setting} = ${said}`;
			}),
		...(removed.length === 0 ? [] : [`without ${removed.join(', ')}`]),
		...(unknownWords.length === 0 ? [] : [`for the installed host: ${unknownWords.join(' ')}`]),
		...problems.map(({level, message}) => `${level}: ${message}`),
	];
}

describe('the table of legacy words', () => {
	it.each(tables)('$name says what each line comes to', async ({file, table}) => {
		await expect(writeTable(table, outcome)).toMatchFileSnapshot(file);
	});

	const rows = entries.flatMap(({key, rows: all}) => all.map(row => ({key, ...row})));

	it.each(rows)('$line is a line about $key', ({key, line}) => {
		const words = line.replaceAll('"', '').split(' ');
		expect(words.some(word => word === key || word.startsWith(`${key}=`))).toBe(true);
	});

	it.each(rows)('$line is answered in at most three lines of a form', ({line}) => {
		for (const {message} of come(line).problems)
			expect(wrapLines([message], 71).length, message).toBeLessThanOrEqual(3);
	});

	it.each(rows)('$line is $kind', ({line, kind}) => {
		const levels = come(line)
			.problems.filter(({message}) => !NOT_YET.has(message))
			.map(({level}) => level);
		expect(levels.includes('error') ? 'bad' : levels.length > 0 ? 'odd' : 'good').toBe(kind);
	});
});

describe('the words of the facts', () => {
	const keys = knownKeys();

	const rowsOf = (wanted: string) => entries.filter(({key}) => key === wanted).flatMap(entry => entry.rows);

	it.each(keys.filter(({key}) => whyNoWord(key) === undefined))(
		'$section: $key has a line that is taken and one that is refused',
		({key}) => {
			const taken = rowsOf(key).filter(({kind, line}) => kind !== 'bad' && come(line).answers.size > 0);
			expect(taken).not.toEqual([]);
			expect(rowsOf(key).filter(({kind}) => kind === 'bad')).not.toEqual([]);
		},
	);

	it.each(keys.filter(({key}) => whyNoWord(key) !== undefined))(
		'$section: $key is explained, in a good line and a malformed one',
		({key}) => {
			expect(rowsOf(key).map(({kind}) => kind)).toEqual(['odd', 'odd']);
		},
	);

	it('are each named once', () => {
		const names = keys.map(({key}) => key);
		expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
		expect(names.length).toBeGreaterThan(90);
	});

	it('are the ones the features read or explain, and no others', () => {
		const declared = features.flatMap(({legacy = {}}) => Object.keys(legacy));
		const names = keys.map(({key}) => key);
		const isOfFamily = (name: string) => endedFamilies.some(([start]) => name.startsWith(start));
		expect([...declared, ...Object.keys(endedWords)].sort()).toEqual(
			names.filter(name => !isOfFamily(name)).sort(),
		);
		for (const [start] of endedFamilies) expect(names.some(name => name.startsWith(start))).toBe(true);
	});

	it('stand in the table of the feature that reads them, and nothing else does', () => {
		const owner = (key: string) => features.find(({legacy = {}}) => Object.hasOwn(legacy, key))?.name ?? 'ended';
		expect(entries.map(({key, feature}) => `${feature} ${key}`)).toEqual(
			entries.map(({key}) => `${owner(key)} ${key}`),
		);
		expect(entries.map(({key}) => key).sort()).toEqual(keys.map(({key}) => key).sort());
	});
});
