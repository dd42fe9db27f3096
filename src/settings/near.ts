/** Near misses: which known name somebody probably meant. Pure. */

/** Edits between two words: insert, remove, change, or swap of two neighbours (optimal string alignment). Stops counting above `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let older: number[] = [];
	let old = Array.from({length: b.length + 1}, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let least = Math.min((old[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (old[j - 1] ?? 0) + (same ? 0 : 1));
			const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (i > 1 && j > 1 && swapped) least = Math.min(least, (older[j - 2] ?? 0) + 1);
			row.push(least);
		}
		if (Math.min(...row) > limit) return limit + 1;
		older = old;
		old = row;
	}
	return Math.min(old[b.length] ?? 0, limit + 1);
}

/** The nearest of the known words within `limit` edits, capitals aside; the first of equals. */
export function nearest(word: string, known: Iterable<string>, limit: number): string | undefined {
	const wanted = word.slice(0, 80).toLowerCase();
	let best: string | undefined;
	let least = limit + 1;
	for (const candidate of known) {
		const distance = editDistance(wanted, candidate.toLowerCase(), least - 1);
		if (distance < least) {
			least = distance;
			best = candidate;
		}
		if (least === 0) break;
	}
	return best;
}

/** For a word that is certainly meant for us: generous, a third of what stands after its last dot. */
export function suggestion(word: string, known: Iterable<string>): string | undefined {
	const own = word.length - (word.lastIndexOf('.') + 1);
	return nearest(word, known, Math.max(2, Math.floor(own / 3)));
}

const letters = (word: string) => [...word.toLowerCase()].sort().join('');

/**
 * For a word that may be somebody else's: one edit from five characters, two from nine, capitals at any length, and of four
 * characters only two that changed places (`vlna`).
 */
export function nearMiss(word: string, known: Iterable<string>): string | undefined {
	if (word.length === 4) {
		const same = letters(word);
		return nearest(
			word,
			[...known].filter(candidate => letters(candidate) === same),
			1,
		);
	}
	const allowed = word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0;
	return nearest(word, known, allowed);
}
