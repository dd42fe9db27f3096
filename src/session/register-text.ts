/** A registration as text for a terminal and a journal. */
import type {Authority} from '../features/engine/certificate.ts';
import {placeOf} from '../features/engine/protocol.ts';
import {factsOf} from '../features/engine/words.ts';
import type {Wish} from './register.ts';

export {acceptedBy, unapproved} from '../features/engine/words.ts';

/** For a person who is about to be asked whether it is the engine's. */
export const authorityLines = (wish: Wish, authority: Authority): string =>
	[`The CA of ${placeOf(wish)}`, ...factsOf(authority).map(([name, text]) => `  ${name.padEnd(9)}${text}`)]
		.map(line => `${line}\n`)
		.join('');
