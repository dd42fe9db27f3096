import {beforeAll, expect, test} from 'vitest';
import {keys, openPty, type PtyOptions} from '../pty.ts';
import {bundle} from './bundle.ts';

let program = '';
beforeAll(async () => {
	program = await bundle('tui/fixtures/form.tsx');
});

async function open(options: PtyOptions = {}) {
	const pty = openPty(process.execPath, {...options, args: [program, ...(options.args ?? [])]});
	await pty.waitFor(/> Host name.*[^]*Esc quit/);
	return pty;
}

/** What the fixture prints when it ends; it may take two lines of the screen. */
function said(frame: readonly string[]): unknown {
	const at = frame.findIndex(line => line.startsWith('{'));
	return JSON.parse(frame.slice(at, at + 2).join(''));
}

test('draws every widget within 80x24', async () => {
	await using pty = await open();
	await expect(`${pty.frame().join('\n')}\n`).toMatchFileSnapshot('frames/form.txt');
});

test('a burst of everything at once lands where it belongs', async () => {
	await using pty = await open();
	pty.type(
		`ab\u007Fcd${keys.home}X${keys.end}Y\u0001Z${keys.tab}geheim${keys.tab}${keys.backspace}${keys.backspace}77${keys.tab}${keys.right}${keys.tab} ${keys.down}${keys.down}\r`,
	);
	const frame = await pty.waitFor('"how"');
	expect(said(frame)).toEqual({
		how: 'enter',
		host: 'ZXacdY',
		secret: 'geheim',
		vlan: '77',
		mode: 'static',
		on: true,
		disk: 'sda',
	});
});

test('a secret is never on the line, not even in passing', async () => {
	await using pty = await open();
	pty.type(`${keys.tab}geheim`);
	await pty.waitFor(/Password +\*{6}/);
	pty.type(keys.tab);
	await pty.waitFor('> VLAN ID');
	expect(pty.raw()).not.toMatch(/g.?e.?h|geheim/);
	expect(pty.frame().join('\n')).toContain('******');
});

test('Tab goes round, arrows go up and down, and the focus is marked without colour', async () => {
	await using pty = await open();
	for (const label of ['Password', 'VLAN ID', 'Address', 'Network console', 'nvme0n1']) {
		pty.type(keys.tab);
		await pty.waitUntil(
			frame => frame.some(line => line.startsWith(`      > ${label}`)),
			`the mark before ${label}`,
		);
	}
	pty.type(keys.tab);
	await pty.waitFor('>[ Install ]');
	pty.type(keys.tab);
	await pty.waitFor('> Host name');
	pty.type(keys.shiftTab);
	await pty.waitFor('>[ Install ]');
	pty.type(keys.up);
	await pty.waitFor('> nvme0n1');
	pty.type(keys.up);
	const frame = await pty.waitFor('> Network console');
	expect(frame.filter(line => line.includes('>'))).toHaveLength(1);
});

test('the line above the keys says where the focused value came from, and problems stand under their field', async () => {
	await using pty = await open();
	expect(pty.frame()[22]).toBe(' kernel argument hostname=   for example h1.example.org');
	pty.type(`${keys.down}${keys.down}999x`);
	const frame = await pty.waitFor('is not a VLAN ID');
	const at = frame.findIndex(line => line.includes('VLAN ID'));
	expect(frame[at]).toBe('      > VLAN ID                         20999');
	expect(frame[at + 1]).toBe('        ! "20999" is not a VLAN ID; give a number from 1 to 4094');
	expect(frame[22]).toBe('');
});

test('tables skip rows without a reason, say the reason of others, and refuse them', async () => {
	await using pty = await open();
	pty.type(keys.tab.repeat(5));
	await pty.waitFor('> nvme0n1');
	pty.type(keys.down + keys.down);
	await pty.waitFor('> sdd');
	expect(pty.frame()[22]).toBe('');
	pty.type(' ');
	const frame = await pty.waitFor(/> sdd[^]*is part of/);
	expect(frame[22]).toBe(' ! sdd is part of vg_data');
	expect(frame.find(line => line.includes('sdd'))).toContain('記憶 ドライブ           LVM vg_data');
	pty.type('n');
	await pty.waitFor('> nvme0n1');
});

test('a dialog takes the page, its keys and its focus, and gives them back', async () => {
	await using pty = await open();
	pty.type(`h1${keys.tab}`);
	await pty.waitFor('> Password');
	pty.type(keys.escape);
	const frame = await pty.waitFor('>[ Leave ]');
	expect(frame.join('\n')).not.toContain('Password');
	pty.type(`${keys.f2}${keys.tab}x${keys.escape}`);
	await pty.waitFor(/Host name +h1/);
	expect(pty.frame().join('\n')).not.toContain('"how"');
	pty.type(keys.escape);
	await pty.waitFor('>[ Leave ]');
	pty.type(keys.enter);
	expect(said(await pty.waitFor('"how"'))).toMatchObject({how: 'left', host: 'h1'});
});

test('a torn escape sequence is still one key, and Escape alone is Escape', async () => {
	await using pty = await open();
	pty.type('\u001B');
	await pty.settled();
	pty.type('[B');
	await pty.waitFor('> Password');
	expect(pty.frame().join('\n')).not.toContain('[B');
});

test('bytes for a key', async () => {
	await using pty = await open();
	const measure = async (bytes: string, there: RegExp) => {
		const before = pty.received();
		pty.type(bytes);
		await pty.waitFor(there);
		await pty.settled();
		return pty.received() - before;
	};
	const first = pty.received();
	const key = await measure('a', /Host name +a/);
	const more = await measure('b', /Host name +ab/);
	const back = await measure(keys.backspace, /Host name +a$/m);
	const field = await measure(keys.down, /> Password/);
	await measure(keys.tab.repeat(4), /> nvme0n1/);
	const row = await measure(keys.down, /> sda/);
	const page = await measure(keys.escape, />\[ Leave \]/);
	process.stdout.write(
		`bytes: first paint ${first}, key ${key} and ${more}, Backspace ${back}, next field ${field}, row ${row}, dialog ${page}\n`,
	);
	expect(Math.max(key, more, back)).toBeLessThanOrEqual(40);
	expect(Math.max(field, row)).toBeLessThanOrEqual(100);
	expect(page).toBeLessThanOrEqual(500);
	const cells = pty.frame().join('').replaceAll(' ', '').length;
	expect(first).toBeLessThan(2000);
	expect(cells).toBeGreaterThan(0);
});
