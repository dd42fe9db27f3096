/**
 * Reads an answer file: sections of settings in YAML. The text of a scalar is taken as it stands (`0123` and `on` stay what
 * they are); every mistake is a sentence with its line. Nothing is built from the document but texts, so no bomb goes off.
 */
import type {Document, Node, Pair, ParsedNode} from 'yaml';
import {isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument} from 'yaml';
import type {Given, Problem} from '../settings/answers.ts';
import {looksLikeHash} from '../settings/crypt-hash.ts';
import {suggestion} from '../settings/near.ts';
import type {SectionLike} from '../settings/section.ts';
import {allSettings, settingNamed, shown} from '../settings/section.ts';
import type {AnySetting} from '../settings/setting.ts';
import type {Later} from './kernel-line.ts';
import {NOTHING_LATER} from './kernel-line.ts';
import {syntaxProblem} from './yaml-syntax.ts';

export type YamlReading = {readonly givens: readonly Given[]; readonly problems: readonly Problem[]};

/** Nobody writes more by hand, and everything that reads it stays quick. */
export const FILE_LIMIT = 1024 * 1024;
/** The format of answer files and of the store; a newer one belongs to a newer hostwright. */
export const FILE_VERSION = 1;
const ALIAS_LIMIT = 100;
/** The parser recurses: a file of a million brackets would end its stack. */
const BRACKET_LIMIT = 5000;
const TOO_DEEP = 'sections and settings are two levels, so nest nothing deeper';

class Reading {
	readonly givens: Given[] = [];
	readonly problems: Problem[] = [];
	readonly file: string;
	readonly sections: readonly SectionLike[];
	readonly later: Later;
	readonly #lines: LineCounter;
	readonly #document: Document.Parsed<ParsedNode>;
	readonly #seen = new Map<string, number>();
	#aliases = 0;

	constructor(
		file: string,
		sections: readonly SectionLike[],
		later: Later,
		document: Document.Parsed<ParsedNode>,
		lines: LineCounter,
	) {
		this.file = file;
		this.sections = sections;
		this.later = later;
		this.#document = document;
		this.#lines = lines;
	}

	lineOf(node: unknown): number {
		const range = isPair(node) ? rangeOf(node.key) : rangeOf(node);
		return range === undefined ? 1 : this.#lines.linePos(range).line;
	}

	sourceName(node: unknown): string {
		return `${this.file} line ${this.lineOf(node)}`;
	}

	fail(node: unknown, message: string, setting = '', text = ''): undefined {
		const source = this.sourceName(node);
		this.problems.push({setting, text, source, level: 'error', message: `${source}: ${message}`});
		return undefined;
	}

	/** Whether this name is new in the file; a second time is a problem. */
	isFirst(node: unknown, name: string): boolean {
		const before = this.#seen.get(name);
		if (before !== undefined)
			this.fail(node, `"${name}" was given in line ${before} already; keep one of them`, '', name);
		else this.#seen.set(name, this.lineOf(node));
		return before === undefined;
	}

