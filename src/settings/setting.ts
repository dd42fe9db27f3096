/**
 * What a setting is: one text codec, a label and the words around it. From this declaration come the YAML key, the kernel
 * argument, the form field, the message under it, the reference and the redaction. Nothing here knows a setting by name.
 */

export type Kind = 'text' | 'secret' | 'choice' | 'flag' | 'number' | 'list';

/** What is wrong with a text and what would be right; both are ends of one sentence, without a full stop. */
export type Wrong = {
	readonly what: string;
	readonly right: string;
	/** What may be shown in place of a text that holds a secret. */
	readonly shown?: string;
};

/** A rule for one value: nothing, or what is wrong and what would be right. */
export type Rule = (text: string) => Wrong | undefined;

/**
 * What nobody sees and what acts on its neighbours: control characters, halves of a pair, line separators, and Unicode's format
 * characters, of which some turn the direction of a whole line round (UAX #9) and others have no width.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const hex = (each: string) => (each.codePointAt(0) ?? 0).toString(16).toUpperCase();

/** Characters nobody sees, spelled out: control characters as our kernel keys write them, others as in `<U+202E>`. */
export const visible = (text: string) =>
	text.replaceAll(UNSEEN, each =>
		/\p{Cc}/u.test(each) ? `%${hex(each).padStart(2, '0')}` : `<U+${hex(each).padStart(4, '0')}>`,
	);

/** A long text as its beginning and its end, of at most `most` characters. */
export function elided(text: string, most: number): string {
	const characters = Array.from(text.slice(0, most * 2 + 2));
	if (characters.length <= most) return text;
	const end = Math.floor(most / 4);
	return `${characters.slice(0, most - end - 3).join('')}...${Array.from(text.slice(-2 * end))
		.slice(-end)
		.join('')}`;
}

/** The most characters of a text that a sentence repeats: a hash in hexadecimal still stands there whole. */
const LONGEST_SHOWN = 100;

/** Thrown by `parse`. The message is whole: `"5000" is not a VLAN ID; give a number from 1 to 4094`. */
export class Invalid extends Error {
	override name = 'Invalid';
	readonly wrong: Wrong;
	constructor(text: string, wrong: Wrong) {
		super(
			`"${elided(wrong.shown ?? visible(text), LONGEST_SHOWN)}" ${elided(wrong.what, LONGEST_SHOWN)}; ${wrong.right}`,
		);
		this.wrong = wrong;
	}
}

type Words = {
	/** At most 28 columns, as a form shows it. */
	readonly label: string;
	/** One sentence for the reference and for F1. */
	readonly help: string;
	readonly example?: string;
	/** Acts in this run and never enters the store. */
	readonly once?: true;
	/** A secret kept as a hash of this kind: a plain one that a person types is hashed before it meets `parse`. */
	readonly hashed?: 'crypt' | 'grub';
	/** Where the default comes from when a probe, a person or a generator supplies it. */
	readonly fact?: string;
};

export type Setting<T = unknown> = Words & {
	readonly kind: Kind;
	/** The built-in default as text; absent means unset. */
	readonly default?: string;
	/** For choices: value to what a person reads. */
	readonly options?: Readonly<Record<string, string>>;
	/** For numbers. */
	readonly unit?: string;
	/** @throws {Invalid} with the value and what would be right. */
	parse(text: string): T;
	/** The inverse: `parse(format(v))` equals `v`. */
	format(value: T): string;
};

/** A setting of any value type, as the generic floors pass it round. */
export type AnySetting = Setting;
export type Settings = Readonly<Record<string, AnySetting>>;

/** The typed values of a record of settings; unset ones are undefined. */
export type Values<S extends Settings> = {
	readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

type Defaulted<T> = T & {readonly default: string};
type TextWords = Words & {readonly is?: Rule; readonly default?: string};

function ruled(text: string, rule: Rule | undefined): string {
	const wrong = rule?.(text);
	if (wrong) throw new Invalid(text, wrong);
	return text;
}

/** They would break a kernel line, a log and a screen alike, or make a text look like another. Tabs and line breaks are a rule's business. */
const noControl: Rule = text => {
	const unseen = text.replaceAll(/[\t\n]/g, '').match(UNSEEN);
	if (!unseen) return undefined;
	const what = unseen.some(each => /\p{Cc}/u.test(each)) ? 'a control character' : 'a character that nobody sees';
	return {what: `holds ${what}`, right: 'give printable text'};
};

/** A line of text with an optional rule. */
export function text(words: Defaulted<TextWords>): Setting<string>;
export function text(words: TextWords): Setting<string | undefined>;
export function text(words: TextWords): Setting<string | undefined> {
	const {is, ...rest} = words;
	return {
		...rest,
		kind: 'text',
		parse: raw => ruled(ruled(raw, noControl), is),
		format: value => value ?? '',
	};
}

/** Like text, but never shown, logged or passed as an argument (law 7). */
export function secret(words: Omit<TextWords, 'default'>): Setting<string | undefined> {
	const setting = text(words);
	return {
		...setting,
		kind: 'secret',
		parse(raw) {
			try {
				return setting.parse(raw);
			} catch (error) {
				if (error instanceof Invalid) throw new Invalid('[secret]', error.wrong);
				throw error;
			}
		},
	};
}

/** One of a closed list of words. */
export function choice<const O extends Readonly<Record<string, string>>>(
	words: Words & {readonly options: O; readonly default: keyof O & string},
): Setting<keyof O & string> {
	return {
		...words,
		kind: 'choice',
		parse(raw) {
			if (Object.hasOwn(words.options, raw)) return raw;
			throw new Invalid(raw, {
				what: 'is not one of the choices',
				right: `give ${Object.keys(words.options).join(', ')}`,
			});
		},
		format: value => value,
	};
}

const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
	['yes', true],
	['1', true],
	['true', true],
	['on', true],
	['no', false],
	['0', false],
	['false', false],
	['off', false],
]);

