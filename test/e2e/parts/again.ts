/** The same sources give the same image, wherever and whenever they are built. */
import {spawnSync} from 'node:child_process';
import {closeSync, openSync, readFileSync, readSync, rmSync} from 'node:fs';
import path from 'node:path';
import type {Part} from '../part.ts';

const project = path.resolve(import.meta.dirname, '../../..');

/** Of a squashfs, by the number in its superblock (Documentation/filesystems/squashfs.rst; squashfs_fs.h). */
function compressionOf(image: string): string {
	const bytes = Buffer.alloc(22);
	const descriptor = openSync(image, 'r');
	readSync(descriptor, bytes, 0, bytes.length, 0);
	closeSync(descriptor);
	const found = {1: 'gzip', 4: 'xz'}[bytes.readUInt16LE(20)];
	if (found === undefined) throw new Error(`${image} is compressed by none of the ways that we build with`);
	return found;
}

const again: Part = {
	name: 'again',
	proves: 'built again in another folder, with an empty cache, another umask and time zone, every product is the same',
	async run(bench) {
		const folder = path.join(bench.folder, 'sources');
		const output = path.join(bench.folder, 'image');
		for (const each of [folder, output]) rmSync(each, {recursive: true, force: true});
		const compression = compressionOf(path.join(bench.products, 'image.squashfs'));
		const build = `npm run --silent image -- --compression ${compression} --output '${output}'`;
		const script = `umask 077; git clone --quiet '${project}' '${folder}' && cd '${folder}' && npm ci --silent && ${build}`;
		const env = {...process.env, XDG_CACHE_HOME: path.join(bench.folder, 'cache'), TZ: 'Pacific/Kiritimati'};
		const made = spawnSync('sh', ['-c', script], {env, encoding: 'utf8'});
		if (made.status !== 0) throw new Error(`the second build failed:\n${made.stdout}${made.stderr}`);
		const [first, second] = [bench.products, output].map(each =>
			readFileSync(path.join(each, 'SHA256SUMS'), 'utf8'),
		);
		if (first !== second) throw new Error(`the products differ.\nthe first:\n${first}\nthe second:\n${second}`);
		for (const each of [folder, output]) rmSync(each, {recursive: true});
	},
};

export const builds: readonly Part[] = [again];
