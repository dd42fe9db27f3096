/** Rungs of the ladder as lines. */
import type {Rung} from './ladder.ts';

export const MARKS: Readonly<Record<Rung['state'], string>> = {ok: 'ok', warning: '!!', failed: 'XX', unasked: '--'};

const TITLE = 20;
const FOUND = 40;

/** `gateway 192.0.2.1   answers in 0.4 ms                        ok`, and under it the advice. */
export const rungLines = ({title, found, state, advice = []}: Rung): readonly string[] => [
	`${title.padEnd(TITLE)}${found.padEnd(FOUND)} ${MARKS[state]}`,
	...advice.map(sentence => `  ${sentence}`),
];
