/** What a person on a slow serial line waits for: bytes, counted at the other end of a real pty. At 9600 baud one takes 1 ms. */
import {expect, test} from 'vitest';
import {bytesByCurses, measureWalk, type Kind, type Measured} from './walk-measured.ts';

/** Medians. */
const BUDGETS: Readonly<Partial<Record<Kind, number>>> = {key: 12, row: 60, page: 300};

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const textCells = ({runs}: Measured) => runs.flat().reduce((sum, [text]) => sum + text.replaceAll(' ', '').length, 0);

test.each([
	['xterm-256color', 'C.UTF-8'],
	['linux', 'C.UTF-8'],
	['vt220', 'C'],
	['vt100', 'C'],
])('a walk on a %s in %s stays within its bytes, and sends no more than curses for any step', async (term, locale) => {
	const walk = await measureWalk(term, locale);
	const curses = await bytesByCurses(walk, term, locale);
	const steps = walk.map((step, at) => ({...step, runs: undefined, curses: curses[at] ?? 0}));
	expect(steps.filter(step => step.bytes > step.curses)).toEqual([]);
	const paints = walk.filter(({kind}) => kind === 'paint');
	expect(paints).toHaveLength(2);
	// A blank between two words is a byte too, and no cell of text.
	for (const paint of paints) expect(paint.bytes, paint.what).toBeLessThanOrEqual(1.3 * textCells(paint));
	const medianOf = (wanted: string) => median(walk.filter(({kind}) => kind === wanted).map(({bytes}) => bytes));
	const medians = Object.keys(BUDGETS).map(kind => `${kind} ${medianOf(kind)}`);
	const shown = paints.map(paint => `${paint.what} ${paint.bytes} for ${textCells(paint)} cells`).join(', ');
	process.stdout.write(`${term}: medians ${medians.join(', ')}; painted: ${shown}\n`);
	for (const [kind, budget] of Object.entries(BUDGETS)) {
		expect(medianOf(kind), `bytes of a ${kind}`).toBeLessThanOrEqual(budget);
	}
});
