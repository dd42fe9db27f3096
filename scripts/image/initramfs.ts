/** Our own initramfs: busybox, a few programs, one script and the modules it may need. */
import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {kernelRelease} from './compose.ts';
import {output, project, run, type Workshop} from './workshop.ts';

/** What the scripts use of busybox. */
const APPLETS = [
	...[
		'sh',
		'cat',
		'cp',
		'cut',
		'dd',
		'dmesg',
		'echo',
		'find',
		'grep',
		'hexdump',
		'ip',
		'kill',
		'ls',
		'mkdir',
		'modprobe',
	],
	...['mount', 'pidof', 'reboot', 'rm', 'sed', 'setsid', 'sleep', 'sort', 'swapon', 'switch_root', 'test', 'tftp'],
	...['udhcpc', 'umount', 'vi', 'watchdog', 'wget', 'xargs', 'printf', 'mkswap', 'ps', 'df', 'head', 'tail'],
	...['date', 'sync', 'mv'],
];
/** The last two are there for crash dumps alone. */
const PROGRAMS = ['usr/sbin/e2fsck', 'usr/bin/makedumpfile', 'usr/sbin/lvm'];
const FOLDERS = ['bin', 'sbin', 'dev', 'proc', 'sys', 'run', 'tmp', 'etc', 'lib', 'lib64', 'newroot'];

/** Writes boot/initrd of the root file system. */
export async function makeInitramfs(shop: Workshop): Promise<void> {
	const tree = path.join(shop.work, 'initramfs');
	for (const folder of FOLDERS) mkdirSync(path.join(tree, folder), {recursive: true});
	putPrograms(shop, tree);
	await putLibraries(shop, tree);
	await putModules(shop, tree);
	await pack(shop, tree, path.join(shop.root, 'boot/initrd'));
}

function putPrograms({root}: Workshop, tree: string): void {
	copyFileSync(path.join(root, 'usr/bin/busybox'), path.join(tree, 'bin/busybox'));
	for (const applet of APPLETS) symlinkSync('busybox', path.join(tree, 'bin', applet));
	// The kernel itself asks for modules by this path.
	symlinkSync('../bin/busybox', path.join(tree, 'sbin/modprobe'));
	const scripts = path.join(project, 'assets/initramfs');
	for (const [from, to] of [
		['init', 'init'],
		['lease', 'bin/lease'],
	] as const) {
		copyFileSync(path.join(scripts, from), path.join(tree, to));
		chmodSync(path.join(tree, to), 0o755);
	}
	writeFileSync(path.join(tree, 'etc/modules'), modules().join('\n'));
}

const modules = (): readonly string[] =>
	readFileSync(path.join(project, 'assets/initramfs/modules'), 'utf8')
		.split('\n')
		.filter(line => line !== '' && !line.startsWith('#'));

/** What the programs are linked against, as the image's own loader finds it. */
async function putLibraries({root}: Workshop, tree: string): Promise<void> {
	for (const program of PROGRAMS) {
		copyFileSync(path.join(root, program), path.join(tree, 'sbin', path.basename(program)));
		const said = await output('chroot', [root, 'ldd', `/${program}`]);
		for (const [file] of said.matchAll(/\/\S+/g)) {
			const folder = path.basename(file).startsWith('ld-linux') ? 'lib64' : 'lib';
			copyFileSync(path.join(root, file), path.join(tree, folder, path.basename(file)));
		}
	}
}

/** The listed modules with those they depend on, and what modprobe needs to find them. */
async function putModules(shop: Workshop, tree: string): Promise<void> {
	const release = kernelRelease(shop);
	const folder = `lib/modules/${release}`;
	const shown = ['--dirname', shop.root, '--set-version', release, '--show-depends'];
	const files = new Set<string>();
	for (const name of modules()) {
		// A kernel may lack one, or have it built in: both are fine.
		const {stdout} = await execa('modprobe', [...shown, name], {reject: false, preferLocal: false, env: sbin});
		for (const [, file = ''] of stdout.matchAll(/^insmod (\S+)/gm)) files.add(file.slice(file.indexOf(folder)));
	}
	for (const file of files) {
		mkdirSync(path.dirname(path.join(tree, file)), {recursive: true});
		copyFileSync(path.join(shop.root, 'usr', file), path.join(tree, file));
	}
	for (const name of readdirSync(path.join(shop.root, 'usr', folder)).filter(each =>
		/^modules\.(builtin|order)/.test(each),
	))
		copyFileSync(path.join(shop.root, 'usr', folder, name), path.join(tree, folder, name));
	await run(shop, 'depmod', ['--basedir', tree, release]);
}

const sbin = {PATH: '/usr/sbin:/usr/bin:/sbin:/bin'};

/** Sorted names, one time and one owner: the same tree is the same archive. */
async function pack(shop: Workshop, tree: string, to: string): Promise<void> {
	const stamp = `@${shop.epoch}`;
	await run(shop, 'find', ['.', '-exec', 'touch', '--no-dereference', '--date', stamp, '{}', '+'], {cwd: tree});
	const names = (await output('find', [tree, '-mindepth', '1', '-printf', '%P\\n'])).split('\n').sort();
	const archive = path.join(shop.work, 'initramfs.cpio');
	const shape = ['--create', '--format=newc', '--reproducible', '--owner=0:0', '--quiet'];
	await run(shop, 'cpio', shape, {cwd: tree, input: `${names.join('\n')}\n`, to: archive});
	await run(shop, 'zstd', ['-q', '-f', '-19', '-T1', archive, '-o', to]);
	rmSync(archive);
}
