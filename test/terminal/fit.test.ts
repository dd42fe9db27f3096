/** A text in a given number of columns, however few. */
import {expect, it} from 'vitest';
import {cellWidth, fit} from '../../src/terminal/cell-width.ts';

it.each([-5, -1, 0, 1, 2, 3, 7, 40])('fits into %i columns', width => {
	for (const text of ['', 'a', 'Install to disk', '日本語 text']) {
		for (const more of ['', '...']) expect(cellWidth(fit(text, width, {more}))).toBe(Math.max(0, width));
	}
});
