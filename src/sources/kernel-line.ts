/** Reads a kernel line: our prefixed keys, oVirt Node's words through their features, and words of others (design section 4). */
import type {Given, Problem, Source} from '../settings/answers.ts';
import {looksLikeHash} from '../settings/crypt-hash.ts';
import {nearMiss, suggestion} from '../settings/near.ts';
import type {LineWords, SectionLike} from '../settings/section.ts';
import {allSettings, legacyNamed, settingNamed} from '../settings/section.ts';
import type {AnySetting} from '../settings/setting.ts';
import type {KernelWord} from './kernel-words.ts';
import {decodeValue, splitKernelLine} from './kernel-words.ts';

export const PREFIX = 'hostwright.';

/** What becomes of a word that is known and that no section reads; undefined for any other. Sentences come from whoever knows. */
type Explain = (key: string) => {readonly level: Problem['level']; readonly message: string} | undefined;

export type KernelReading = {
	readonly givens: readonly Given[];
	readonly problems: readonly Problem[];
	/** Words of others as they stand, in order, for the installed host's kernel line. */
	readonly unknown: readonly string[];
};

/** The kernel takes 2048 bytes on x86, and a boot loader drops whole words beyond that without saying so. */
const LINE_LIMIT = 2048;
const LINE_NEAR_LIMIT = 1900;

/**
 * What a boot menu says about itself (facts/ovirt-node.md 1.0.7), and what our own menus tell our initramfs; `--` would hand the
 * rest to init.
 */
const MEDIUMS_OWN =
	/^(BOOT_IMAGE|initrd|root|rootfstype|rootflags|hostwright\.(disk|slot|image))=|^(check|linux|liveimg|ro|single|install|rd_NO_MULTIPATH|---?)$/;

/** What one line has said so far. */
class Reading {
	readonly givens: Given[] = [];
	readonly problems: Problem[] = [];
	readonly unknown: string[] = [];
	readonly sections: readonly SectionLike[];
	readonly explain: Explain;
	readonly line: LineWords;
	/** The text in force for each setting, for words that add up. */
	readonly #texts = new Map<string, string>();

	constructor(words: readonly KernelWord[], sections: readonly SectionLike[], explain: Explain) {
		this.sections = sections;
		this.explain = explain;
		this.line = {all: name => words.filter(({key}) => key === name).map(({value}) => value)};
	}

	give(setting: string, text: string, source: Source, adds: boolean): void {
		const before = this.#texts.get(setting) ?? '';
		const whole = adds && before !== '' && text !== '' ? `${before},${text}` : text;
		this.#texts.set(setting, whole);
		this.givens.push({setting, text: whole, source});
	}

	say(
		level: Problem['level'],
		message: string,
		about: {setting?: string; text?: string; source?: string} = {},
	): void {
		this.problems.push({setting: '', text: '', source: '', ...about, level, message});
	}
}

const sourceOf = ({key, value}: KernelWord): Source => ({
	rank: 'kernel',
	name: `kernel argument ${key}${value === undefined ? '' : '='}`,
});

/** What deserves a word although it parses: a secret everybody can read, or one that was eaten. */
function warnOfSecret(reading: Reading, name: string, setting: AnySetting, text: string, source: string): void {
	if (setting.kind !== 'secret') return;
	if (text === '') {
		const why = 'if a hash was meant, a boot loader took its $ for variables: write the word in single quotes';
		reading.say('warning', `${source} is empty and removes ${name}; ${why}`, {setting: name, source});
	} else if (setting.hashed === undefined) {
		const message = `${name} stands in plain on the kernel line, which everybody on the host can read; an answer file is the better place`;
		reading.say('warning', message, {setting: name, text: '[secret]', source});
	}
}

function readPrefixed(reading: Reading, word: KernelWord): void {
	const name = word.key.slice(PREFIX.length);
	const setting = settingNamed(reading.sections, name);
	const source = sourceOf(word);
	if (!setting) {
		refuseUnknown(reading, word, name);
		return;
	}
	if (word.value === undefined && setting.kind !== 'flag') {
		const example = setting.example ?? setting.default ?? 'VALUE';
		const message = `"${word.key}" has no value; give one, as in ${word.key}=${example}`;
		reading.say('error', message, {setting: name, text: word.key, source: source.name});
		return;
	}
	const text = word.value === undefined ? 'yes' : decodeValue(word.value, setting.kind === 'list');
	warnOfSecret(reading, name, setting, text, source.name);
	reading.give(name, text, source, false);
}

