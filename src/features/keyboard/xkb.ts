/**
 * What Debian sets the console's keyboard from: layouts of X (keyboard(5), xkeyboard-config(7)). Console keymaps have other names for
 * the same keys; where the name of a layout is not here, it is taken for one of X.
 */

export type XkbLayout = {
	readonly model: string;
	/** Several layouts with commas; the first one counts when the host starts. */
	readonly layout: string;
	/** As many as there are layouts. */
	readonly variant: string;
	/** Empty, or what switches between layouts. */
	readonly options: string;
};

/** `LAYOUT[/VARIANT][@MODEL]` by the name of a keymap of kbd; where both have the same name, none is needed. */
const KEYMAPS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{'be-latin1': 'be', 'br-abnt2': 'br@abnt2', cf: 'ca', croat: 'hr', et: 'ee', ko: 'kr', uk: 'gb'},
		...{bg_bds: 'bg', 'bg_bds-utf8': 'bg', bg_pho: 'bg/phonetic', 'bg_pho-utf8': 'bg/phonetic', 'mk-utf': 'mk'},
		...{colemak: 'us/colemak', dvorak: 'us/dvorak', 'us-acentos': 'us/intl', 'es-dvorak': 'es/dvorak'},
		...{
			'cz-lat2': 'cz/qwerty',
			'cz-qwerty': 'cz/qwerty',
			'cz-us-qwertz': 'cz',
			'sk-qwerty': 'sk/qwerty',
			'sk-qwertz': 'sk',
		},
		...{'de-latin1': 'de', 'de-latin1-nodeadkeys': 'de/nodeadkeys', 'dk-latin1': 'dk', 'is-latin1': 'is'},
		...{'fi-latin1': 'fi', 'no-latin1': 'no', 'sv-latin1': 'se', 'pt-latin1': 'pt', 'la-latin1': 'latam'},
		...{'fr-latin1': 'fr', 'fr-latin9': 'fr/latin9', 'fr-pc': 'fr', fr_CH: 'ch/fr', 'fr_CH-latin1': 'ch/fr'},
		...{sg: 'ch/de_nodeadkeys', 'sg-latin1': 'ch/de_nodeadkeys', de_CH: 'ch', 'de_CH-latin1': 'ch'},
		...{
			hu101: 'hu/qwerty',
			it2: 'it',
			'it-ibm': 'it',
			jp106: 'jp@jp106',
			pl2: 'pl',
			slovene: 'si',
			trq: 'tr',
			trf: 'tr/f',
		},
		...{'lt.baltic': 'lt', 'lt.l4': 'lt', lv: 'lv/apostrophe', 'lv-tilde': 'lv/tilde', 'tj_alt-UTF8': 'tj'},
		...{'ro-std': 'ro/std', 'ro-cedilla': 'ro', 'ro-std-cedilla': 'ro/std'},
		...{'sr-cy': 'rs', 'sr-latin': 'rs/latin', 'ua-utf': 'ua', kazakh: 'kz', khmer: 'kh'},
	}),
);

/** Layouts without Latin letters: names and passwords could not be typed with these alone. */
const NOT_LATIN = new Set(
	'af am ara bd bg by ge gr il in iq ir kg kh kz la lk mk mm mn np pk rs ru sy th tj ua'.split(' '),
);

const LATIN_VARIANTS = new Set(['latin']);

/** A name of X may have its variant in parentheses, as `us(intl)`. */
function named(name: string): string {
	const [, layout, variant] = /^([^()]+)\(([^()]+)\)$/.exec(name) ?? [];
	return layout === undefined ? (KEYMAPS.get(name) ?? name) : `${layout}/${variant}`;
}

/** The layout of X with the keys of this name. One without Latin letters comes second, behind the keys Alt and Shift. */
export function xkbLayout(name: string): XkbLayout {
	const [, layout = name, variant = '', model = 'pc105'] =
		/^([^/@]+)(?:\/([^@]+))?(?:@(.+))?$/.exec(named(name)) ?? [];
	if (!NOT_LATIN.has(layout) || LATIN_VARIANTS.has(variant)) return {model, layout, variant, options: ''};
	return {model, layout: `us,${layout}`, variant: `,${variant}`, options: 'grp:alt_shift_toggle'};
}
