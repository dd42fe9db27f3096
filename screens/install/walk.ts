/** What every page has at hand: the walk-through, where it stands, and what was typed beside the answers. */
import {createContext, use} from 'react';
import type {Installer} from '../../src/session/installer.ts';
import type {Snapshot} from '../../src/session/installer-state.ts';
import type {OpenShell} from '../../src/tui/index.ts';
import type {PageName} from './pages.ts';

/** How the screen was left; the caller acts on it. */
export type Leave = 'leave' | 'reboot' | 'power-off';

/** Where the installer runs, and what it installs. */
export type Setting = {
	readonly mode: 'install' | 'practice';
	/** Short name of the console: `ttyS0`. */
	readonly tty: string;
	/** A recorded machine: nothing here can be touched. */
	readonly recorded: boolean;
	/** What is installed, in a few words. */
	readonly image: string;
	/** Bytes; 0 while it is not known. */
	readonly imageSize: number;
	/** The image is a stand-in that boots nothing. */
	readonly standIn: boolean;
	/** Opens a root shell on this console and ends with it; offered on our medium only. */
	readonly shell?: OpenShell | undefined;
};

/** What the operator typed that is no answer: kept while pages come and go, never stored. */
export type Drafts = {
	readonly password: string;
	readonly again: string;
	/** Words typed to free a disk, by path. */
	readonly words: ReadonlyMap<string, string>;
	/** Path of the disk that is highlighted. */
	readonly highlighted: string;
};

export const NO_DRAFTS: Drafts = {password: '', again: '', words: new Map(), highlighted: ''};

export type Walk = {
	readonly installer: Installer;
	readonly snapshot: Snapshot;
	readonly setting: Setting;
	/** On our medium, or on a recording of one: the machine is ours to reboot. */
	readonly live: boolean;
	readonly pages: readonly PageName[];
	readonly drafts: Drafts;
	readonly draft: (change: Partial<Drafts>) => void;
	/** To the next page. */
	readonly next: () => void;
	/** To the page before; on the first one it asks how to leave. */
	readonly back: () => void;
	readonly go: (page: PageName) => void;
	readonly leave: (how: Leave) => void;
};

export const WalkContext = createContext<Walk | undefined>(undefined);

/** @throws outside of the installer, which is a bug */
export function useWalk(): Walk {
	const walk = use(WalkContext);
	if (!walk) throw new Error('useWalk needs the installer around it');
	return walk;
}
