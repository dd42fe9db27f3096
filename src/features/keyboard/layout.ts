/** Keyboard layouts by name. */
import type {Rule} from '../../settings/setting.ts';

/** A name as keymap files and X11 layouts have them: it may become part of a file name, so no slash and no leading dot. */
export const layoutName: Rule = text =>
	/^[a-z][a-z0-9_+.()-]{0,63}$/i.test(text)
		? undefined
		: {what: 'is not a keyboard layout', right: 'give its name, as in us or de-latin1'};

/**
 * Why a host lacks a layout, as a whole sentence; undefined when it has it, or when nobody knows what it has.
 * Names that begin alike come first, since a missing variant is the usual mistake.
 */
export function missingLayout(layout: string, layouts: readonly string[]): string | undefined {
	if (layouts.length === 0 || layouts.includes(layout)) return undefined;
	const alike = layouts.filter(name => name.slice(0, 2) === layout.slice(0, 2)).slice(0, 5);
	const shown = alike.length > 0 ? alike : ['us', 'de', 'fr'].filter(name => layouts.includes(name));
	const right =
		shown.length > 0 ? `give one it has, such as ${shown.join(', ')}` : `give one of its ${layouts.length}`;
	return `"${layout}" is not a keyboard layout of this host; ${right}.`;
}
