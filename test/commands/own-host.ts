/**
 * A whole host over the machine that the tests run on, in a mount namespace: its root is a layer that each start makes anew, CONFIG is a
 * file system of its own that stays. What is there is reached by sh(1). Needs root.
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmdirSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {Ran} from '../../src/host/host.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** `start` makes the root anew, `host` runs hostwright in it, `in_host` any tool, `told` says its code after what it said. */
const PRELUDE = `
set -eu
base=$1 project=$2 starts=0
mount --make-rprivate /
mount -t tmpfs tmpfs "$base"
mkdir "$base/config"
start() {
	starts=$((starts + 1))
	layer=$base/$starts root=$base/$starts/root
	mkdir -p "$layer/upper" "$layer/work" "$root"
	mount -t overlay -o "lowerdir=/,upperdir=$layer/upper,workdir=$layer/work" overlay "$root"
	mount -t proc proc "$root/proc"
	mount --rbind /dev "$root/dev"
	mount -t tmpfs tmpfs "$root/run"
	mount -t tmpfs tmpfs "$root/tmp"
	mkdir -p "$root/config" "$root$project"
	mount --bind "$project" "$root$project"
	mount --bind "$base/config" "$root/config"
}
in_host() { chroot "$root" "$@"; }
host() { in_host "$project/bin/hostwright" "$@"; }
told() { code=0; "$@" 2>&1 || code=$?; echo "code $code"; }
`;

/** Runs the script; its outputs are what it said. */
export function onOwnHost(script: string): Ran {
	const base = mkdtempSync(path.join(os.tmpdir(), 'hostwright-'));
	const args = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', PRELUDE + script, 'sh', base, PROJECT];
	const env = {PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', HOME: '/root'};
	try {
		const {status, stdout, stderr, error} = spawnSync('unshare', args, {
			...{encoding: 'utf8', env, timeout: 300_000, killSignal: 'SIGKILL'},
		});
		if (error) throw error;
		return {code: status ?? -1, stdout, stderr};
	} finally {
		rmdirSync(base);
	}
}
