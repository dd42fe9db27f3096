import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {beforeAll, expect, test} from 'vitest';
import {openPty} from '../pty.ts';
import {bundle} from './bundle.ts';

let program = '';
beforeAll(async () => {
	program = await bundle('tui/fixtures/form.tsx');
});

/** Runs the program on a script of plain lines. */
async function conversation(
	lines: readonly string[],
	args: readonly string[] = [],
): Promise<{said: string; code: number | null}> {
	const child = spawn(process.execPath, [program, ...args], {stdio: ['pipe', 'pipe', 'inherit']});
	child.stdin.end(lines.map(line => `${line}\n`).join(''));
	const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
	return {said, code: child.exitCode};
}

test('a script of plain lines answers every page, questions in the order of the screen', async () => {
	const {said, code} = await conversation([
		'h1.example.org',
		'geheim',
		'5000',
		'20',
		'2',
		'yes',
		'3',
		'2',
		':next',
		'',
	]);
	await expect(said).toMatchFileSnapshot('frames/conversation.txt');
	expect(code).toBe(0);
	expect(said).not.toMatch(/\u001B|\r/);
	expect(said.split('{')[0]).not.toContain('geheim');
	expect(JSON.parse(said.slice(said.indexOf('{')))).toEqual({
		how: 'enter',
		host: 'h1.example.org',
		secret: 'geheim',
		vlan: '20',
		mode: 'static',
		on: true,
		disk: 'sda',
	});
});

test('dialogs are asked too, and the page is asked again after them', async () => {
	const {said} = await conversation(['h1', 'geheim', ':back', '2', 'h2']);
	expect(said).toMatch(/Quit\?:\n +1\) Leave\n +2\) Stay\n/);
	expect(said).toContain('Host name [h1]: h2');
});

test('the end of the input ends the screen and says so', async () => {
	const {said, code} = await conversation(['h1']);
	expect(said).toContain('The input has ended, so nothing more is asked.');
	expect(said).not.toContain('"how"');
	expect(code).toBe(0);
});

test('on a tty a secret is not echoed, not even when typed ahead', async () => {
	await using pty = openPty(process.execPath, {args: [program, '--linear']});
	await pty.waitFor('Host name:');
	pty.type('h1\u007F2\rgeheim\r20\r');
	await pty.waitFor('Address:');
	expect(pty.raw()).toMatch(/Password: [\r\n]+VLAN/);
	expect(pty.frame().join('\n')).toContain('Host name: h2');
	pty.type('\u0003');
	await expect(pty.exited).resolves.toMatchObject({code: 0});
});

test('a dumb terminal gets questions without being asked for them', async () => {
	await using pty = openPty(process.execPath, {args: [program], term: 'dumb'});
	await pty.waitFor('Host name:');
	expect(pty.raw()).not.toContain('\u001B');
});
