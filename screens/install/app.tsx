/** The installer on a screen: which page is shown, and what was typed beside the answers. */
import {useEffect, useState, useSyncExternalStore} from 'react';
import type {Installer} from '../../src/session/installer.ts';
import {useConsole} from '../../src/tui/index.ts';
import {BootDiskPage} from './boot-disk.tsx';
import {bootDiskOf} from './disks.ts';
import {pageAfter, pageBefore, pagesFor, type PageName} from './pages.ts';
import {NO_DRAFTS, WalkContext, type Drafts, type Leave, type Setting, type Walk} from './walk.ts';
import {WelcomePage} from './welcome.tsx';

const PAGES: Readonly<Partial<Record<PageName, () => React.ReactNode>>> = {
	welcome: WelcomePage,
	'boot-disk': BootDiskPage,
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
	const file =
		bootDiskOf(snapshot)?.bus === 'file' || snapshot.machine?.disks.every(({bus}) => bus === 'file') === true;
	const pages = pagesFor({file});
	const running = snapshot.jobs?.find(job => job.running);
	useEffect(() => {
		// Work that runs is what somebody opens this screen for.
		if (!running || installer.get().job) return;
		installer.attach(running);
		setPage('progress');
	}, [running, installer]);
	const walk: Walk = {
		installer,
		snapshot,
		setting,
		live: setting.mode === 'install' && !setting.recorded && snapshot.machine?.booted === 'live',
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
	const Shown = PAGES[page] ?? WelcomePage;
	return (
		<WalkContext value={walk}>
			<Shown key={page} />
		</WalkContext>
	);
}
