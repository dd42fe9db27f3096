/** The keyboard section as files, and the layouts of X by the tools that make a keymap of them. */
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {keyboard} from '../../../src/features/keyboard/index.ts';
import {xkbLayout} from '../../../src/features/keyboard/xkb.ts';
import {realHost} from '../../../src/host/real-host.ts';
import {rootedHost} from '../../../src/host/rooted-host.ts';
import {debian} from '../../../src/platforms/debian.ts';
import {el} from '../../../src/platforms/el.ts';
import {image} from '../../../src/platforms/image.ts';
import {inShell} from '../../checkers/shell.ts';
import {takenHostile} from '../../hostile.ts';
import {scratch} from '../../host/scratch.ts';
import {make, PLATFORMS, textAt, wantedOf} from '../rendered.ts';

const VCONSOLE = '/etc/vconsole.conf';
const DEFAULT = '/etc/default/keyboard';
const env = {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C'};

describe.each(PLATFORMS)('the keyboard on %s', (_, platform) => {
	const given = (layout: string) => wantedOf(keyboard, {layout}, {platform});

	it('is named in vconsole.conf beside what is there', () => {
		const now = 'FONT="eurlatgr"\nKEYMAP="us"\n';
		const text = textAt(given('de-latin1'), VCONSOLE, now) ?? '';
		expect(text).toBe(`FONT="eurlatgr"
# Put aside by hostwright: KEYMAP="us"
# What hostwright writes from its settings begins here; changes are overwritten.
KEYMAP="de-latin1"
# What hostwright writes ends here.
`);
		expect(textAt(given('de-latin1'), VCONSOLE, text)).toBe(text);
		expect(inShell(textAt(given('fr'), VCONSOLE, text) ?? '', 'KEYMAP')).toBe('fr');
		expect(inShell(textAt(given('fr'), VCONSOLE) ?? '', 'KEYMAP')).toBe('fr');
	});

	it('keeps every layout that a hostile hand gets through the rule to its value', () => {
		const taken = takenHostile(keyboard.settings.layout);
		expect(taken.length).toBeGreaterThan(3);
		for (const layout of taken) {
			for (const {path} of given(layout).files.filter(file => 'edit' in file)) {
				const text = textAt(given(layout), path) ?? '';
				expect(text.split('\n').filter(line => !/^(#.*|[A-Z]+="[a-z0-9_+.,:()-]*"|)$/i.test(line))).toEqual([]);
			}
			expect(inShell(textAt(given(layout), VCONSOLE) ?? '', 'KEYMAP')).toBe(layout);
		}
	});
});

describe('on Debian', () => {
	const given = (layout: string) => wantedOf(keyboard, {layout}, {platform: debian});

	/** As keyboard-configuration has it. */
	const now = 'XKBMODEL="pc104"\nXKBLAYOUT="us"\nXKBVARIANT=""\nXKBOPTIONS="ctrl:nocaps"\n\nBACKSPACE="guess"\n';
	const named = (layout: string) => {
		const text = textAt(given(layout), DEFAULT, now) ?? '';
		return ['XKBMODEL', 'XKBLAYOUT', 'XKBVARIANT', 'XKBOPTIONS', 'KMAP', 'BACKSPACE'].map(name =>
			inShell(text, name),
		);
	};

	it.each([
		['us', ['pc105', 'us', '', '', '', 'guess']],
		['de-latin1-nodeadkeys', ['pc105', 'de', 'nodeadkeys', '', '', 'guess']],
		['br-abnt2', ['abnt2', 'br', '', '', '', 'guess']],
		['us(intl)', ['pc105', 'us', 'intl', '', '', 'guess']],
		['ru', ['pc105', 'us,ru', ',', 'grp:alt_shift_toggle', '', 'guess']],
		['sr-latin', ['pc105', 'rs', 'latin', '', '', 'guess']],
	])('%s is a layout of X', (layout, values) => {
		expect(named(layout)).toEqual(values);
	});

	it('a layout that was saved for boot is not loaded instead', () => {
		expect(given('de').files).toContainEqual({path: '/etc/console-setup/cached_setup_keyboard.sh', absent: true});
		expect(given('de').commands).toMatchObject([{command: 'setupcon', args: ['--keyboard-only', '--force']}]);
	});

	/** `NAME LAYOUT[,us] MODEL VARIANT`, which systemd itself translates by; a name may stand twice. */
	const rows = readFileSync('/usr/share/systemd/kbd-model-map', 'utf8')
		.split('\n')
		.filter(line => /^[a-z]/i.test(line))
		.map(line => line.split(/\s+/));

	it('names of keymaps mean what systemd takes them for', () => {
		expect(rows.length).toBeGreaterThan(60);
		const different = rows.filter(([name = '', layouts = '', , variants = '']) => {
			const {layout, variant} = xkbLayout(name);
			const plain = (list: string) =>
				list
					.split(',')
					.filter(each => each !== 'us' && each !== '-' && each !== '')
					.join();
			const isUs = layouts === 'us';
			return (isUs ? layout !== 'us' : plain(layout) !== plain(layouts)) || plain(variant) !== plain(variants);
		});
		// The second reading of dvorak, a variant given as an option, and two that X has no more.
		expect(different.map(([name, , , variants]) => `${name} ${variants}`)).toEqual([
			'ro-std-cedilla std_cedilla',
			'dvorak dvorak-alt-intl',
			'ro-cedilla cedilla',
			'sk-qwerty -',
		]);
	});

	it('a keymap is made of each of them, by the check that is asked for each', () => {
		// ckbcomp reads up to four layouts at once, as long as they are of one model.
		const layouts = [
			...new Map(rows.map(([name = '']) => [JSON.stringify(xkbLayout(name)), xkbLayout(name)])).values(),
		];
		const plain = layouts.filter(({layout}) => !layout.includes(','));
		const second = layouts.filter(({layout}) => layout.includes(','));
		expect(plain.length + second.length).toBeGreaterThan(40);
		const single = [
			...plain,
			...second.map(({layout, variant}) => ({layout: layout.slice(3), variant: variant.slice(1)})),
		];
		const refuses = given('us').checks?.[0]?.refuses ?? /^/;
		for (let at = 0; at < single.length; at += 4) {
			const four = single.slice(at, at + 4);
			const [names, variants] = [four.map(({layout}) => layout), four.map(({variant}) => variant)].map(list =>
				list.join(),
			);
			const args = ['-layout', names ?? '', '-variant', variants ?? ''];
			const {status, stderr} = spawnSync('ckbcomp', args, {encoding: 'utf8', env, maxBuffer: 2 ** 26});
			expect([names, status, stderr.split('\n').filter(line => refuses.test(line))]).toEqual([names, 0, []]);
		}
	});

	it.each(['zz', 'de(nope)'])('%s is refused, though ckbcomp may end well', async layout => {
		const host = {...rootedHost(realHost(), await scratch()), ask: realHost().ask};
		const {files, checks = []} = given(layout);
		await expect(make(host, {files, checks})).rejects.toThrow(`"${layout}" is not a keyboard layout of this host`);
		await make(host, {files: given('de').files, checks: given('de').checks ?? []});
		expect(inShell((await host.read(DEFAULT)) ?? '', 'XKBLAYOUT')).toBe('de');
	});
});

describe('on EL', () => {
	const {files, checks, commands} = wantedOf(keyboard, {layout: 'de-latin1'}, {platform: el});

	it('nothing else is written, and loadkeys has the last word', () => {
		expect(files.map(({path}) => path)).toEqual([VCONSOLE]);
		expect(commands).toMatchObject([{command: 'loadkeys', args: ['de-latin1'], accepts: [0, 1, 127]}]);
	});

	it('our image, which lacks what makes keymaps of layouts of X, does as EL does', () => {
		const onImage = wantedOf(keyboard, {layout: 'de-latin1'}, {platform: image});
		expect([onImage.checks, onImage.commands]).toEqual([checks, commands]);
		expect(onImage.files.map(({path}) => path)).toEqual([VCONSOLE]);
	});

	it('a keymap that is not there is refused', async () => {
		const host = {...rootedHost(realHost(), await scratch()), ask: realHost().ask};
		const missing = wantedOf(keyboard, {layout: 'zz'}, {platform: el});
		await expect(make(host, {files: missing.files, checks: missing.checks ?? []})).rejects.toThrow(
			'"zz" is not a keyboard layout of this host; give one it has, such as us, de, fr.',
		);
		expect(checks).toMatchObject([{args: ['--parse', 'de-latin1']}]);
	});
});
