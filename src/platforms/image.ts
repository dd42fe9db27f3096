/** Our own image: Debian's packages, less what would need perl, and a crash kernel of its own. */
import {debian} from './debian.ts';
import type {Platform} from './platform.ts';

export const image: Platform = {
	...debian,
	title: 'hostwright',
	units: {...debian.units, dumps: {unit: 'hostwright-dumps.service', package: 'hostwright'}},
	parts: {...debian.parts, dumps: {files: ['/usr/lib/hostwright/crash-kernel'], package: 'hostwright'}},
	paths: {...debian.paths, dumps: '/etc/hostwright/dumps'},
	dumps: 'image',
	// Debian makes keymaps of layouts of X by a program in perl; ours are those of kbd, which hostwright-keymap.service loads.
	keyboard: 'keymap',
};
