/** Answers: what the sources said about each setting, merged by rank, with provenance. Pure. */

/** The ranks of design section 4; a later one wins. */
export const RANKS = ['default', 'fact', 'store', 'file', 'kernel', 'typed'] as const;
export type Rank = (typeof RANKS)[number];

/** Where a text came from, for `explain` and beside a field: `kernel argument vlan=`, `site.yaml line 12`, `typed here`. */
export type Source = {readonly rank: Rank; readonly name: string};

/** One thing one source said. An empty text removes what lower sources said. */
export type Given = {readonly setting: string; readonly text: string; readonly source: Source};

export type Answer = {
	/** Full name, `section.setting`. */
	readonly setting: string;
	readonly text: string;
	readonly source: Source;
	/** What lower sources had said, nearest first. */
	readonly overrode: ReadonlyArray<{readonly text: string; readonly source: Source}>;
};

/** By full setting name. A Map, so that a hostile name finds nothing. */
export type Answers = ReadonlyMap<string, Answer>;

/** Something wrong, or worth saying, about one answer or several. `setting` is empty when it is about none. */
export type Problem = {
	readonly setting: string;
	/** The offending text; `[secret]` for secrets. */
	readonly text: string;
	/** Name of the source; empty when there is none. */
	readonly source: string;
	readonly level: 'error' | 'warning' | 'note';
	/** One sentence with the value and what would be right (law 6). */
	readonly message: string;
};

/**
 * Merges what the sources said. Within one rank the later word wins; between ranks the higher one. A text that removes
 * (`''`) leaves no answer, unless a higher source gives one again.
 */
export function merge(givens: readonly Given[]): Answers {
	const order = [...givens].sort((a, b) => RANKS.indexOf(a.source.rank) - RANKS.indexOf(b.source.rank));
	const answers = new Map<string, Answer>();
	for (const {setting, text, source} of order) {
		const before = answers.get(setting);
		const overrode = before ? [{text: before.text, source: before.source}, ...before.overrode] : [];
		answers.set(setting, {setting, text, source, overrode});
	}
	return answers;
}

/** The text that is in force, or undefined when nothing is, or it was removed. */
export function textOf(answers: Answers, setting: string): string | undefined {
	const text = answers.get(setting)?.text;
	return text === '' ? undefined : text;
}
