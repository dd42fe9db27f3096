/**
 * Hostile texts in every setting from every door end in a sentence that can be shown anywhere, or in an answer that comes back the same
 * through the other doors. Nothing throws, nothing is interpreted, and no secret is shown on the way.
 */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {afterAll, describe, expect, it} from 'vitest';
import {stringify} from 'yaml';
import {features} from '../../src/features/index.ts';
import type {Gathered} from '../../src/session/answers.ts';
import {gather} from '../../src/session/answers.ts';
import {answersReport, hasError, oneReport, problemLine} from '../../src/session/report.ts';
import {referenceFormats, reference} from '../../src/session/reference.ts';
import type {NamedSetting} from '../../src/settings/section.ts';
import {allSettings, canonical} from '../../src/settings/section.ts';
import {encodeValue} from '../../src/sources/kernel-words.ts';
import {openStore} from '../../src/sources/store.ts';
import {hostileFor, hostileText, LONGEST, takenHostile} from '../hostile.ts';
import {Doors} from './doors.ts';

const settings = [...allSettings(features)];
/** For sections without one of their own. */
const LAST_WORD = ['hostname'];
const doors = new Doors(features);

const scratch = mkdtempSync(path.join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));
const store = path.join(scratch, 'settings.yaml');

/** A setting, what is given to it, and a word of the ancestor from its section. */
class Case {
	readonly named: NamedSetting;
	readonly text: string;
	readonly word: string;

	constructor(named: NamedSetting, text: string, word: string) {
		this.named = named;
		this.text = text;
		this.word = word;
	}

	/** What the text means to the setting; undefined when it refuses it. */
	get value(): unknown {
		try {
			return this.named.setting.parse(this.text);
		} catch {
			return undefined;
		}
	}

	/** As our own word has it: in the form of the setting where that takes it, in which a list has nothing left to decode. */
	get inWord(): string {
		const {setting} = this.named;
		return encodeValue(
			this.value === undefined ? this.text : canonical(setting, this.text),
			setting.kind === 'list',
		);
	}

	/** As an answer file has it: a list is a sequence there. */
	get inFile() {
		const value = Array.isArray(this.value) ? this.value : this.text;
		return {[this.named.section.name]: {[this.named.short]: value}};
	}

	/** How a failure names it. */
	toString(): string {
		return `${this.named.name} ${JSON.stringify(this.text)} ${this.word}`;
	}
}

/** Each way a text gets in. `exact` ones carry it whole, so that the setting alone decides. */
const DOORS: Readonly<Record<string, {readonly exact: boolean; enter(each: Case): Gathered}>> = {
	'our own word, encoded': {
		exact: true,
		enter: ({named, inWord}) => doors.byLine(`hostwright.${named.name}=${inWord}`),
	},
	'our own word, as it stands': {
		exact: false,
		enter: ({named, text}) => doors.byLine(`hostwright.${named.name}=${text}`),
	},
	'a word of the ancestor': {exact: false, enter: ({word, text}) => doors.byLine(`${word}=${text}`)},
	'an answer file': {exact: true, enter: each => doors.byFile(stringify(each.inFile))},
	'an answer file, pasted into': {
		exact: false,
		enter: ({named, text}) => doors.byFile(`${named.section.name}:\n  ${named.short}: ${text}\n`),
	},
	'the saved store': {
		exact: true,
		enter(each) {
			const provenance = {
				[each.named.name]: each.named.setting.kind === 'secret' ? 'site.yaml line 3' : each.text,
			};
			writeFileSync(store, stringify({version: '1', ...each.inFile, provenance}));
			const {givens, problems} = openStore(features, store);
			const gathered = gather({features, configs: [], store: givens});
			return {...gathered, problems: [...problems, ...gathered.problems]};
		},
	},
	typed: {
		exact: true,
		enter({named, text}) {
			const source = {rank: 'typed', name: 'typed here'} as const;
			return gather({features, configs: [], typed: [{setting: named.name, text, source}]});
		},
	},
	'a name in its place': {
		exact: false,
		enter({text}) {
			const file = stringify({[text]: {[text]: text}, network: {[text]: text}, provenance: {[text]: text}});
			const cmdline = `hostwright.${text}=1 hostwright.network.${text}=1 ${text}=1 ${text}`;
			return gather({features, cmdline, configs: [{name: 'site.yaml', text: file}]});
		},
	},
};

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Everything check, explain and a screen would show of it. */
function shownOf({answers, problems}: Gathered, {named}: Case): readonly string[] {
	const reports = [oneReport(features, answers, named.name), ...Object.values(answersReport(features, answers))];
	return [
		...problems.flatMap(problem => [problemLine(problem), problem.text]),
		...reports.flatMap(({text, source, overrode}) => [
			text,
			source,
			...overrode.flatMap(before => [before.text, before.source]),
		]),
	];
}

