/**
 * Bytes from a tty in, whole keys out. How the bytes were split on the way makes no difference; only `flush`, which the
 * reader calls after 100 ms of silence, ends a sequence early. A truncated or unknown sequence is dropped, never typed.
 */
import {keyOfCharacter, keyOfDigit, keyOfSequence, named, typed, type Key} from './key.ts';

const ESCAPE = '\u001B';
/** Longer sequences are no keys; their rest is swallowed to the final byte without being kept. */
const LONGEST = 32;

/** How long an ESC waits for the rest of its sequence. Serial-over-LAN and slow ssh tear sequences apart by more than 20 ms. */
const ESCAPE_WAIT = 100;
/** How long a paste waits for its end, which a torn line may have lost. */
const PASTE_WAIT = 1000;

/** What surrounds a paste, on terminals that were asked to say so. */
const [PASTE_BEGINS, PASTE_ENDS] = ['\u001B[200~', '\u001B[201~'];

type State = 'ground' | 'escape' | 'csi' | 'linux' | 'ss3' | 'paste';

export type KeyTokenizer = {
	/** The keys that are complete now. */
	push(bytes: Uint8Array): Key[];
	/** Called after the silence: a lone ESC is the Escape key, an unfinished sequence is noise, an unfinished paste is text. */
	flush(): Key[];
	/** How many milliseconds of silence end what is unfinished; undefined when nothing is. */
	readonly patience: number | undefined;
};

/** One key types the whole paste. Its line breaks and tabs become blanks: nothing pasted presses Enter or leaves a field. */
function keysOfPaste(pasted: string): Key[] {
	const line = pasted.replaceAll(/[\r\n\t]+/g, ' ');
	const text = line.replaceAll(/\p{Cc}|\uFFFD/gu, '').trim();
	return text === '' ? [] : [typed(text, pasted)];
}

export function createKeyTokenizer(): KeyTokenizer {
	// Bytes that are not UTF-8 become U+FFFD, which is no key.
	const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	let state: State = 'ground';
	let sequence = '';
	let afterReturn = false;
	let pasted = '';

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

	/** After ESC. Anything but `[`, `O` and a digit is a key of its own: Escape and then that key, typed fast. */
	const afterEscape = (character: string): Key[] => {
		if (character === '[' || character === 'O') {
			state = character === '[' ? 'csi' : 'ss3';
			sequence += character;
			return [];
		}
		state = 'ground';
		const digit = keyOfDigit(character);
		return digit ? [digit] : [named('escape', ESCAPE), ...ground(character)];
	};

	const finish = (character: string): Key[] => {
		const key = sequence.length < LONGEST ? keyOfSequence(sequence + character) : undefined;
		state = sequence + character === PASTE_BEGINS ? 'paste' : 'ground';
		return key ? [key] : [];
	};

	const endPaste = (): Key[] => {
		const keys = keysOfPaste(pasted);
		pasted = '';
		state = 'ground';
		return keys;
	};

	const withinPaste = (character: string): Key[] => {
		pasted += character;
		if (!pasted.endsWith(PASTE_ENDS)) return [];
		pasted = pasted.slice(0, -PASTE_ENDS.length);
		return endPaste();
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

	const steps: Readonly<Record<State, (character: string) => Key[]>> = {
		...{ground, escape: afterEscape, paste: withinPaste},
		...{csi: within, linux: within, ss3: within},
	};
	return {
		push(bytes) {
			const keys: Key[] = [];
			for (const character of decoder.decode(bytes, {stream: true})) keys.push(...steps[state](character));
			return keys;
		},
		flush() {
			if (state === 'paste') return endPaste();
			const keys = state === 'escape' ? [named('escape', ESCAPE)] : [];
			state = 'ground';
			return keys;
		},
		get patience() {
			return state === 'ground' ? undefined : state === 'paste' ? PASTE_WAIT : ESCAPE_WAIT;
		},
	};
}
