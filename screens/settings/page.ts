/** What a page of settings is: the same in setup and under the installer's "More settings". */
import type {ReactNode} from 'react';

export type SettingsPage = {
	readonly name: string;
	/** For a menu of 14 columns. */
	readonly title: string;
	/** Full names of the settings it shows. */
	readonly settings: readonly string[];
	/** Sections whose files follow from them. */
	readonly sections: readonly string[];
	/** What F1 says about the page, after the help of the focused field. */
	readonly help: readonly string[];
	readonly Fields: () => ReactNode;
};
