/**
 * An installed host as admin meets it: the real sudo, PAM and shells of this machine over accounts of our own, in a namespace. What
 * is written into /etc and /usr/bin there lands in a scratch folder. Needs root.
 */
import {spawnSync} from 'node:child_process';
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
	readFileSync,
	existsSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {launcher} from '../commands/hostwright.ts';

export const PASSWORD = 'tulip-Crane-77-obscure';

const assets = path.resolve(import.meta.dirname, '../../assets/image');

export const SUDOERS = path.join(assets, 'etc/sudoers.d/hostwright');
export const ADMIN_SHELL = path.join(assets, 'usr/lib/hostwright/admin-shell');

/** By mkpasswd(1), with few rounds: what is tested is who asks, not how long a hash takes. */
const hashOf = (password: string) =>
	spawnSync('mkpasswd', ['-m', 'sha512crypt', '-R', '1000', '-s'], {input: password, encoding: 'utf8'}).stdout.trim();

/** `$1` the folder, `$2` to run as admin, else as root; then the command. */
const SCRIPT = `
set -e
folder=$1 who=$2; shift 2
ip link set lo up
over() { mount -t overlay overlay -o "lowerdir=$1,upperdir=$folder/$2,workdir=$folder/$2.work" "$1"; }
over /etc etc
over /usr/bin bin
mount -t tmpfs tmpfs /run
mkdir -p /run/sudo /run/lock
case $who in
admin) exec setpriv --reuid 1000 --regid 1000 --clear-groups --reset-env "$@" ;;
*) exec "$@" ;;
esac`;

export type AdminHost = {
	readonly folder: string;
	/** The arguments of unshare(1) that run a command as this user there. */
	readonly args: (who: 'admin' | 'root', command: readonly string[]) => readonly string[];
	readonly run: (who: 'admin' | 'root', ...command: readonly string[]) => {code: number | null; said: string};
	/** What was written into /etc; undefined when nothing was. */
	readonly etc: (name: string) => string | undefined;
	readonly remove: () => void;
};

/** @param password of admin; none when empty */
export function adminHost(password = PASSWORD): AdminHost {
	const folder = mkdtempSync(path.join(tmpdir(), 'hostwright-'));
	for (const each of ['etc/sudoers.d', 'etc/hostwright', 'etc.work', 'bin', 'bin.work'])
		mkdirSync(path.join(folder, each), {recursive: true});
	const write = (name: string, text: string, mode = 0o644) =>
		writeFileSync(path.join(folder, 'etc', name), text, {mode});
	write('passwd', `root:x:0:0:root:/root:/bin/bash\nadmin:x:1000:1000::/tmp:${ADMIN_SHELL}\n`);
	write('group', 'root:x:0:\nshadow:x:42:\ntty:x:5:\nadmin:x:1000:\n');
	write(
		'shadow',
		`root:*:20000:0:99999:7:::\nadmin:${password === '' ? '!' : hashOf(password)}:20000:0:99999:7:::\n`,
		0o640,
	);
	write('os-release', 'ID=debian\n');
	write('hostwright/settings.yaml', 'version: 1\n', 0o600);
	copyFileSync(SUDOERS, path.join(folder, 'etc/sudoers.d/hostwright'));
	spawnSync('chown', ['root:42', path.join(folder, 'etc/shadow')]);
	spawnSync('chmod', ['440', path.join(folder, 'etc/sudoers.d/hostwright')]);
	symlinkSync(launcher, path.join(folder, 'bin/hostwright'));
	const args = (who: string, command: readonly string[]) => [
		...['--mount', '--net', '--pid', '--uts', '--fork', '--kill-child', '--mount-proc'],
		...['sh', '-c', SCRIPT, 'sh', folder, who, ...command],
	];
	return {
		...{folder, args},
		run(who, ...command) {
			const {status, stdout, stderr} = spawnSync('unshare', args(who, command), {
				encoding: 'utf8',
				timeout: 60_000,
				input: '',
			});
			return {code: status, said: stdout + stderr};
		},
		etc(name) {
			const file = path.join(folder, 'etc', name);
			return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
		},
		remove: () => rmSync(folder, {recursive: true}),
	};
}