	/** Follows an alias to what it stands for; undefined, and said, when there are too many or it leads nowhere. */
	follow(node: unknown): Node | undefined {
		if (!isAlias(node)) return isNode(node) ? node : undefined;
		this.#aliases += 1;
		if (this.#aliases > ALIAS_LIMIT) {
			if (this.#aliases === ALIAS_LIMIT + 1)
				this.fail(node, `"*${node.source}" is one alias too many; write the values out`, '', node.source);
			return undefined;
		}
		return (
			node.resolve(this.#document) ??
			this.fail(node, `"*${node.source}" stands for nothing; give the anchor &${node.source} before it`)
		);
	}
}

const isNode = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value);

function rangeOf(value: unknown): number | undefined {
	return isAlias(value) || isNode(value) ? value.range?.[0] : undefined;
}

/** What a scalar says. Nothing, `~` and `null` without quotes say that there is no value; a block's last line break is not part of it. */
function textOf(node: Node): string | undefined {
	if (!isScalar(node)) return undefined;
	const text = typeof node.value === 'string' ? node.value : '';
	if (node.type === 'PLAIN') return /^(~|null)$/i.test(text) ? '' : text;
	return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? text.replace(/\n$/, '') : text;
}

const shapeOf = (node: Node) =>
	isMap(node) ? 'a group of keys' : isSeq(node) ? `a list of ${node.items.length}` : 'one value';

/** The name a key says; undefined, and said, when it is no plain word. */
function keyOf(reading: Reading, pair: Pair): string | undefined {
	const node = reading.follow(pair.key);
	const text = node && textOf(node);
	if (text === undefined || text === '')
		return reading.fail(pair, 'a key here is not a name; give names as in network:');
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
		return reading.fail(
			at,
			`${name} takes one value and this is a list of ${items.length}; write it as ${name.split('.')[1]}: VALUE`,
			name,
		);
	}
	const texts: string[] = [];
	for (const item of items) {
		const node = reading.follow(item);
		const text = node && textOf(node);
		if (node === undefined) return undefined;
		if (text === undefined)
			return reading.fail(node, `an item of ${name} is ${shapeOf(node)}; give plain values`, name);
		if (text.trim() === '')
			return reading.fail(node, `${name} has an empty item; give a value or leave the line out`, name);
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
		return reading.fail(
			pair,
			`${name} has the tag ${node.tag}; leave it out: a setting says itself what it is`,
			name,
		);
	}
	if (isSeq(node)) return readItems(reading, name, setting, node.items, node);
	const text = textOf(node);
	if (text === undefined) {
		return reading.fail(
			pair,
			`${name} takes ${setting.kind === 'list' ? 'a list' : 'one value'} and this is a group of keys`,
			name,
		);
	}
	// In a list's own text form the percent sign escapes; in a file nobody expects that.
	return setting.kind === 'list' ? text.replaceAll('%', '%25') : text;
}

function readSetting(reading: Reading, name: string, pair: Pair): void {
	const setting = settingNamed(reading.sections, name);
	if (!setting) return refuseUnknown(reading, name, pair);
	if (!reading.isFirst(pair, name)) return;
	const text = readValue(reading, name, setting, pair);
	if (text !== undefined)
		reading.givens.push({setting: name, text, source: {rank: 'file', name: reading.sourceName(pair)}});
}

/** Keys beside the sections: the version of the format, and where the values of a store came from. */
const BESIDE: ReadonlySet<string> = new Set(['version', 'provenance']);

function refuseUnknown(reading: Reading, name: string, pair: Pair): void {
	const later = reading.later.noSection(name);
	if (later !== undefined) return void reading.fail(pair, later, '', name);
	const isSection = !name.includes('.');
	const names = [...allSettings(reading.sections)].map(known => known.name);
	const near =
		suggestion(name, isSection ? [...reading.sections.map(known => known.name), ...names] : names) ??
		sameShort(reading, name);
	const right = near === undefined ? 'hostwright reference lists them all' : `did you mean ${near}?`;
	const what = isSection ? 'section' : 'setting';
	const hidden = near !== undefined && shown(settingNamed(reading.sections, near), 'x') !== 'x';
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
export function readYaml(
	text: string,
	file: string,
	sections: readonly SectionLike[],
	later: Later = NOTHING_LATER,
): YamlReading {
	const failed = (message: string): YamlReading => ({
		givens: [],
		problems: [{setting: '', text: '', source: file, level: 'error', message: `${file}: ${message}`}],
	});
	if (Buffer.byteLength(text) > FILE_LIMIT) {
		return failed(`the file has ${Buffer.byteLength(text)} bytes; an answer file has at most ${FILE_LIMIT}`);
	}
	const brackets = text.match(/[[{]/g)?.length ?? 0;
	if (brackets > BRACKET_LIMIT) return failed(`the file has ${brackets} opening brackets; ${TOO_DEEP}`);
	const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
	const lines = new LineCounter();
	let document: Document.Parsed<ParsedNode>;
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
	const reading = new Reading(file, sections, later, document, lines);
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
