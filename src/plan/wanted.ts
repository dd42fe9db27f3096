/**
 * What a section wants of a host, as data: files, accounts and services. Rendering answers with it and touches nothing; `apply`
 * compares it with the host and makes it so. So the same data is a preview, a test and the change itself.
 */

type Common = {
	/** Absolute, as the host sees it. */
	readonly path: string;
	/** All of it is a secret, such as a private key: it is said to change, and never shown (law 7). */
	readonly secret?: true;
};

/** A file with all of its content ours. */
type Whole = Common & {
	readonly text: string;
	/** 0644 when absent. One that not everybody may read is never shown by the content it had. */
	readonly mode?: number;
};

/** A file of somebody else's in which some lines are ours: pure, and `edit(edit(x))` is `edit(x)`. */
type Edited = Common & {
	/** `now` is undefined when there is no file; undefined as an answer leaves it so, or removes it. */
	readonly edit: (now: string | undefined) => string | undefined;
	readonly mode?: number;
	/** Of its folder, when that has to be made; 0755 when absent. */
	readonly folderMode?: number;
};

/** A symbolic link. */
type Link = Common & {readonly link: string};

/** No file. */
type Absent = Common & {readonly absent: true};

export type WantedFile = Whole | Edited | Link | Absent;

/** Files in this folder whose names begin so are ours: those that are not wanted are removed. */
export type OwnedFiles = {readonly folder: string; readonly prefix: string};

/** The password of an account in shadow(5). */
export type WantedAccount = {
	readonly name: string;
	/** A whole crypt hash; undefined: no password lets anybody in. */
	readonly hash: string | undefined;
	/** It must be changed at the next login (chage(1) -d 0). Counts when the password is set, never again afterwards. */
	readonly mustChange: boolean;
};

/** A service of the host. */
export type WantedService = {
	readonly unit: string;
	/** For the sentence when the unit is not there. */
	readonly package: string;
	/** `on`: enabled and running. `off`: neither. `kept`: as it is, told of changes when it runs. */
	readonly state: 'on' | 'off' | 'kept';
	/** It reads its files again when it is reloaded; else it is restarted. */
	readonly reload?: true;
	/** Files whose change it must be told; every file of the section when absent. */
	readonly reads?: readonly string[];
};

/** A tool that reads the files before any service does. A tool that is not on the host is not asked: nobody reads the files then. */
export type WantedCheck = {
	readonly command: string;
	readonly args: readonly string[];
	/** Exit codes of approval; 0 when absent. */
	readonly accepts?: readonly number[];
	/** What it prints when it refuses although its code approves (facts: rsyslogd, logrotate, collectd, kdump-config). */
	readonly refuses?: RegExp;
	/** A whole sentence: what that means and what would be right, where the tool's own words do not say so. */
	readonly means?: string;
};

/** A tool that makes a changed file act on the running host: `loadkeys de`, `nmcli connection reload`. */
export type WantedCommand = {
	/** For a person: `Load the keyboard layout`. */
	readonly title: string;
	readonly command: string;
	readonly args: readonly string[];
	/** Exit codes that are no failures; 0 when absent. */
	readonly accepts?: readonly number[];
	/** Files whose change asks for it; every file of the section when absent. */
	readonly reads?: readonly string[];
	/** It speaks to this unit: one that does not run reads its files when it starts, and is not asked before. */
	readonly unit?: string;
	/** It is for a host that is just starting too: what reads the files by itself may have done so already, and no network is needed. */
	readonly atStart?: true;
	/** A checkpoint of NetworkManager takes it back by itself. */
	readonly inCheckpoint?: true;
};

export type Wanted = {
	readonly files: readonly WantedFile[];
	readonly owns?: readonly OwnedFiles[];
	/** Files in folders of these, whose names are anybody's, are ours where their first line says so (written.ts). */
	readonly ownsIn?: readonly string[];
	readonly accounts?: readonly WantedAccount[];
	readonly checks?: readonly WantedCheck[];
	readonly commands?: readonly WantedCommand[];
	/** Run when the change is taken back on a running host and a file each reads was not there before: what outlives that file. */
	readonly undoing?: readonly WantedCommand[];
	readonly services?: readonly WantedService[];
	/** Whole sentences: what was asked for and has to wait, such as a key that could not be fetched. */
	readonly waits?: readonly string[];
};
