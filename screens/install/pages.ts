/** Which pages there are, in which order, what each is about and whether it may be left forwards. Pure. */
import type {Problem} from '../../src/settings/answers.ts';
import {MORE_SETTINGS} from './more-pages.ts';

export type PageName =
	| 'welcome'
	| 'keyboard'
	| 'boot-disk'
	| 'data-disks'
	| 'volumes'
	| 'network'
	| 'password'
	| 'more'
	| 'confirm'
	| 'progress'
	| 'done';

const TITLES: Readonly<Record<PageName, string>> = {
	welcome: 'Welcome',
	keyboard: 'Keyboard',
	'boot-disk': 'Boot disk',
	'data-disks': 'Data disks',
	volumes: 'Volumes',
	network: 'Network',
	password: 'Password',
	more: 'More settings',
	confirm: 'Confirm',
	progress: 'Installing',
	done: 'Done',
};

/** The settings a page asks for, in full or by section and dot. */
const ABOUT: Readonly<Record<PageName, readonly string[]>> = {
	welcome: ['lifecycle.action', 'storage.expect'],
	keyboard: ['keyboard.'],
	'boot-disk': ['storage.bootDisk'],
	'data-disks': ['storage.disks', 'storage.appDisks'],
	volumes: [
		'storage.efiSize',
		'storage.rootSize',
		'storage.configSize',
		'storage.stateSize',
		'storage.swapSize',
		'storage.loggingSize',
		'storage.dataSize',
		'storage.swap2Size',
		'storage.data2Size',
		'storage.overcommit',
	],
	network: ['network.'],
	password: ['access.adminPassword', 'access.mustChange', 'access.sshPasswordLogin'],
	more: MORE_SETTINGS,
	confirm: [],
	progress: [],
	done: [],
};

/** A plain file is one disk: it cannot be joined with others, so nothing is asked about them. */
export function pagesFor(target: {readonly file: boolean}): readonly PageName[] {
	const all: readonly PageName[] = [
		'welcome',
		'keyboard',
		'boot-disk',
		'data-disks',
		'volumes',
		'network',
		'password',
		'more',
		'confirm',
		'progress',
	];
	return target.file ? all.filter(page => page !== 'data-disks') : all;
}

/** `3 of 9  Boot disk`; the end is not a step of the walk. */
export function titleOf(page: PageName, pages: readonly PageName[], words = TITLES[page]): string {
	const at = pages.indexOf(page);
	return at < 0 ? words : `${at + 1} of ${pages.length}  ${words}`;
}

export function pageAfter(page: PageName, pages: readonly PageName[]): PageName {
	return pages[pages.indexOf(page) + 1] ?? 'done';
}

/** Undefined on the first page, where going back means leaving, and once writing has begun. */
export function pageBefore(page: PageName, pages: readonly PageName[]): PageName | undefined {
	return page === 'progress' || page === 'done' ? undefined : pages[pages.indexOf(page) - 1];
}

const isAbout = (page: PageName, setting: string) =>
	ABOUT[page].some(name => (name.endsWith('.') ? setting.startsWith(name) : setting === name));

/** What is wrong with, or worth saying about, what this page asks. */
export function problemsOn(page: PageName, problems: readonly Problem[]): readonly Problem[] {
	return problems.filter(({setting}) => isAbout(page, setting));
}

/** The problem that keeps the operator on this page. */
export function stopOn(page: PageName, problems: readonly Problem[]): Problem | undefined {
	return problemsOn(page, problems).find(({level}) => level === 'error');
}

/** Problems that no page can mend: they came with the kernel line or a file. Shown before consent is asked. */
export function problemsElsewhere(problems: readonly Problem[], pages: readonly PageName[]): readonly Problem[] {
	return problems.filter(({setting, level}) => level === 'error' && !pages.some(page => isAbout(page, setting)));
}
