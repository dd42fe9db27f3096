import {beforeAll, expect, test} from 'vitest';
import {offsetShowing} from '../../src/tui/scroll.ts';
import {keys, openPty} from '../pty.ts';
import {bundle} from './bundle.ts';

let program = '';
beforeAll(async () => {
	program = await bundle('tui/fixtures/long.tsx');
});

test.each([
	['in view', {top: 2, height: 1}, 0, 0],
	['below', {top: 12, height: 1}, 0, 3],
	['above', {top: 1, height: 1}, 5, 1],
	['taller than the view', {top: 4, height: 20}, 0, 4],
	['at the end', {top: 29, height: 1}, 0, 20],
	['never beyond the end', {top: 2, height: 1}, 25, 2],
])('a control %s', (_what, span, before, expected) => {
	expect(offsetShowing(span, 10, 30, before)).toBe(expected);
});

test('the page follows the focus, says that it goes on, and shows a problem that appears', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	const first = await pty.waitFor(/> Field 0[^]*more below -/);
	expect(first.slice(4, 21).map(line => line.trim().replace('> ', ''))).toEqual(
		Array.from({length: 17}, (_, i) => `Field ${i}`),
	);
	expect(first[22]).toBe('');
	expect(first[23]).toBe(' Esc quit');
	pty.type(keys.down.repeat(20));
	const middle = await pty.waitFor(/> Field 20[^]*more above and below -/);
	expect(middle[20]).toContain('> Field 20');
	pty.type('bad');
	await pty.waitFor(/> Field 20 +bad\n +! "bad" is not good/);
	pty.type(keys.shiftTab.repeat(21));
	await pty.waitFor(/> Field 29[^]*more above -/);
	pty.type(keys.tab);
	await pty.waitFor(/> Field 0[^]*more below -/);
});

test('Page keys look further, also over a dialog, until the focus moves', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor('> Field 0');
	pty.type(keys.pageDown);
	const frame = await pty.waitFor(/more above -/);
	expect(frame.join('\n')).not.toContain('Field 0 ');
	pty.type(keys.down);
	await pty.waitFor(/> Field 1$/m);
	pty.type(keys.f1);
	await pty.waitFor(/>\[ Back \][^]*more above -/);
	pty.type(keys.pageUp);
	await pty.waitFor(/Much text[^]*more below -/);
});
