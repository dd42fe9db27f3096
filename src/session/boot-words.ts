/** What the installed host is started with: consoles, and the words of boot.arguments. */
import {kernelLine, LONGEST_KERNEL_LINE, type BootWords} from '../features/boot-loader/grub-cfg.ts';
import {boot} from '../features/boot/index.ts';
import {kdump} from '../features/kdump/index.ts';
import {CRASHKERNEL_BY_KERNEL, crashkernelFor} from '../features/kdump/memory.ts';
import {storage} from '../features/storage/index.ts';
import type {Machine} from '../probes/machine.ts';
import {textOf, type Answers} from '../settings/answers.ts';
import {splitKernelLine} from '../sources/kernel-words.ts';
import {valuesOf} from './answers.ts';

type Request = {
	readonly machine: Machine;
	readonly answers: Answers;
	readonly targetIsFile: boolean;
	readonly ids: {readonly disk: string};
};

/** A sentence instead, when the kernel would not take the whole line. */
export function bootWordsOf(request: Request): BootWords | {readonly problem: string} {
	const {answers, ids} = request;
	const given = textOf(answers, 'boot.arguments') ?? '';
	const words: BootWords = {
		disk: ids.disk,
		consoles: consolesOf(request),
		words: [...crashkernelWords(request), ...splitKernelLine(given).words.map(bare)],
		menuPassword: textOf(answers, 'access.bootMenuPassword'),
	};
	const length = Buffer.byteLength(kernelLine(words));
	if (length <= LONGEST_KERNEL_LINE) return words;
	return {
		problem:
			`The kernel line of the installed host would have ${length} bytes and at most ${LONGEST_KERNEL_LINE} are sure ` +
			'to reach the kernel; give fewer words in boot.arguments.',
	};
}

/**
 * One word, or two when memory is set aside in two places; none where no dump would have a place. A plain file's host is another
 * machine with memory of its own.
 */
function crashkernelWords({machine, answers, targetIsFile}: Request): readonly string[] {
	const {target, crashkernel} = valuesOf(kdump, answers);
	if (target === 'off') return [];
	const hasPlace = valuesOf(storage, answers).dataSize !== 0;
	const byMemory = targetIsFile ? CRASHKERNEL_BY_KERNEL : (crashkernelFor(machine.memory) ?? '');
	return (crashkernel ?? (hasPlace ? byMemory : ''))
		.split(' ')
		.filter(word => word !== '')
		.map(word => `crashkernel=${word}`);
}

/** Without quotes: the boot loader puts its own round a word with blanks. */
const bare = ({key, value}: {key: string; value: string | undefined}) =>
	value === undefined ? key : `${key}=${value}`;

/** A plain file's host is another machine: what this one was started with says nothing about its consoles. */
function consolesOf({machine, answers, targetIsFile}: Request): readonly string[] {
	const {console: given} = valuesOf(boot, answers);
	if (given.length > 0) return given;
	return targetIsFile || machine.consoles.length === 0 ? ['tty0'] : machine.consoles;
}
