/** What machines start from: one ISO for discs and sticks, BIOS and UEFI, and the files of a network boot. */
import {copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileSum} from './manifests.ts';
import {project, run, type Workshop} from './workshop.ts';

const MODULES = [
	...['normal', 'configfile', 'search', 'search_label', 'iso9660', 'part_gpt', 'part_msdos', 'linux', 'chain'],
	...['echo', 'test', 'true', 'sleep', 'serial', 'terminal', 'minicmd', 'reboot', 'halt', 'ls', 'cat'],
];
const BIOS_FOLDER = '/usr/lib/grub/i386-pc';
const BUILDS = {
	bios: {format: 'i386-pc-eltorito', folder: BIOS_FOLDER, more: ['biosdisk']},
	efi: {
		format: 'x86_64-efi',
		folder: '/usr/lib/grub/x86_64-efi',
		more: ['fat', 'efi_gop', 'efi_uga', 'all_video', 'efifwsetup'],
	},
} as const;

const MIB = 1024 * 1024;

/** A file of assets/medium with its @NAME@s filled in. */
function asset(name: string, values: Readonly<Record<string, string>> = {}): string {
	const text = readFileSync(path.join(project, 'assets/medium', name), 'utf8');
	return text.replace(/@([A-Z]+)@/g, (whole, key: string) => values[key] ?? whole);
}

/** Kernel, initramfs, boot loaders and boot scripts beside the image: what a TFTP or web server offers as it is. */
export function makeNetworkFiles({root, options: {output}}: Workshop): void {
	copyFileSync(path.join(root, 'boot/vmlinuz'), path.join(output, 'vmlinuz'));
	copyFileSync(path.join(root, 'boot/initrd'), path.join(output, 'initrd'));
	cpSync(path.join(root, 'usr/lib/hostwright/grub'), path.join(output, 'grub'), {recursive: true});
	mkdirSync(path.join(output, 'pxelinux.cfg'), {recursive: true});
	writeFileSync(path.join(output, 'boot.ipxe'), asset('boot.ipxe'));
	writeFileSync(path.join(output, 'pxelinux.cfg/default'), asset('pxelinux.cfg'));
}

/** Named after what is on it: two media in one machine are never mistaken for each other. ISO 9660 takes 32 characters. */
async function labelOf({options: {output}}: Workshop): Promise<string> {
	const sum = await fileSum(path.join(output, 'image.squashfs'));
	return `HOSTWRIGHT_${sum.slice(0, 12).toUpperCase()}`;
}

/** Every byte is given, none is drawn: GUIDs follow from the label, times from the build. */
export async function makeIso(shop: Workshop): Promise<void> {
	const {work, epoch, version, options} = shop;
	const label = await labelOf(shop);
	const tree = path.join(work, 'iso');
	mkdirSync(path.join(tree, 'boot/grub'), {recursive: true});
	for (const name of ['image.squashfs', 'vmlinuz', 'initrd', 'grub'])
		await run(shop, 'cp', ['--recursive', '--link', path.join(options.output, name), tree]);
	writeFileSync(path.join(tree, 'boot/grub/grub.cfg'), asset('grub.cfg', {LABEL: label, VERSION: version}));
	await makeLoader(shop, 'bios', label, path.join(tree, 'boot/grub/bios.img'));
	const esp = await makeEsp(shop, label);
	const stamp = new Date(epoch * 1000).toISOString().replace(/\D/g, '').slice(0, 16);
	const guid = `${label.slice(11, 19)}-${label.slice(19, 23)}-4000-8000-000000000000`.toLowerCase();
	await run(shop, 'xorriso', [
		...['-as', 'mkisofs', '-quiet', '-r', '-J', '-iso-level', '3', '-V', label, '-o', isoFile(shop)],
		...[`--modification-date=${stamp}`, '--set_all_file_dates', stamp, '--gpt_disk_guid', guid],
		...['--grub2-mbr', `${BIOS_FOLDER}/boot_hybrid.img`, '--protective-msdos-label'],
		...['-partition_offset', '16', '-append_partition', '2', '0xef', esp, '-appended_part_as_gpt'],
		...['-c', '/boot/grub/boot.cat', '-b', '/boot/grub/bios.img', '-no-emul-boot', '-boot-load-size', '4'],
		...['-boot-info-table', '--grub2-boot-info', '-eltorito-alt-boot'],
		...['-e', '--interval:appended_partition_2:all::', '-no-emul-boot', tree],
	]);
}

const isoFile = ({options: {output}}: Workshop) => path.join(output, 'hostwright.iso');

/** GRUB for one firmware: its prefix is the file system with the label, wherever the firmware found the loader. */
async function makeLoader(shop: Workshop, firmware: keyof typeof BUILDS, label: string, to: string): Promise<void> {
	const {format, folder, more} = BUILDS[firmware];
	const config = path.join(shop.work, 'medium-first.cfg');
	writeFileSync(config, `search --no-floppy --set=root --label ${label}\nset prefix=($root)/boot/grub\n`);
	const args = ['--directory', folder, '--format', format, '--prefix', '/boot/grub', '--config', config];
	await run(shop, 'grub-mkimage', [...args, '--output', to, ...MODULES, ...more]);
}

/** The FAT file system that UEFI looks for its loader on. */
async function makeEsp(shop: Workshop, label: string): Promise<string> {
	const loader = path.join(shop.work, 'BOOTX64.EFI');
	const esp = path.join(shop.work, 'esp.img');
	await makeLoader(shop, 'efi', label, loader);
	rmSync(esp, {force: true});
	writeFileSync(esp, '');
	truncateSync(esp, Math.ceil(statSync(loader).size / MIB + 1) * MIB);
	await run(shop, 'mkfs.vfat', ['--invariant', '-i', label.slice(11, 19), '-n', 'ESP', esp]);
	await run(shop, 'mmd', ['-i', esp, '::/EFI', '::/EFI/BOOT']);
	await run(shop, 'mcopy', ['-i', esp, loader, '::/EFI/BOOT/BOOTX64.EFI']);
	return esp;
}
