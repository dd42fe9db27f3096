/** Makes every file system by its offset; CONFIG comes last, and with it the mark that the install is not complete. */
import path from 'node:path';
import type {Host} from '../../host/host.ts';
import type {Step} from '../../plan/step.ts';
import {MIB} from './size.ts';
import {changeConfig, type ConfigChange} from './steps-config.ts';
import {isOurExt4, makeExt4, readExt4} from './steps-ext4.ts';
import {frozen, hasPart, partOf, type Target} from './steps.ts';

/** Which job made this CONFIG; stays for good, while the mark goes. */
export const JOB_ID_FILE = '/hostwright/job/id';

export type FileSystems = {
	/** What CONFIG holds from its first moment: the mark and the job, for the day the power goes. */
	readonly config: () => ConfigChange;
	/** File systems that do not lie in a partition of the boot disk. */
	readonly elsewhere?: (host: Host) => Promise<void>;
};

export function makeFileSystemsStep(target: Target, {config, elsewhere}: FileSystems): Step {
	return {
		id: 'make-file-systems',
		title: 'Make file systems',
		async run(host) {
			await host.makeDirectory(target.work, 0o700);
			await makeEsp(host, target);
			if (hasPart(target, 'SWAP')) await makeSwap(host, target);
			for (const name of ['STATE', 'LOGGING', 'DATA'] as const) {
				if (hasPart(target, name)) await makeExt4(host, target, name);
			}
			await elsewhere?.(host);
			await makeExt4(host, target, 'CONFIG');
			await host.flush(target.path);
			await changeConfig(host, target, config());
		},
		async done(host) {
			if (!(await isOurExt4(host, target, 'CONFIG'))) return false;
			return (await readExt4(host, target, 'CONFIG', JOB_ID_FILE)) === `${target.jobId}\n`;
		},
	};
}

/** FAT32 needs 65,525 clusters (Microsoft FAT specification 1.03, 3.5): small ESPs get small clusters. */
export function espGeometry(size: number, sectorSize: number): {readonly cluster: number; readonly front: number} {
	let cluster = Math.max(4096, sectorSize);
	while (cluster > sectorSize && size / cluster < 68_000) cluster /= 2;
	// Two FATs of four bytes for each cluster; 1 MiB holds the reserved sectors and the first folders.
	const front = Math.ceil((2 * 4 * size) / cluster / MIB) * MIB + MIB;
	return {cluster, front: Math.min(front, size)};
}

/**
 * Built as a file of its own, because what `mkfs.vfat --offset` makes cannot be read by mtools. Only its front is copied:
 * behind the tables and the first folders there is nothing yet.
 */
async function makeEsp(host: Host, target: Target): Promise<void> {
	const {start, size} = partOf(target, 'ESP');
	const {cluster, front} = espGeometry(size, target.sectorSize);
	const file = path.join(target.work, 'esp.img');
	const shape = ['-F', '32', '-S', String(target.sectorSize), '-s', String(cluster / target.sectorSize)];
	await host.remove(file);
	await host.makeSparse(file, size);
	await host.run('mkfs.vfat', [...shape, '--invariant', '-i', target.ids.vfat, '-n', 'ESP', file]);
	const env = {...frozen(target), MTOOLS_SKIP_CHECK: '1'};
	await host.run('mmd', ['-i', file, '::/EFI', '::/EFI/BOOT', '::/grub'], {env});
	await host.copy({path: file, offset: 0, length: front}, {path: target.path, offset: start});
	await host.remove(file);
}

/** The header is one page; the rest of a swap area holds nothing. */
async function makeSwap(host: Host, target: Target): Promise<void> {
	const {start, size} = partOf(target, 'SWAP');
	const file = path.join(target.work, 'swap.img');
	await host.remove(file);
	await host.makeSparse(file, size);
	await host.run('mkswap', ['--pagesize', '4096', '--label', 'SWAP', '--uuid', target.ids.fs.SWAP, file]);
	await host.copy({path: file, offset: 0, length: 4096}, {path: target.path, offset: start});
	await host.remove(file);
}
