/** The few marks everything is drawn with. ASCII: each character of a border is a byte on a serial line. */
export const marks = {
	focus: '>',
	rule: '-',
	side: '|',
	on: '[x]',
	off: '[ ]',
	/** Around what has neighbours to go to. */
	before: '<',
	behind: '>',
	barFull: '#',
	barEmpty: '.',
	secret: '*',
	more: '...',
} as const;

/** Columns of a menu beside the page, the marks of its rows included. */
export const MENU_WIDTH = 17;

/** Columns of a label in a form, as in the settings language. */
export const LABEL_WIDTH = 28;
