/** The image: the root file system as one squashfs. */
import path from 'node:path';
import {run, type Workshop} from './workshop.ts';

/** Level 6 of gzip takes a third of the time of level 9, and one hundredth more room. */
const COMPRESSORS = {xz: ['-comp', 'xz'], gzip: ['-comp', 'gzip', '-Xcompression-level', '6']} as const;

/** One time for all, and no other file system's numbers: the same tree is the same image. */
export async function makeSquashfs({options, epoch, root, ...shop}: Workshop): Promise<void> {
	const image = path.join(options.output, 'image.squashfs');
	const shape = ['-noappend', '-b', '256K', ...COMPRESSORS[options.compression], '-no-progress', '-quiet'];
	const frozen = ['-mkfs-time', String(epoch), '-all-time', String(epoch)];
	// mksquashfs takes either these options or the variable, not both.
	const env = {SOURCE_DATE_EPOCH: undefined};
	await run({...shop, options, epoch, root}, 'mksquashfs', [root, image, ...shape, ...frozen], {env});
}
