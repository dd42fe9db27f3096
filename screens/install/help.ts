/** What F1 says about each page, after the help of the focused field. */
import type {PageName} from './pages.ts';

export const HELP: Readonly<Record<PageName, readonly string[]>> = {
	welcome: [
		'Nothing is written before the confirm page, and there only after you say so.',
		'If this terminal garbles the page, F12 draws it anew, and Ctrl-T draws it plainer.',
		'Answers given on the kernel line or in a file are filled in already; each page shows where they came from.',
	],
	keyboard: ['Letters jump to the next layout that begins with them.'],
	'boot-disk': [
		'Space says more about a disk, and why one with x cannot serve. For one with ! its serial number or name must be typed first.',
	],
	'data-disks': [
		'The chosen disks and the rest of the boot disk become one volume group, HostVG, with the logs and the data.',
		'Choosing none is fine: everything then lies on the boot disk.',
	],
	volumes: ['Sizes are in MiB. With "fill the disk" DATA takes what the others leave.'],
	network: ['Choosing no interface is fine too: the network can be set up on the installed host.'],
	password: ['The password of admin, who logs in at the console and configures the host. Only its hash is kept.'],
	more: [
		'Each row is a page that setup has too; Enter opens it, and Enter or Esc there comes back. Nothing here has to be looked at.',
	],
	confirm: ['F5 shows the whole plan with every command. What was shown is what runs, or nothing does.'],
	progress: [
		'The work is done by a process of its own: it goes on when this screen ends, and a new one shows it again.',
		'If the power goes, boot this medium again and take Resume.',
	],
	done: ['The kernel line and the answer file hold the same answers; either installs another host the same way.'],
};
