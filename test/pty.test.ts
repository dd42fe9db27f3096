import {expect, test} from 'vitest';
import {openPty} from './pty.ts';

test('shows what a program prints, hands it keys, and tells how it ended', async () => {
	await using pty = openPty('sh', {
		args: ['-c', 'stty -echo; echo "ready $TERM $CI."; read line; echo "got $line"; exit 3'],
	});
	await pty.waitFor('ready xterm-256color .');
	pty.type('abc\r');
	const frame = await pty.waitFor('got abc');
	expect(frame).toHaveLength(24);
	await expect(pty.exited).resolves.toMatchObject({code: 3});
	expect(pty.received()).toBe(Buffer.byteLength(pty.raw()));
});

test('rejects with the last frame when the program ends first', async () => {
	await using pty = openPty('sh', {args: ['-c', 'echo only this']});
	await expect(pty.waitFor('something else')).rejects.toThrow(/only this/);
});
