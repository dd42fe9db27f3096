/** The keyboard of a host's console. */
import type {Wanted, WantedCheck, WantedCommand, WantedFile} from '../../plan/wanted.ts';
import {putAside, withBlock} from '../../plan/written.ts';
import type {Rendering} from '../feature.ts';
import {xkbLayout} from './xkb.ts';

/** Assignments for a shell, of which the last one counts. A layout's name needs no more than quotes: its rule lets no other mark in. */
function assigned(path: string, values: Readonly<Record<string, string>>): WantedFile {
	const names = Object.keys(values).join('|');
	const isTheirs = (line: string) => new RegExp(String.raw`^\s*(${names})=`).test(line);
	return {
		path,
		edit(now) {
			const others = withBlock(now, [], 'last');
			return withBlock(
				others === undefined ? undefined : putAside(others, isTheirs),
				Object.entries(values).map(([name, value]) => `${name}="${value}"`),
				'last',
			);
		},
	};
}

type Way = {
	readonly files: readonly WantedFile[];
	readonly check: WantedCheck;
	readonly command: WantedCommand;
};

const means = (layout: string) =>
	`"${layout}" is not a keyboard layout of this host; give one it has, such as us, de, fr.`;

/** vconsole.conf(5): systemd loads the keymap when the host starts, and loadkeys(1) now. */
function byKeymap(layout: string): Way {
	return {
		files: [assigned('/etc/vconsole.conf', {KEYMAP: layout})],
		check: {command: 'loadkeys', args: ['--parse', layout], means: means(layout)},
		// 1: no console of its own, such as on a host with a serial line alone; the name has been checked. 127: no loadkeys, and no keys.
		command: {
			title: 'Load the keyboard layout',
			command: 'loadkeys',
			args: [layout],
			accepts: [0, 1, 127],
			atStart: true,
		},
	};
}

/** What console-setup saved of an earlier layout, which it would load at boot instead of what is written (keyboard-setup.service). */
const SAVED = '/etc/console-setup/cached_setup_keyboard.sh';

/** setupcon(1) makes a keymap of what keyboard(5) names, at boot and now: Debian's systemd loads none. */
function byXkb(layout: string): Way {
	const {model, layout: xkb, variant, options} = xkbLayout(layout);
	const keyboard = {XKBMODEL: model, XKBLAYOUT: xkb, XKBVARIANT: variant, XKBOPTIONS: options, KMAP: ''};
	return {
		files: [
			// What localectl(1) shows.
			assigned('/etc/vconsole.conf', {KEYMAP: layout}),
			assigned('/etc/default/keyboard', keyboard),
			{path: SAVED, absent: true},
		],
		check: {
			command: 'ckbcomp',
			args: ['-model', model, '-layout', xkb, '-variant', variant],
			// An unknown variant is left out, and the code is 0.
			refuses: /Can not find/,
			means: means(layout),
		},
		// --force: asked from a service or over SSH, it would leave the console as it is. 127: the package console-setup is not there.
		command: {
			title: 'Load the keyboard layout',
			...{command: 'setupcon', args: ['--keyboard-only', '--force'], accepts: [0, 127], atStart: true},
		},
	};
}

export function renderKeyboard({layout}: {readonly layout: string}, {platform}: Rendering): Wanted {
	const {files, check, command} = platform.keyboard === 'xkb' ? byXkb(layout) : byKeymap(layout);
	return {files, checks: [check], commands: [command]};
}
