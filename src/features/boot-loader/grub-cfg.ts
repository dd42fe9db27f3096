/** grub.cfg and grubenv. Syntax: GNU GRUB manual 2.06, "Shell-like scripting" and "The GRUB environment block". */

/** GRUB drops, without a word, the argument that does not fit and all behind it; x86 kernels take 2048 bytes. */
export const LONGEST_KERNEL_LINE = 2000;

export type BootWords = {
	/** GUID of the disk. */
	readonly disk: string;
	/** The words of `console=`, in order. */
	readonly consoles: readonly string[];
	/** Further words, each as the kernel shall see it. */
	readonly words: readonly string[];
	/** grub.pbkdf2 hash that permits editing the menu. */
	readonly menuPassword: string | undefined;
};

/** Fills the template of assets/boot/grub.cfg. */
export function grubCfg(template: string, boot: BootWords): string {
	const {disk, consoles, menuPassword} = boot;
	return filled(template, {
		DISK: disk,
		WORDS: kernelWords(boot).map(literal).join(' '),
		TERMINALS: terminals(consoles).join('\n'),
		PASSWORD: menuPassword ? `password_pbkdf2 hostwright ${menuPassword}` : '# No password is set.',
	});
}

/** What both slots are started with, after the disk and the slot. A panic restarts the machine, so that a try is counted. */
export const kernelWords = ({consoles, words}: BootWords): readonly string[] => [
	...consoles.map(name => `console=${name}`),
	...words,
	'panic=10',
];

/** The whole kernel line at its longest, for counting its bytes. */
export function kernelLine(boot: BootWords): string {
	const fixed = [
		'/boot/vmlinuz',
		`hostwright.disk=${boot.disk}`,
		'hostwright.slot=A',
		'hostwright.lifecycle.rescue=yes',
	];
	return [...fixed, ...kernelWords(boot)].join(' ');
}

/** Functions as replacements, so that `$&` in a value stays what it is. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
	return template.replace(/@([A-Z]+)@/g, (whole, name: string) =>
		Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
	);
}

/** A word that GRUB takes as it is: nothing is special between single quotes. */
const literal = (word: string) => (/^[\w.,:/=+@%-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** GRUB speaks on the screen, and on the first serial line that the kernel speaks on. */
function terminals(consoles: readonly string[]): readonly string[] {
	const serial = consoles.map(name => /^ttyS(\d+)(?:,(\d+)([noe])?(\d)?)?/.exec(name)).find(found => found !== null);
	if (!serial) return ['terminal_input console', 'terminal_output console'];
	const [, unit = '0', speed = '9600', parity = 'n', bits = '8'] = serial;
	const parities: Readonly<Record<string, string>> = {n: 'no', o: 'odd', e: 'even'};
	return [
		`serial --unit=${unit} --speed=${speed} --word=${bits} --parity=${parities[parity] ?? 'no'} --stop=1`,
		'terminal_input console serial',
		'terminal_output console serial',
	];
}

export type SlotState = {readonly ok: boolean; readonly tries: number};
export type GrubState = {
	/** Slots in the order they are tried. */
	readonly order: readonly ('A' | 'B')[];
	readonly slots: Readonly<Record<'A' | 'B', SlotState>>;
	/** An install that has not ended: GRUB says so and starts nothing. */
	readonly incomplete: boolean;
};

/** Three tries for a slot nobody has seen running, none for the empty one. */
export const freshState = (incomplete: boolean): GrubState => ({
	order: ['A', 'B'],
	slots: {A: {ok: false, tries: 3}, B: {ok: false, tries: 0}},
	incomplete,
});

export const GRUBENV_SIZE = 1024;
const GRUBENV_HEAD = '# GRUB Environment Block\n';

/** The block as GRUB and grub-editenv read it: exactly 1024 bytes, filled up with #. */
export function grubenv({order, slots, incomplete}: GrubState): string {
	const lines = [
		`order=${order.join(' ')}`,
		...(['A', 'B'] as const).flatMap(slot => [
			`${slot}_OK=${slots[slot].ok ? 1 : 0}`,
			`${slot}_TRY=${slots[slot].tries}`,
		]),
		`incomplete=${incomplete ? 1 : 0}`,
	];
	return `${GRUBENV_HEAD}${lines.join('\n')}\n`.padEnd(GRUBENV_SIZE, '#');
}
