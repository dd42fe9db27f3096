/**
 * Several consoles before one program: all show the same page, one of them writes. The first key makes its console the writer; the
 * others say so, and whoever presses a key there is asked before it is taken over.
 */
import type {Key} from '../terminal/key.ts';

/** What a console shows in place of the key line; empty for nothing. */
export type Place = {readonly name: string; readonly note: (text: string) => void};

export class Desk<P extends Place> {
	readonly #places = new Set<P>();
	#writer: P | undefined;
	#asked: P | undefined;

	constructor(places: readonly P[]) {
		for (const place of places) this.#places.add(place);
	}

	/** True when the key is for the page; else it was about who writes. */
	takes(place: P, key: Key): boolean {
		this.#writer ??= place;
		if (place === this.#writer) {
			this.#say();
			return true;
		}
		if (this.#asked !== place) {
			this.#asked = place;
		} else {
			if (key.text.toLowerCase() === 'y') this.#writer = place;
			this.#asked = undefined;
		}
		this.#say();
		return false;
	}

	/** Who writes; the first of all while nobody does. */
	writer(): P | undefined {
		return this.#writer ?? [...this.#places][0];
	}

	/** A console that is gone. @returns how many are left */
	leave(place: P): number {
		this.#places.delete(place);
		if (this.#writer === place) this.#writer = undefined;
		if (this.#asked === place) this.#asked = undefined;
		this.#say();
		return this.#places.size;
	}

	#say(): void {
		for (const place of this.#places) place.note(this.#noteFor(place));
	}

	#noteFor(place: P): string {
		const writer = this.#writer;
		if (!writer || writer === place) return '';
		if (this.#asked === place)
			return `Take over from ${writer.name}, where somebody writes? y takes over, any other key does not`;
		return `${writer.name} is writing; press any key here to take over`;
	}
}
