/** Rules for words of the kernel line. */
import type {Rule} from '../../settings/setting.ts';

/** A device and its options as the kernel's `console=` takes them (kernel-parameters: `ttyS0,115200n8`, `uart8250,io,0x3f8`). */
export const consoleName: Rule = text =>
	text.length <= 64 && /^[a-z][a-z0-9_]*(,[a-z0-9.:_-]+)*$/i.test(text)
		? undefined
		: {what: 'is not a console', right: 'give a device and its options, as in tty0 or ttyS0,115200n8'};

/** Words the boot loader or the installer writes themselves; a second one would contradict them. */
const OURS = /^(BOOT_IMAGE|initrd|root|rootfstype|rootflags|console)=|^hostwright\./;

/** x86 kernels take 2048 bytes, and consoles, the disk and the slot are on the line as well. */
const LONGEST_WORDS = 1500;

/** Words for a kernel line: printable, quotes closed, none that we write ourselves. */
export const bootWords: Rule = text => {
	if (/[\n\t]/.test(text)) return {what: 'holds a line break or a tab', right: 'give words with blanks between them'};
	if ((text.match(/"/g) ?? []).length % 2 === 1)
		return {what: 'has a quote that is never closed', right: 'give a second one'};
	const bytes = Buffer.byteLength(text);
	if (bytes > LONGEST_WORDS)
		return {what: `has ${bytes} bytes`, right: `give at most ${LONGEST_WORDS}: a kernel line has no room for more`};
	const ours = text.split(' ').find(word => OURS.test(word));
	if (ours?.startsWith('console=')) return {what: `holds ${ours}`, right: 'give consoles in boot.console'};
	if (ours) return {what: `holds ${ours}`, right: 'leave it out: hostwright writes it itself'};
	return undefined;
};