function refuseUnknown(reading: Reading, word: KernelWord, name: string): void {
	const {key, value = ''} = word;
	const source = sourceOf(word).name;
	const near = suggestion(
		name,
		[...allSettings(reading.sections)].map(known => known.name),
	);
	const meant = near === undefined ? undefined : settingNamed(reading.sections, near);
	const hidden = looksLikeHash(value) || meant?.kind === 'secret';
	const given = value === '' ? `"${key}"` : `"${key}=${hidden ? '[secret]' : value}"`;
	const right = near === undefined ? 'hostwright reference lists them all' : `did you mean ${PREFIX}${near}?`;
	reading.say('error', `${given} is not a setting; ${right}`, {text: hidden ? '[secret]' : value, source});
}

function readLegacy(reading: Reading, word: KernelWord): boolean {
	const legacy = legacyNamed(reading.sections, word.key);
	if (!legacy) return false;
	const source = sourceOf(word);
	const {settings = {}, warnings = [], errors = []} = legacy.read(word.value, reading.line);
	const first = Object.keys(settings)[0] ?? '';
	const isSecret = Object.keys(settings).some(name => settingNamed(reading.sections, name)?.kind === 'secret');
	const text = isSecret || looksLikeHash(word.value ?? '') ? '[secret]' : (word.value ?? word.key);
	const about = {setting: first, text, source: source.name};
	for (const message of errors) reading.say('error', message, about);
	for (const message of warnings) reading.say('warning', message, about);
	for (const [name, given] of Object.entries(settings)) {
		const setting = settingNamed(reading.sections, name);
		if (setting) {
			warnOfSecret(reading, name, setting, given, source.name);
			reading.give(name, given, source, legacy.repeatable === true && setting.kind === 'list');
		} else {
			reading.say('error', `${source.name} sets ${name}, which is not built yet; leave it out`, {
				...about,
				setting: name,
			});
		}
	}
	return true;
}

/** Whether a word, or the setting it names in full, takes a secret: then a misspelt one holds it as well. */
function takesSecret(reading: Reading, name: string, value: string): boolean {
	const settings = legacyNamed(reading.sections, name)?.read(value, reading.line).settings ?? {};
	const names = [...Object.keys(settings), name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''];
	return names.some(each => settingNamed(reading.sections, each)?.kind === 'secret');
}

/** A word nobody claims: the kernel's business, unless it looks like one of ours or like a hash. */
function readForeign(reading: Reading, word: KernelWord): void {
	const {raw, key, value = ''} = word;
	const source = sourceOf(word).name;
	const names = [...allSettings(reading.sections)].map(({name}) => PREFIX + name);
	const words = [...reading.sections.flatMap(({legacy}) => Object.keys(legacy ?? {}))];
	const near = nearMiss(key, [...words, ...names]);
	const hidden = looksLikeHash(raw) || (near !== undefined && takesSecret(reading, near, value));
	if (near !== undefined) {
		const given = hidden || value === '' ? key : `${key}=${value}`;
		const meant = legacyNamed(reading.sections, near)?.grammar === '' || value === '' ? near : `${near}=`;
		const message = `"${given}" is not a word of hostwright; did you mean ${meant}? It is neither acted on nor copied to the installed host`;
		reading.say('warning', message, {text: hidden ? '[secret]' : raw, source});
	} else if (hidden) {
		const message = `"${key}=" holds what looks like a password hash; it is not copied to the installed host`;
		reading.say('warning', message, {text: '[secret]', source});
	} else {
		reading.unknown.push(raw);
	}
}

/** A word that ended with the ancestor. Its value may be a password. */
function readEnded(reading: Reading, word: KernelWord): boolean {
	const why = reading.explain(word.key);
	if (why) reading.say(why.level, why.message, {text: word.key, source: sourceOf(word).name});
	return why !== undefined;
}

/**
 * Reads a whole kernel line. Every given has rank `kernel`; what is wrong with a value is found where it is parsed, not here.
 * Never throws.
 */
export function readKernelLine(
	text: string,
	sections: readonly SectionLike[],
	explain: Explain = () => undefined,
): KernelReading {
	const {words, open} = splitKernelLine(text);
	const reading = new Reading(words, sections, explain);
	const bytes = Buffer.byteLength(text.trim());
	if (bytes >= LINE_NEAR_LIMIT) {
		const message = `The kernel line has ${bytes} bytes: a boot loader drops what does not fit into ${LINE_LIMIT} without saying so, so its last words may be missing; move some into an answer file`;
		reading.say('warning', message, {text: String(bytes), source: 'kernel line'});
	}
	if (open !== undefined) {
		const start = looksLikeHash(open) ? (open.split('=', 1)[0] ?? '') : open;
		reading.say('error', `The quote in ${start} is never closed; close it or leave it out`, {
			text: start,
			source: 'kernel line',
		});
	}
	for (const word of words) {
		if (MEDIUMS_OWN.test(word.raw) && !legacyNamed(sections, word.key)) continue;
		if (word.key.startsWith(PREFIX)) readPrefixed(reading, word);
		else if (!readLegacy(reading, word) && !readEnded(reading, word)) readForeign(reading, word);
	}
	return reading;
}