/** yes or no; `1 true on` and `0 false off` are read too. */
export function flag(words: Defaulted<Words & {readonly default: 'yes' | 'no'}>): Setting<boolean>;
export function flag(words: Words): Setting<boolean | undefined>;
export function flag(words: Words & {readonly default?: string}): Setting<boolean | undefined> {
	return {
		...words,
		kind: 'flag',
		parse(raw) {
			const value = FLAG_WORDS.get(raw.toLowerCase());
			if (value === undefined) throw new Invalid(raw, {what: 'is not a flag', right: 'give yes or no'});
			return value;
		},
		format: value => (value ? 'yes' : 'no'),
	};
}

type NumberWords = Words & {
	readonly default?: string;
	readonly unit?: string;
	readonly min: number;
	readonly max: number;
	/** Values outside min..max that mean something of their own, such as -1 for "the rest". */
	readonly also?: readonly number[];
	/** Fractions are allowed. */
	readonly fractional?: true;
	/** What the number is, for the sentence: `a VLAN ID`. */
	readonly noun?: string;
};

/** A number as `parse` reads it: never with an exponent, as `String` writes the small ones. */
const decimal = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(9).replace(/0+$/, ''));

/** A decimal number within bounds; whole unless `fractional`. */
export function number(words: Defaulted<NumberWords>): Setting<number>;
export function number(words: NumberWords): Setting<number | undefined>;
export function number(words: NumberWords): Setting<number | undefined> {
	const {min, max, also = [], fractional, noun = 'a number that fits', ...rest} = words;
	const shape = fractional ? /^\d{1,15}(\.\d{1,9})?$/ : /^-?\d{1,15}$/;
	const extra = also.map(value => ` or ${value}`).join('');
	const right = `give a ${fractional ? '' : 'whole '}number from ${min} to ${max}${extra}`;
	return {
		...rest,
		kind: 'number',
		parse(raw) {
			const value = shape.test(raw) ? Number(raw) : Number.NaN;
			if ((value >= min && value <= max) || also.includes(value)) return value + 0;
			throw new Invalid(raw, {what: `is not ${noun}`, right});
		},
		format: value => (value === undefined ? '' : decimal(value)),
	};
}

/** Nobody means more; rules that compare items with each other would take minutes over them. */
const MOST_ITEMS = 1000;

/** Escapes what a comma-separated list cannot hold inside an item. */
const escapeItem = (item: string) => item.replaceAll('%', '%25').replaceAll(',', '%2C');
const unescapeItem = (item: string) => item.replaceAll(/%2C/gi, ',').replaceAll('%25', '%');

/** Several texts. As text they are joined by commas; inside an item `%2C` is a comma and `%25` a percent sign. */
export function list(
	words: Words & {readonly default?: string; readonly item?: Rule; readonly noun?: string},
): Setting<readonly string[]> {
	const {item, ...rest} = words;
	return {
		default: '',
		...rest,
		kind: 'list',
		parse(raw) {
			if (raw === '') return [];
			const parts = raw.split(',');
			if (parts.length > MOST_ITEMS) {
				const wrong = {what: `has ${parts.length} items`, right: `give at most ${MOST_ITEMS}`};
				throw new Invalid(raw, {...wrong, shown: `${visible(raw.slice(0, 40))}...`});
			}
			return parts.map(part => {
				const value = unescapeItem(part).trim();
				if (value === '')
					throw new Invalid(raw, {what: 'has an empty item', right: 'give items between commas'});
				return ruled(ruled(value, noControl), item);
			});
		},
		format: value => value.map(escapeItem).join(','),
	};
}
