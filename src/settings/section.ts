/** Sections: settings that belong together, found by name. Pure. */
import {withoutHashes} from './crypt-hash.ts';
import type {AnySetting, Settings} from './setting.ts';
import {visible} from './setting.ts';

/** What a legacy word means, as text. A feature's own type satisfies it. */
export type LegacyReading = {
	readonly settings?: Readonly<Record<string, string>>;
	readonly warnings?: readonly string[];
	readonly errors?: readonly string[];
};

/** A whole kernel line, for words that mean something only together. */
export type LineWords = {
	/** Every value of the words with this name, in order; undefined for a bare word, `''` for `name=`. */
	all(name: string): ReadonlyArray<string | undefined>;
};

/** A legacy kernel argument, as the sources and the reference need it. */
export type LegacyWord = {
	readonly grammar: string;
	readonly help: string;
	readonly repeatable?: true;
	read(value: string | undefined, line: LineWords): LegacyReading;
};

/** A named record of settings. A feature satisfies it. */
export type SectionLike = {
	readonly name: string;
	readonly title: string;
	readonly settings: Settings;
	readonly legacy?: Readonly<Record<string, LegacyWord>>;
};

/** One setting with the section it stands in and its full name, `network.vlan`. */
export type NamedSetting = {
	readonly name: string;
	/** The name within the section, `vlan`. */
	readonly short: string;
	readonly section: SectionLike;
	readonly setting: AnySetting;
};

/** Every setting, in declared order. */
export function* allSettings(sections: readonly SectionLike[]): Generator<NamedSetting> {
	for (const section of sections) {
		for (const [short, setting] of Object.entries(section.settings)) {
			yield {name: `${section.name}.${short}`, short, section, setting};
		}
	}
}

/** Finds `network.vlan`; a name that nobody declared, `constructor` among them, finds nothing. */
export function settingNamed(sections: readonly SectionLike[], name: string): AnySetting | undefined {
	const dot = name.indexOf('.');
	const section = sections.find(candidate => candidate.name === name.slice(0, dot));
	const short = name.slice(dot + 1);
	return section && Object.hasOwn(section.settings, short) ? section.settings[short] : undefined;
}

/** Finds a legacy kernel argument in whichever section owns it. */
export function legacyNamed(sections: readonly SectionLike[], key: string): LegacyWord | undefined {
	for (const {legacy} of sections) {
		if (legacy && Object.hasOwn(legacy, key)) return legacy[key];
	}
	return undefined;
}

/**
 * What may be shown of a text: all of it with what nobody sees spelled out, or that it is a secret (law 7). An unknown name shows
 * what does not look like one.
 */
export function shown(setting: AnySetting | undefined, text: string): string {
	return setting?.kind === 'secret' && text !== '' ? '[secret]' : visible(withoutHashes(text));
}

/** The text that `format` writes for what `parse` read; a text that does not parse stays as it is. */
export function canonical(setting: AnySetting, text: string): string {
	if (text === '') return '';
	try {
		return setting.format(setting.parse(text));
	} catch {
		return text;
	}
}
