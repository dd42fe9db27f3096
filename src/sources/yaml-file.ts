/**
 * Reads an answer file: sections of settings in YAML. The text of a scalar is taken as it stands (`0123` and `on` stay what
 * they are); every mistake is a sentence with its line. Nothing is built from the document but texts, so no bomb goes off.
 */
import type {Document, Node, Pair} from 'yaml';
import {isMap, isScalar, isSeq, LineCounter, parseDocument} from 'yaml';
import type {Given, Problem} from '../settings/answers.ts';
import {looksLikeHash} from '../settings/crypt-hash.ts';
import {suggestion} from '../settings/near.ts';
import type {SectionLike} from '../settings/section.ts';
import {allSettings, settingNamed, shown} from '../settings/section.ts';
import type {AnySetting} from '../settings/setting.ts';
import {Reading, shapeOf, textOf} from './yaml-reading.ts';
import {syntaxProblem} from './yaml-syntax.ts';

export type YamlReading = {readonly givens: readonly Given[]; readonly problems: readonly Problem[]};

/** Nobody writes more by hand, and everything that reads it stays quick. */
export const FILE_LIMIT = 1024 * 1024;
/** The format of answer files and of the store; a newer one belongs to a newer hostwright. */
export const FILE_VERSION = 1;
/** The parser recurses: a file of a million brackets would end its stack. */
const BRACKET_LIMIT = 5000;
/** Brackets that may open something; behind another character they are part of a word, as in `serial:[x`. */
const OPENING = /(?<=^|[\s,]|["']:)[[{][[{\s]*/gm;
const TOO_DEEP = 'sections and settings are two levels, so nest nothing deeper';

/** The name a key says; undefined, and said, when it is no plain word. */
function keyOf(reading: Reading, pair: Pair): string | undefined {
	const node = reading.follow(pair.key);
	const text = node && textOf(node);
	if (text === undefined || text === '') {
		reading.fail(pair, 'a key here is not a name; give names as in network:');
		return undefined;
	}
	return text;
}

function readItems(
	reading: Reading,
	name: string,
	setting: AnySetting,
	items: readonly unknown[],
	at: Node,
): string | undefined {
	if (setting.kind !== 'list') {
		reading.fail(
			at,
			`${name} takes one value and this is a list of ${items.length}; write it as ${name.split('.')[1]}: VALUE`,
			name,
		);
		return undefined;
	}
	const texts: string[] = [];
	for (const item of items) {
		const node = reading.follow(item);
		const text = node && textOf(node);
		if (node === undefined) return undefined;
		if (text === undefined) {
			reading.fail(node, `an item of ${name} is ${shapeOf(node)}; give plain values`, name);
			return undefined;
		}
		if (text.trim() === '') {
			reading.fail(node, `${name} has an empty item; give a value or leave the line out`, name);
			return undefined;
		}
		texts.push(text);
	}
	return setting.format(texts);
}

/** The text one setting is given; undefined when it was said to be wrong. */
function readValue(reading: Reading, name: string, setting: AnySetting, pair: Pair): string | undefined {
	if (pair.value === null) return '';
	const node = reading.follow(pair.value);
	if (node === undefined) return undefined;
	if (node.tag !== undefined && !/^tag:yaml\.org,2002:(str|map|seq)$/.test(node.tag)) {
		reading.fail(pair, `${name} has the tag ${node.tag}; leave it out: a setting says itself what it is`, name);
		return undefined;
	}
	if (isSeq(node)) return readItems(reading, name, setting, node.items, node);
	const text = textOf(node);
	if (text === undefined) {
		reading.fail(
			pair,
			`${name} takes ${setting.kind === 'list' ? 'a list' : 'one value'} and this is a group of keys`,
			name,
		);
		return undefined;
	}
	// In a list's own text form the percent sign escapes; in a file nobody expects that.
	return setting.kind === 'list' ? text.replaceAll('%', '%25') : text;
}

function readSetting(reading: Reading, name: string, pair: Pair): void {
	const setting = settingNamed(reading.sections, name);
	if (!setting) {
		refuseUnknown(reading, name, pair);
		return;
	}
	if (!reading.isFirst(pair, name)) return;
	const text = readValue(reading, name, setting, pair);
	if (text !== undefined)
		reading.givens.push({setting: name, text, source: {rank: 'file', name: reading.sourceName(pair)}});
}

/** Keys beside the sections: the version of the format, and where the values of a store came from. */
const BESIDE: ReadonlySet<string> = new Set(['version', 'provenance']);

function refuseUnknown(reading: Reading, name: string, pair: Pair): void {
	const isSection = !name.includes('.');
	const names = [...allSettings(reading.sections)].map(known => known.name);
	const near =
		suggestion(name, isSection ? [...reading.sections.map(known => known.name), ...names] : names) ??
		sameShort(reading, name);
	const right = near === undefined ? 'hostwright reference lists them all' : `did you mean ${near}?`;
	const what = isSection ? 'section' : 'setting';
	const isSecret = near !== undefined && shown(settingNamed(reading.sections, near), 'x') !== 'x';
	// Somebody else's word for a password: adminpw, passwd, token.
	const hidden = isSecret || /pass|pw|secret|token/i.test(name);
	const node = pair.value === null ? undefined : reading.follow(pair.value);
	const value = (node && textOf(node)) ?? '';
	const given = value === '' || hidden || looksLikeHash(value) ? '' : ` (given as "${value.slice(0, 60)}")`;
	reading.fail(pair, `"${name}"${given} is not a ${what}; ${right}`, '', name);
}

/** A setting of this short name in another section, or at the top where its section belongs. */
function sameShort(reading: Reading, name: string): string | undefined {
	const short = name.slice(name.indexOf('.') + 1).toLowerCase();
	return [...allSettings(reading.sections)].find(known => known.short.toLowerCase() === short)?.name;
}

function readSection(reading: Reading, section: SectionLike, pair: Pair): void {
	if (!reading.isFirst(pair, section.name) || pair.value === null) return;
	const node = reading.follow(pair.value);
	if (node === undefined || (isScalar(node) && textOf(node) === '')) return;
	if (!isMap(node)) {
		reading.fail(
			pair,
			`${section.name} is a section of settings and this is ${shapeOf(node)}; put its settings under it, indented`,
			'',
			textOf(node) ?? '',
		);
		return;
	}
	for (const inner of node.items) {
		const short = keyOf(reading, inner);
		if (short !== undefined) readSetting(reading, `${section.name}.${short}`, inner);
	}
}

function readVersion(reading: Reading, pair: Pair): void {
	const node = pair.value === null ? undefined : reading.follow(pair.value);
	const text = (node && textOf(node)) ?? '';
	if (text === String(FILE_VERSION)) return;
	const isNewer = /^\d{1,9}$/.test(text) && Number(text) > FILE_VERSION;
	const right = isNewer
		? `this hostwright reads version ${FILE_VERSION}, so a newer one wrote it`
		: `give ${FILE_VERSION}`;
	reading.fail(pair, `"${text}" is not a version of the file that can be read; ${right}`, '', text);
}

function readTop(reading: Reading, pair: Pair): void {
	const name = keyOf(reading, pair);
	if (name === undefined) return;
	const section = reading.sections.find(candidate => candidate.name === name);
	if (section) readSection(reading, section, pair);
	else if (name === 'version') readVersion(reading, pair);
	else if (!BESIDE.has(name)) readSetting(reading, name, pair);
}

/**
 * Reads an answer file. Every given has rank `file` and the source `FILE line N`. Values are judged where they are parsed, not
 * here. Never throws.
 */
export function readYaml(text: string, file: string, sections: readonly SectionLike[]): YamlReading {
	const failed = (message: string): YamlReading => ({
		givens: [],
		problems: [{setting: '', text: '', source: file, level: 'error', message: `${file}: ${message}`}],
	});
	if (Buffer.byteLength(text) > FILE_LIMIT) {
		return failed(`the file has ${Buffer.byteLength(text)} bytes; an answer file has at most ${FILE_LIMIT}`);
	}
	const brackets = text.match(OPENING)?.join('').replaceAll(/\s/g, '').length ?? 0;
	if (brackets > BRACKET_LIMIT) return failed(`the file has ${brackets} opening brackets; ${TOO_DEEP}`);
	const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
	const lines = new LineCounter();
	let document: Document.Parsed;
	try {
		document = parseDocument(plain, {
			schema: 'failsafe',
			lineCounter: lines,
			prettyErrors: false,
			uniqueKeys: false,
			logLevel: 'error',
		});
	} catch {
		return failed(TOO_DEEP);
	}
	const wrong = document.errors[0];
	if (wrong) return {givens: [], problems: [syntaxProblem(wrong, plain, file, sections, lines)]};
	const top = document.contents;
	if (top === null || (isScalar(top) && textOf(top) === '')) return {givens: [], problems: []};
	const reading = new Reading(file, sections, document, lines);
	if (isMap(top)) for (const pair of top.items) readTop(reading, pair);
	else
		reading.fail(
			top,
			`the file holds ${shapeOf(top)} and not sections of settings; begin with one, as in network:`,
			'',
			(textOf(top) ?? '').slice(0, 60),
		);
	return reading;
}
