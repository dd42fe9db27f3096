/** The pages of setup, in the order of the ancestor's ranks (facts/ovirt-node.md 2.4), and how the menu marks them. Pure. */
import type {SetupSnapshot} from '../../src/session/setup-state.ts';
import type {MenuItem} from '../../src/tui/index.ts';
import type {SettingsPage} from '../settings/page.ts';
import {settingsPages} from '../settings/pages.ts';

const BEFORE = [{name: 'status', title: 'Status'}];
const AFTER = [
	{name: 'diagnostics', title: 'Diagnostics'},
	{name: 'plugins', title: 'Plugins'},
	{name: 'support', title: 'Support'},
	{name: 'changes', title: 'Changes'},
];

export const MENU: readonly Pick<SettingsPage, 'name' | 'title'>[] = [...BEFORE, ...settingsPages, ...AFTER];

type Known = Pick<SetupSnapshot, 'differing' | 'failures'>;

/** Whether something of the page differs from what is saved; a password that is being typed counts. */
export const isChanged = ({settings}: SettingsPage, {differing}: Known, typed: ReadonlySet<string>): boolean =>
	settings.some(name => differing.has(name) || typed.has(name));

/** What failed when the page was last applied. */
export const failuresOf = ({sections}: SettingsPage, {failures}: Known) =>
	failures.filter(({section}) => sections.includes(section));

/** `*` for a page with changes, `!` for one whose files are not as they should be. */
export function menuItems(known: Known, typed: ReadonlySet<string>): readonly MenuItem[] {
	return MENU.map(({name, title}) => {
		const page = settingsPages.find(each => each.name === name);
		if (page && isChanged(page, known, typed)) return {key: name, title, mark: '*', words: 'changed'};
		if (page && failuresOf(page, known).length > 0) return {key: name, title, mark: '!', words: 'failed'};
		return {key: name, title};
	});
}

/** `3 settings differ from what is saved`; undefined when none does. */
export function differWords({differing}: Known, typed: ReadonlySet<string>): string | undefined {
	const count = new Set([...differing, ...typed]).size;
	if (count === 0) return undefined;
	return `${count} ${count === 1 ? 'setting differs' : 'settings differ'} from what is saved`;
}

/** Titles of the pages with changes, for the question of how to leave. */
export function changedTitles(known: Known, typed: ReadonlySet<string>): readonly string[] {
	return settingsPages.filter(page => isChanged(page, known, typed)).map(({title}) => title);
}
