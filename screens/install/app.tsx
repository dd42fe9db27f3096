/** The installer on a screen: which page is shown, and what was typed beside the answers. */
import {useEffect, useState, useSyncExternalStore, type ReactNode} from 'react';
import type {Installer} from '../../src/session/installer.ts';
import {useConsole} from '../../src/tui/index.ts';
import {BootDiskPage} from './boot-disk.tsx';
import {bootDiskOf} from './disks.ts';
import {ConfirmPage} from './confirm.tsx';
import {DataDisksPage} from './data-disks.tsx';
import {DonePage} from './done.tsx';
import {KeyboardPage} from './keyboard.tsx';
import {MorePage} from './more.tsx';
import {NetworkPage} from './network.tsx';
import {PasswordPage} from './password.tsx';
import {ProgressPage} from './progress.tsx';
import {VolumesPage} from './volumes.tsx';
import {pageAfter, pageBefore, pagesFor, type PageName} from './pages.ts';
import {NO_DRAFTS, WalkContext, type Drafts, type Leave, type Setting, type Walk} from './walk.ts';
import {WelcomePage} from './welcome.tsx';

const PAGES: Readonly<Record<PageName, () => ReactNode>> = {
	welcome: WelcomePage,
	keyboard: KeyboardPage,
	'boot-disk': BootDiskPage,
	'data-disks': DataDisksPage,
	volumes: VolumesPage,
	network: NetworkPage,
	password: PasswordPage,
	more: MorePage,
	confirm: ConfirmPage,
	progress: ProgressPage,
	done: DonePage,
};

export type InstallerAppProps = {
	readonly installer: Installer;
	readonly setting: Setting;
	readonly onLeave: (how: Leave) => void;
};

export function InstallerApp({installer, setting, onLeave}: InstallerAppProps) {
	const console = useConsole();
	const snapshot = useSyncExternalStore(installer.subscribe, installer.get);
	const [page, setPage] = useState<PageName>('welcome');
	const [drafts, setDrafts] = useState<Drafts>(NO_DRAFTS);
	const file = setting.mode === 'practice' || bootDiskOf(snapshot)?.bus === 'file';
	const pages = pagesFor({file});
	const running = snapshot.jobs?.find(job => job.running);
	useEffect(() => {
		// Work that runs is what somebody opens this screen for.
		if (running && !installer.get().job) installer.attach(running);
	}, [running, installer]);
	const {job} = snapshot;
	useEffect(() => {
		if (job) setPage('progress');
	}, [job]);
	const walk: Walk = {
		installer,
		snapshot,
		setting,
		live: setting.mode === 'install' && snapshot.machine?.booted === 'live',
		pages,
		drafts,
		draft: change => setDrafts(before => ({...before, ...change})),
		next: () => setPage(pageAfter(page, pages)),
		back: () => setPage(pageBefore(page, pages) ?? page),
		go: setPage,
		leave(how) {
			onLeave(how);
			console.quit();
		},
	};
	const Shown = PAGES[page];
	return (
		<WalkContext value={walk}>
			<Shown key={page} />
		</WalkContext>
	);
}
