/** The grammar of kdump.conf(5), as the parser of kdump-utils has it (facts: a word and its value a line, one target, no old words). */

const TARGETS = ['nfs', 'ssh', 'raw', 'ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'minix', 'virtiofs'];
const OTHERS = [
	...[
		'sshkey',
		'path',
		'core_collector',
		'failure_action',
		'final_action',
		'kdump_pre',
		'kdump_post',
		'kdump_emergency',
	],
	...['extra_bins', 'extra_modules', 'force_rebuild', 'force_no_rebuild', 'dracut_args', 'fence_kdump_nodes'],
	...['fence_kdump_args', 'auto_reset_crashkernel'],
];

/** @throws {Error} for what kdump would not start with, or would write no dump by */
export function readKdumpConf(text: string): Readonly<Record<string, string>> {
	const said: Record<string, string> = {};
	for (const line of text.split('\n').map(each => each.replace(/#.*/, '').trim())) {
		if (line === '') continue;
		const [, word = '', value = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
		if (![...TARGETS, ...OTHERS].includes(word)) throw new Error(`${word} is no word of kdump.conf`);
		if (value === '') throw new Error(`${word} has no value`);
		said[word] = value;
	}
	const targets = TARGETS.filter(target => Object.hasOwn(said, target));
	if (targets.length > 1) throw new Error(`more than one dump target: ${targets.join(', ')}`);
	if (said['ssh'] !== undefined && !/^[^@\s]+@[^@\s]+$/.test(said['ssh'])) throw new Error('ssh needs user@host');
	const isPiped = targets.some(target => target === 'ssh' || target === 'raw');
	const isFlattened = said['core_collector']?.split(' ').includes('-F') === true;
	if (isPiped !== isFlattened) throw new Error('a dump through a pipe is flattened, and no other');
	return said;
}
