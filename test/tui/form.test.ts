import {beforeAll, expect, test} from 'vitest';
import {keys, openPty} from '../pty.ts';
import {bundle} from './bundle.ts';

let program = '';
beforeAll(async () => {
	program = await bundle('tui/fixtures/form.tsx');
});

test('look', async () => {
	await using pty = openPty(process.execPath, {args: [program]});
	await pty.waitFor('Esc quit');
	pty.type('abc' + keys.tab + 'geheim' + keys.tab + '999');
	await pty.waitFor('VLAN ID; give');
	console.log(pty.frame().join('\n'), pty.received(), JSON.stringify(pty.raw().slice(-300)));
	pty.type(keys.escape);
	await pty.waitFor('Quit?');
	console.log(pty.frame().join('\n'), pty.received(), JSON.stringify(pty.raw().slice(-300)));
	expect(1).toBe(1);
});
