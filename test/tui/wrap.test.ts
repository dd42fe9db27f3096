/** Wrapping ends, whatever window there is. */
import {expect, it} from 'vitest';
import {wrapLines} from '../../src/tui/widgets/wrap.ts';

it.each([-7, 0, 1, 2, 3, 10])('wraps into %i columns', width => {
	const lines = wrapLines(['a long line with /a/path in it', '    indented and long'], width);
	for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(1, width));
	expect(lines.join('').replaceAll(' ', '')).toBe('alonglinewith/a/pathinitindentedandlong');
});
