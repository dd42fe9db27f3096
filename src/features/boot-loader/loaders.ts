/**
 * GRUB for both firmwares. Built products lie in a folder `grub` beside the image (boot.img, core.img, BOOTX64.EFI); where
 * there are none, as for practice, they are made from Debian's grub-pc-bin and grub-efi-amd64-bin.
 */
import path from 'node:path';
import type {Host} from '../../host/host.ts';

export type Loaders = {
	/** GRUB's BIOS boot record, unpatched. */
	readonly bootImage: string;
	/** GRUB's BIOS core, unpatched; `size` in bytes. */
	readonly core: {readonly path: string; readonly size: number};
	readonly efi: string;
};

const MODULES = [
	...['part_gpt', 'fat', 'ext2', 'squash4', 'gzio', 'xzio', 'lzopio', 'zstd'],
	...['normal', 'configfile', 'loadenv', 'regexp', 'test', 'true', 'echo', 'sleep', 'reboot', 'halt', 'minicmd'],
	...['hashsum', 'gcry_sha256', 'gcry_sha512', 'pbkdf2', 'password_pbkdf2'],
	...['linux', 'serial', 'terminal', 'ls', 'cat'],
];

/**
 * Prefixes say where grub.cfg lies: for BIOS the second partition of the disk that was started (GRUB fills in the disk
 * before the comma), for UEFI the file system the loader came from. Neither is ever searched for.
 */
const BUILDS = {
	bios: {
		folder: '/usr/lib/grub/i386-pc',
		format: 'i386-pc',
		prefix: '(,gpt2)/grub',
		modules: [...MODULES, 'biosdisk'],
	},
	efi: {
		folder: '/usr/lib/grub/x86_64-efi',
		format: 'x86_64-efi',
		prefix: '/grub',
		modules: [...MODULES, 'efi_gop', 'efi_uga', 'video_bochs', 'video_cirrus', 'all_video', 'efifwsetup'],
	},
} as const;

type Build = (typeof BUILDS)['bios' | 'efi'];

/** Room for a core we make, filled up with zeros; it must end below 480 KiB to fit where the BIOS loads it. */
const CORE_ROOM = 320 * 1024;

const productsOf = (image: string) => {
	const folder = path.join(path.dirname(image), 'grub');
	return {
		bootImage: path.join(folder, 'boot.img'),
		core: path.join(folder, 'core.img'),
		efi: path.join(folder, 'BOOTX64.EFI'),
	};
};

async function findProducts(host: Host, image: string): Promise<Loaders | undefined> {
	const {bootImage, core, efi} = productsOf(image);
	const [boot, coreStat, efiStat] = await Promise.all([bootImage, core, efi].map(file => host.stat(file)));
	if (!boot || !coreStat || !efiStat) return undefined;
	return {bootImage, core: {path: core, size: coreStat.size}, efi};
}

/** What must be installed before boot loaders can be had; undefined when they can. */
export async function loadersProblem(host: Host, image: string): Promise<string | undefined> {
	if (await findProducts(host, image)) return undefined;
	const found = await Promise.all(Object.values(BUILDS).map(({folder}) => host.stat(`${folder}/moddep.lst`)));
	if (found.every(Boolean)) return undefined;
	return (
		`No boot loaders lie in ${path.dirname(productsOf(image).efi)} and GRUB is not installed to make them; ` +
		'run: apt-get install grub-common grub-pc-bin grub-efi-amd64-bin'
	);
}

/** The products beside the image, or fresh ones in the work folder. @throws {CommandFailed} */
export async function provideLoaders(host: Host, image: string, work: string): Promise<Loaders> {
	const products = await findProducts(host, image);
	if (products) return products;
	const core = path.join(work, 'core.img');
	const efi = path.join(work, 'BOOTX64.EFI');
	await Promise.all([make(host, BUILDS.bios, core), make(host, BUILDS.efi, efi)]);
	await host.run('truncate', ['--size', `>${CORE_ROOM}`, core]);
	const size = (await host.stat(core))?.size ?? CORE_ROOM;
	if (size > CORE_ROOM) throw new Error(`GRUB's core is ${size} bytes; at most ${CORE_ROOM} fit`);
	return {bootImage: `${BUILDS.bios.folder}/boot.img`, core: {path: core, size: CORE_ROOM}, efi};
}

/** Makes the products beside an image, so that installs need no GRUB. */
export async function makeProducts(host: Host, image: string): Promise<void> {
	const {bootImage, core, efi} = productsOf(image);
	await host.makeDirectory(path.dirname(core), 0o755);
	await make(host, BUILDS.bios, core);
	await make(host, BUILDS.efi, efi);
	await host.run('cp', [`${BUILDS.bios.folder}/boot.img`, bootImage]);
}

async function make(host: Host, {folder, format, prefix, modules}: Build, output: string): Promise<void> {
	const args = ['--directory', folder, '--format', format, '--prefix', prefix, '--output', output, ...modules];
	await host.run('grub-mkimage', args);
}
