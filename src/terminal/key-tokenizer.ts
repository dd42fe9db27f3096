/**
 * Bytes from a tty in, whole keys out. How the bytes were split on the way makes no difference; only `flush`, which the
 * reader calls after 100 ms of silence, ends a sequence early. A truncated or unknown sequence is dropped, never typed.
 */
import {keyOfCharacter, keyOfSequence, named, type Key} from './key.ts';

const ESCAPE = '\u001B';
/** Longer sequences are no keys; their rest is swallowed to the final byte without being kept. */
const LONGEST = 32;

type State = 'ground' | 'escape' | 'csi' | 'linux' | 'ss3';

export type KeyTokenizer = {
	/** The keys that are complete now. */
	push(bytes: Uint8Array): Key[];
	/** Called after the silence: a lone ESC is the Escape key, an unfinished sequence is noise. */
	flush(): Key[];
	/** True while a sequence is unfinished. */
	readonly pending: boolean;
};

export function createKeyTokenizer(): KeyTokenizer {
	// Bytes that are not UTF-8 become U+FFFD, which is no key.
	const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	let state: State = 'ground';
	let sequence = '';
	let afterReturn = false;

	const ground = (character: string): Key[] => {
		const second = afterReturn && character === '\n';
		afterReturn = character === '\r';
		// Some consoles send CR LF for one Enter.
		if (second) return [];
		if (character === ESCAPE) {
			state = 'escape';
			sequence = ESCAPE;
			return [];
		}
		const key = keyOfCharacter(character);
		return key ? [key] : [];
	};

	/** After ESC. Anything but `[` and `O` is a key of its own: Escape and then that key, typed fast. */
	const afterEscape = (character: string): Key[] => {
		if (character === '[' || character === 'O') {
			state = character === '[' ? 'csi' : 'ss3';
			sequence += character;
			return [];
		}
		state = 'ground';
		return [named('escape', ESCAPE), ...ground(character)];
	};

	const finish = (character: string): Key[] => {
		const key = sequence.length < LONGEST ? keyOfSequence(sequence + character) : undefined;
		state = 'ground';
		return key ? [key] : [];
	};

	/** Within a sequence: parameters (0x20 to 0x3F), then one final byte (0x40 to 0x7E), as in ECMA-48 section 5.4. */
	const within = (character: string): Key[] => {
		if (state === 'csi' && character === '[' && sequence === `${ESCAPE}[`) {
			state = 'linux';
			sequence += character;
			return [];
		}
		if (/^[ -?]$/.test(character) && state !== 'linux') {
			if (sequence.length < LONGEST) sequence += character;
			return [];
		}
		if (/^[@-~]$/.test(character)) return finish(character);
		// No byte of a sequence: the sequence was cut off, and this is the next key.
		state = 'ground';
		return ground(character);
	};

	return {
		push(bytes) {
			const keys: Key[] = [];
			for (const character of decoder.decode(bytes, {stream: true})) {
				const step = state === 'ground' ? ground : state === 'escape' ? afterEscape : within;
				keys.push(...step(character));
			}
			return keys;
		},
		flush() {
			const lone = state === 'escape';
			state = 'ground';
			return lone ? [named('escape', ESCAPE)] : [];
		},
		get pending() {
			return state !== 'ground';
		},
	};
}