/** What a person reads is of one line, moves no cursor, turns no line round, and tells nothing of how we are made. */
function expectFitToShow(gathered: Gathered): void {
	for (const {message, level} of gathered.problems) {
		expect(message).not.toMatch(UNSEEN);
		expect(message).not.toMatch(/\n| at .*\.[tj]s:\d|node:internal/);
		expect(message.length).toBeGreaterThan(10);
		expect(Array.from(message).length).toBeLessThanOrEqual(600);
		expect(['error', 'warning', 'note']).toContain(level);
	}
}

/** Long and mixed enough not to stand in a sentence of ours by chance. */
const isTelling = ({named, text}: Case) =>
	named.setting.kind === 'secret' && text.length >= 12 && new Set(text).size > 6;

function expectSecretKept(shown: readonly string[], each: Case): void {
	if (!isTelling(each)) return;
	for (const text of shown) expect(text).not.toContain(each.text);
}

/** Over all doors together. Each door has a time of its own to run in. */
const CASES = 10_000;

describe('hostile texts', () => {
	const cases: fc.Arbitrary<Case> = fc.oneof(
		...settings.map(named =>
			fc
				.tuple(
					hostileFor(named.setting),
					fc.constantFrom(...Object.keys(named.section.legacy ?? {}), ...LAST_WORD),
				)
				.map(([text, word]) => new Case(named, text, word)),
		),
	);

	const counts = new Map<string, number>();
	const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
	const prototype = Object.getOwnPropertyNames(Object.prototype).join();

	it.each(Object.entries(DOORS))('end in a clear problem or an answer that comes back: %s', (name, door) => {
		fc.assert(
			fc.property(cases, each => {
				const gathered = door.enter(each);
				expectFitToShow(gathered);
				const shown = shownOf(gathered, each);
				expect(shown.join('')).not.toMatch(UNSEEN);
				if (door.exact) {
					expectSecretKept(shown, each);
					const {named, text} = each;
					const answered = gathered.answers.get(named.name)?.text;
					if (each.value !== undefined)
						expect(canonical(named.setting, answered ?? '')).toBe(canonical(named.setting, text));
				}
				const refused = hasError(gathered.problems);
				if (!refused) doors.through(gathered);
				count(`${name}: ${refused ? 'refused' : gathered.answers.size > 0 ? 'taken' : 'left alone'}`);
				count(each.named.name);
			}),
			{numRuns: CASES / Object.keys(DOORS).length},
		);
		expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype);
	});

	it('were refused and taken at every door, for every setting', () => {
		const outcomes = [...counts].filter(([name]) => name.includes(':'));
		console.log(`hostile texts: ${outcomes.map(([name, many]) => `${name} ${many}`).join(', ')}`);
		expect(outcomes.reduce((sum, [, many]) => sum + many, 0)).toBeGreaterThanOrEqual(CASES);
		expect(settings.filter(({name}) => (counts.get(name) ?? 0) < 50).map(({name}) => name)).toEqual([]);
		const wanted = Object.keys(DOORS).flatMap(name => [`${name}: refused`, `${name}: taken`]);
		expect(wanted.filter(name => (counts.get(name) ?? 0) < 20)).toEqual(['a name in its place: taken']);
	});

	it('that a setting takes come back from the store that set writes', async () => {
		const file = path.join(scratch, 'set', 'settings.yaml');
		for (const {name, setting} of settings.filter(each => !each.setting.once)) {
			for (const text of takenHostile(setting).slice(0, 3)) {
				await openStore(features, file).set([{setting: name, text, source: {rank: 'typed', name: text}}]);
				const {givens, problems} = openStore(features, file);
				expect(problems).toEqual([]);
				expect(givens.find(given => given.setting === name)?.text).toBe(canonical(setting, text));
			}
		}
	});

	it.each(referenceFormats)('are not in the reference (%s)', format => {
		expect(reference(format)?.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(UNSEEN);
	});

	it('are bounded', () => {
		fc.assert(fc.property(hostileText, text => text !== '' && Array.from(text).length <= LONGEST));
	});
});
