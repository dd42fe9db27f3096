/** Setup on a screen: a menu, the page beside it, and what was typed beside the answers. */
import {useEffect, useState, useSyncExternalStore, type ReactNode} from 'react';
import type {Setup} from '../../src/session/setup.ts';
import {useConsole, useIdle} from '../../src/tui/index.ts';
import type {SettingsPage} from '../settings/page.ts';
import {settingsPages} from '../settings/pages.ts';
import {ChangesPage} from './changes.tsx';
import {DiagnosticsPage} from './diagnostics.tsx';
import {LockPage} from './lock.tsx';
import {MenuPage} from './menu-page.tsx';
import {PluginsPage} from './plugins.tsx';
import {SettingsPageView} from './settings-page.tsx';
import {PagesContext, type Leave, type Pages, type Setting} from './setting.ts';
import {StatusPage} from './status.tsx';
import {SupportPage} from './support.tsx';
import {useTypedPasswords} from '../settings/typed-passwords.ts';

const OTHER: Readonly<Record<string, () => ReactNode>> = {
	status: StatusPage,
	diagnostics: DiagnosticsPage,
	plugins: PluginsPage,
	support: SupportPage,
	changes: ChangesPage,
};

export type SetupAppProps = {
	readonly setup: Setup;
	readonly setting: Setting;
	readonly onLeave: (how: Leave) => void;
};

export function SetupApp({setup, setting, onLeave}: SetupAppProps) {
	const console = useConsole();
	const snapshot = useSyncExternalStore(setup.subscribe, setup.get);
	/** In linear mode the menu is a page of its own: an empty name. */
	const [current, setCurrent] = useState(console.linear ? '' : 'status');
	const isTrying = snapshot.work.state === 'trying';
	useEffect(() => {
		if (isTrying) setCurrent('network');
	}, [isTrying]);
	const {passwords, typed, forget, areGood} = useTypedPasswords();
	const [locked, setLocked] = useState(false);
	const [inShell, setInShell] = useState(false);
	const idleMinutes = Number(setup.saved('access.idleLogout'));
	useIdle(setting.running && !inShell ? idleMinutes : 0, () => {
		if (snapshot.work.state !== 'running') pages.leave('leave');
	});
	const {shell} = setting;
	const apply = async (page: SettingsPage) => {
		const written = page.settings.filter(name => typed.has(name));
		if (!areGood(written)) return;
		for (const name of written) await setup.typePassword(name, passwords.typed(name).password);
		await setup.plan(page);
	};
	const pages: Pages = {
		...{setup, snapshot, setting, current, passwords, typed, forget},
		go: setCurrent,
		apply: page => void apply(page),
		lock: () => setLocked(true),
		shell:
			shell &&
			(async lent => {
				setInShell(true);
				await shell(lent);
				setInShell(false);
			}),
		leave(how) {
			onLeave(how);
			console.quit();
		},
	};
	const page = settingsPages.find(({name}) => name === current);
	const Other = OTHER[current] ?? MenuPage;
	return (
		<PagesContext value={pages}>
			{locked ? (
				<LockPage onUnlock={() => setLocked(false)} />
			) : page ? (
				<SettingsPageView key={current} page={page} />
			) : (
				<Other key={current} />
			)}
		</PagesContext>
	);
}
