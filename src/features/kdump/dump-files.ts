/** The files that kdump-tools (Debian), kdump (Enterprise Linux) and our image read. The first two keep local dumps in /var/crash. */
import {WRITTEN} from '../../plan/written.ts';

/** Where a dump goes; `key` is the path of a private key. */
export type DumpTarget =
	| {readonly to: 'local' | 'off'}
	| {readonly to: 'nfs'; readonly nfs: string}
	| {readonly to: 'ssh'; readonly login: string; readonly key: string | undefined};

const FOLDER = '/var/crash';

/** A word of the shell (POSIX, 2.2.2): between single quotes nothing is special but their end. */
export const shellWord = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** scp(1) takes the first colon for the end of the host, and kdump-tools gives it the login as it is. */
const isAddress6 = (login: string) => /@.*:/.test(login);

function debianTarget(target: DumpTarget): ReadonlyArray<readonly [string, string]> {
	if (target.to === 'nfs') return [['NFS', target.nfs]];
	if (target.to !== 'ssh') return [];
	return [
		['SSH', target.login],
		...(target.key === undefined ? [] : [['SSH_KEY', target.key] as const]),
		...(isAddress6(target.login) ? [['KDUMP_DUMP_DMESG', '0'] as const] : []),
	];
}

/** /etc/default/kdump-tools, which a shell reads. The kernel and initramfs are the links that the package keeps. */
export function kdumpToolsText(target: DumpTarget): string {
	const variables = [
		['USE_KDUMP', target.to === 'off' ? '0' : '1'],
		['KDUMP_KERNEL', '/var/lib/kdump/vmlinuz'],
		['KDUMP_INITRD', '/var/lib/kdump/initrd.img'],
		['KDUMP_COREDIR', FOLDER],
		...debianTarget(target),
	] as const;
	return [`# ${WRITTEN}`, ...variables.map(([name, value]) => `${name}=${shellWord(value)}`), ''].join('\n');
}

/**
 * /etc/hostwright/dumps of our image, which a shell reads. Its crash kernel writes to DATA whatever is here; where there is a target,
 * the next start sends it there (assets/image, hostwright-dumps.service).
 */
export function imageText(target: DumpTarget): string {
	const variables = debianTarget(target).filter(([name]) => name !== 'KDUMP_DUMP_DMESG');
	return [`# ${WRITTEN}`, ...variables.map(([name, value]) => `${name}=${shellWord(value)}`), ''].join('\n');
}

function elTarget(target: DumpTarget): readonly string[] {
	if (target.to === 'nfs') return [`nfs ${target.nfs}`];
	if (target.to !== 'ssh') return [];
	return [`ssh ${target.login}`, ...(target.key === undefined ? [] : [`sshkey ${target.key}`])];
}

/**
 * /etc/kdump.conf (kdump.conf(5)): a word and its value a line, and no quoting, so values are of characters that need none. A dump
 * that goes through a pipe is flattened (makedumpfile(8), -F). The kernel line is ours, and no update of a package changes it.
 */
export function kdumpConfText(target: DumpTarget): string {
	const flattened = target.to === 'ssh' ? '-F ' : '';
	return [
		`# ${WRITTEN}`,
		...(target.to === 'off' ? ['# No dumps are kept: kdump.service is off.'] : elTarget(target)),
		`path ${FOLDER}`,
		`core_collector makedumpfile ${flattened}-l --message-level 7 -d 31`,
		'auto_reset_crashkernel no',
		'',
	].join('\n');
}
