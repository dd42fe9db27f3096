/** What every page of setup has at hand. */
import {createContext, use} from 'react';
import type {Setup} from '../../src/session/setup.ts';
import type {SetupSnapshot} from '../../src/session/setup-state.ts';
import type {OpenShell} from '../../src/tui/index.ts';
import type {Passwords} from '../settings/surroundings.tsx';
import type {SettingsPage} from '../settings/page.ts';

/** How the screen was left; the caller acts on it. */
export type Leave = 'leave' | 'restart' | 'power-off';

/** Where setup runs. */
export type Setting = {
	/** Short name of the console: `ttyS0`. */
	readonly tty: string;
	/** An Apply ends with the plan. */
	readonly rehearsal: boolean;
	/** The host runs, and is ours to restart. */
	readonly running: boolean;
	/** A root shell on this console, where one is offered. */
	readonly shell?: OpenShell | undefined;
};

export type Pages = {
	readonly setup: Setup;
	readonly snapshot: SetupSnapshot;
	readonly setting: Setting;
	/** Name of the page that is shown. */
	readonly current: string;
	readonly go: (page: string) => void;
	readonly passwords: Passwords;
	/** Settings for which a password is being typed. */
	readonly typed: ReadonlySet<string>;
	/** Forgets passwords that were typed for these settings. */
	readonly forget: (settings: readonly string[]) => void;
	/** Hashes what was typed, then plans; says what is wrong with a password first. */
	readonly apply: (page: SettingsPage) => void;
	readonly leave: (how: Leave) => void;
	/** Nothing but the password of admin leads back. */
	readonly lock: () => void;
	/** The root shell, while which nobody counts as idle. */
	readonly shell: OpenShell | undefined;
};

export const PagesContext = createContext<Pages | undefined>(undefined);

/** @throws outside of setup, which is a bug */
export function usePages(): Pages {
	const pages = use(PagesContext);
	if (!pages) throw new Error('usePages needs setup around it');
	return pages;
}
