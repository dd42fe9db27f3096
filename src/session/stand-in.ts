/**
 * A stand-in for the OS image, for practice while no image has been built: a small squashfs with the files that installing
 * looks at. It boots nothing, and says so.
 */
import path from 'node:path';
import {makeProducts} from '../features/boot-loader/loaders.ts';
import type {Host} from '../host/host.ts';
import {jobsFolder} from '../plan/job.ts';

/** Goes up with its contents. */
const VERSION = 1;

const FILES: Readonly<Record<string, string>> = {
	'boot/vmlinuz': 'This is no kernel. It stands in for one while hostwright is practised.\n',
	'boot/initrd': 'This is no initramfs. It stands in for one while hostwright is practised.\n',
	'etc/os-release': [
		'NAME="hostwright stand-in"',
		'ID=hostwright',
		'PRETTY_NAME="hostwright stand-in image (boots nothing)"',
		'VERSION_ID=0',
		`IMAGE_VERSION=stand-in-${VERSION}`,
		'',
	].join('\n'),
	'usr/lib/hostwright/image': `stand-in ${VERSION}\n`,
};

/** `$XDG_CACHE_HOME/hostwright` (XDG Base Directory Specification); for who has no home, beside the jobs. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
	const given = env['XDG_CACHE_HOME'];
	if (given && path.isAbsolute(given)) return path.join(given, 'hostwright');
	return env['HOME']
		? path.join(env['HOME'], '.cache/hostwright')
		: path.join(path.dirname(jobsFolder(false)), 'cache');
}

/**
 * Path of the stand-in image, built when it is not there yet, with its boot loaders beside it. The same version is the same
 * file to the byte, wherever it is built.
 * @throws {CommandFailed} when mksquashfs or grub-mkimage fail
 */
export async function standInImage(host: Host, cache = cacheFolder()): Promise<string> {
	const folder = path.join(cache, `stand-in-${VERSION}`);
	const image = path.join(folder, 'stand-in.squashfs');
	if (await host.stat(image)) return image;
	const draft = `${folder}.new`;
	const tree = path.join(draft, 'tree');
	await host.remove(draft);
	for (const [name, text] of Object.entries(FILES)) await host.write(path.join(tree, name), text);
	const drafted = path.join(draft, 'stand-in.squashfs');
	const frozen = ['-mkfs-time', '0', '-all-time', '0', '-all-root', '-no-xattrs', '-root-mode', '0755'];
	await host.run('mksquashfs', [tree, drafted, '-noappend', '-quiet', '-no-progress', '-comp', 'gzip', ...frozen]);
	await makeProducts(host, drafted);
	await host.remove(tree);
	await host.remove(folder);
	await host.run('mv', [draft, folder]);
	return image;
}
