/** One program on several ttys: each shows the page, one writes. */
import {beforeAll, expect, test} from 'vitest';
import {keys, openPty, type Pty} from '../pty.ts';
import {bundle} from './bundle.ts';

let program = '';
beforeAll(async () => {
	program = await bundle('tui/fixtures/form.tsx');
});

/** A tty that nobody reads but the program that is told of it. */
async function openTty(): Promise<Pty & {readonly path: string}> {
	const pty = openPty('sh', {args: ['-c', 'tty; exec sleep 1000']});
	const frame = await pty.waitFor(/\/dev\/pts\/\d+/);
	return {...pty, path: frame.find(line => line.startsWith('/dev/')) ?? ''};
}

/** The program on a tty of its own. Were the other tty's far end still open in it, as fork leaves it, that could never hang up. */
function openProgram(far: {readonly path: string}, term = 'xterm-256color'): Pty {
	const alone = 'for each in /proc/$$/fd/*; do fd=${each##*/}; [ "$fd" -gt 2 ] && eval "exec $fd>&-"; done';
	return openPty('bash', {args: ['-c', `${alone}; exec ${process.execPath} ${program} ${far.path}`], term});
}

const PAGE = /> Host name[^]*Esc quit/;

test('every tty shows the page; the first key makes the writer, the others say so, and taking over asks', async () => {
	await using far = await openTty();
	await using near = openProgram(far);
	await Promise.all([near.waitFor(PAGE), far.waitFor(PAGE)]);
	// No writer yet: the first key of all is taken.
	far.type('h1');
	await Promise.all([near.waitFor(/Host name +h1$/m), far.waitFor(/Host name +h1$/m)]);
	const name = far.path.replace('/dev/', '');
	await near.waitFor(`${name} is writing; press any key here to take over`);
	expect(far.frame()[23]).toContain('Esc quit');
	near.type('x');
	await near.waitFor(`Take over from ${name}, where somebody writes?`);
	near.type('n');
	await near.waitFor('press any key here');
	near.type('xy2');
	await Promise.all([near.waitFor(/Host name +h12$/m), far.waitFor(/is writing; press any key here/)]);
	expect(near.frame()[23]).toContain('Esc quit');
	far.type('z');
	await far.waitFor('Take over from');
	far.type(`y${keys.tab}`);
	await Promise.all([near.waitFor('> Password'), far.waitFor('> Password')]);
});

test('a console that goes away leaves the page to the others, and the last one ends the program', async () => {
	const far = await openTty();
	await using near = openProgram(far);
	await Promise.all([near.waitFor(PAGE), far.waitFor(PAGE)]);
	far.type('h');
	await near.waitFor('is writing; press any key here');
	await far.close();
	await near.waitFor(/Host name +h$[^]*Esc quit/m);
	near.type('1');
	await near.waitFor(/Host name +h1$/m);
	near.kill('SIGHUP');
	expect(await near.exited).toMatchObject({signal: 1});
});

test('a shell opens on the console where it was asked for, as the leader of a session of its own', async () => {
	await using far = await openTty();
	await using near = openProgram(far);
	await Promise.all([near.waitFor(PAGE), far.waitFor(PAGE)]);
	const before = near.frame();
	far.type(keys.f8);
	await far.waitFor(/^[^\s]*[#$]$/m);
	far.type('stty -a | grep -o " echo "; ps -o tty=,tpgid= $$; echo $((6*7))\r');
	await far.waitFor(/^42$/m);
	expect(far.frame().join('\n')).toMatch(new RegExp(`^ echo\\s*$[^]*^${far.path.replace('/dev/', '')} +\\d+$`, 'm'));
	expect(near.frame().slice(0, 23)).toEqual(before.slice(0, 23));
	far.type('exit\r');
	await far.waitFor(PAGE);
	far.type('h');
	await near.waitFor(/Host name +h$/m);
});

test('redraw and the look belong to one console alone', async () => {
	await using far = await openTty();
	await using near = openProgram(far, 'linux');
	await Promise.all([near.waitFor(PAGE), far.waitFor(PAGE)]);
	const [before, sent] = [far.frame(), near.received()];
	// Five looks and a redraw: all round, and once more as it is.
	const paints = () => far.raw().split('\u001B[J').length;
	const painted = paints();
	far.type(`${'\u0014'.repeat(5)}${keys.f12}`);
	await far.waitUntil(() => paints() === painted + 6, 'six more paints');
	await far.waitUntil(frame => frame.join('\n') === before.join('\n'), 'the page again');
	expect(near.received()).toBe(sent);
	near.type('a');
	await far.waitFor('is writing; press any key here');
});
