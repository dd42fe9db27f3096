/**
 * A script among folders of a scratch root in place of the machine's own, with a loopback interface and processes of its own: servers
 * listen where the rendered files say, nobody else meets them, and all of them end with the script. Needs root.
 */
import {spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Ran} from '../../src/host/host.ts';

export const isRoot = process.getuid?.() === 0;

const SCRIPT = [
	'root=$1; binds=$2; script=$3; shift 3',
	'ip link set lo up',
	'mount -t tmpfs tmpfs /run',
	'mkdir /run/lock',
	'for path in $binds; do mount --bind "$root$path" "$path"; done',
	'exec sh -c "$script" sh "$@"',
].join(' && ');

/**
 * @param binds files and folders, absolute without blanks, that are there on the machine; folders are made in the root where missing
 * @param script for sh(1), with `args` as its arguments
 */
export function inNamespace(root: string, binds: readonly string[], script: string, args: readonly string[] = []): Ran {
	for (const path of binds)
		if (!/\.\w+$|passwd|shadow|group/.test(path)) mkdirSync(join(root, path), {recursive: true});
	const own = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
	const {status, stdout, stderr, error} = spawnSync(
		'unshare',
		[...own, 'sh', '-c', SCRIPT, 'sh', root, binds.join(' '), script, ...args],
		{
			encoding: 'utf8',
			env: {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C'},
			timeout: 90_000,
			// unshare passes no gentler one on.
			killSignal: 'SIGKILL',
			maxBuffer: 64 * 1024 ** 2,
		},
	);
	if (error) throw error;
	return {code: status ?? -1, stdout, stderr};
}
