/** Makes the disk start: GRUB's files on the ESP, its UEFI loader, its BIOS core and, last of all, the boot record. */
import path from 'node:path';
import type {Host, Region} from '../../host/host.ts';
import type {Step} from '../../plan/step.ts';
import {readAsset} from './assets.ts';
import {bootRecord, coreBlockList} from './embed.ts';
import {locateInFat} from './fat.ts';
import {freshState, grubCfg, grubenv, GRUBENV_SIZE, type BootWords} from './grub-cfg.ts';
import {provideLoaders, type Loaders} from './loaders.ts';

export type BootTarget = {
	readonly path: string;
	/** Bytes. A BIOS cannot start a disk with sectors of 4096 bytes. */
	readonly sectorSize: number;
	readonly esp: Region;
	readonly biosBoot: Region;
	/** `sums`: of its kernel and initramfs, as sha256sum writes them. */
	readonly image: {readonly path: string; readonly sums: string};
	readonly work: string;
	/** What mtools take for the present. */
	readonly env: Readonly<Record<string, string>>;
	readonly boot: BootWords;
};

export const startsFromBios = ({sectorSize}: {readonly sectorSize: number}) => sectorSize === 512;

/** Has no `done?`: it takes a second and ends in the same bytes. */
export function installBootLoadersStep(target: BootTarget): Step {
	return {
		id: 'install-boot-loaders',
		title: 'Install the boot loaders',
		async run(host) {
			await host.makeDirectory(target.work, 0o700);
			await putGrubFiles(host, target);
			await host.flush(target.path);
			const loaders = await provideLoaders(host, target.image.path, target.work);
			await putEfiLoader(host, target, loaders.efi);
			if (startsFromBios(target)) await embedBios(host, target, loaders);
		},
	};
}

async function putGrubFiles(host: Host, target: BootTarget): Promise<void> {
	const files = {
		'grub.cfg': grubCfg(await readAsset(host, 'boot/grub.cfg'), target.boot),
		'A.sum': target.image.sums,
		grubenv: grubenv(freshState(true)),
	};
	const folder = path.join(target.work, 'esp');
	for (const [name, text] of Object.entries(files)) {
		await host.write(path.join(folder, name), text, {mode: 0o600, draft: true});
	}
	await mtools(host, target, 'mcopy', ['-o', ...Object.keys(files).map(name => path.join(folder, name)), '::/grub/']);
}

/** Under a new name first: a cut leaves no loader, or a whole one. */
async function putEfiLoader(host: Host, target: BootTarget, loader: string): Promise<void> {
	const [fresh, final] = ['::/EFI/BOOT/BOOTX64.NEW', '::/EFI/BOOT/BOOTX64.EFI'];
	await mtools(host, target, 'mcopy', ['-o', loader, fresh]);
	await host.flush(target.path);
	if ((await locateOnEsp(host, target, ['EFI', 'BOOT', 'BOOTX64.EFI'])) !== undefined)
		await mtools(host, target, 'mdel', [final]);
	await mtools(host, target, 'mren', [fresh, final]);
	await host.flush(target.path);
}

async function embedBios(host: Host, target: BootTarget, {bootImage, core}: Loaders): Promise<void> {
	const {biosBoot, path: disk} = target;
	if (core.size > biosBoot.length)
		throw new Error(`${core.path} has ${core.size} bytes; BIOSBOOT has ${biosBoot.length}`);
	const sector = biosBoot.offset / 512;
	const list = coreBlockList(sector, core.size);
	await host.zero(biosBoot);
	await host.copy({path: core.path, offset: 0, length: core.size}, {path: disk, offset: biosBoot.offset});
	await host.writeAt(disk, biosBoot.offset + list.at, list.bytes);
	await host.flush(disk);
	const rest = {offset: 512, length: core.size - 512};
	await host.compare(
		{path: core.path, ...rest},
		{path: disk, offset: biosBoot.offset + rest.offset, length: rest.length},
	);
	const boot = await host.readAt({path: bootImage, offset: 0, length: 512});
	await host.writeAt(disk, 0, bootRecord(boot, sector));
	await host.flush(disk);
}

/** Undefined also when the disk cannot be read: then nothing is there to be rewritten. */
const locateOnEsp = (host: Host, {path: disk, esp}: BootTarget, names: readonly string[]) =>
	locateInFat(host, disk, esp.offset, names).catch(() => undefined);

const GRUBENV = ['GRUB', 'GRUBENV'];

/** In place, by one write of 1024 bytes; anew only where there is none. */
export async function clearGrubMark(host: Host, target: BootTarget): Promise<void> {
	const text = grubenv(freshState(false));
	const at = await locateOnEsp(host, target, GRUBENV);
	if (at === undefined) {
		const file = path.join(target.work, 'esp', 'grubenv');
		await host.write(file, text, {mode: 0o600, draft: true});
		await mtools(host, target, 'mcopy', ['-o', file, '::/grub/grubenv']);
	} else {
		await host.writeAt(target.path, at, Buffer.from(text));
	}
	await host.flush(target.path);
}

export async function isGrubMarkClear(host: Host, target: BootTarget): Promise<boolean> {
	const at = await locateOnEsp(host, target, GRUBENV);
	if (at === undefined) return false;
	const bytes = await host.readAt({path: target.path, offset: at, length: GRUBENV_SIZE});
	return Buffer.from(bytes).toString('latin1').includes('\nincomplete=0\n');
}

/** mtools find the file system inside the disk by `@@OFFSET`; their check for odd geometries knows no large disks. */
async function mtools(
	host: Host,
	{path: disk, esp, env}: BootTarget,
	tool: string,
	args: readonly string[],
): Promise<void> {
	await host.run(tool, ['-i', `${disk}@@${esp.offset}`, ...args], {env: {...env, MTOOLS_SKIP_CHECK: '1'}});
}
