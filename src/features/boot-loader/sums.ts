/** The sums GRUB checks before it loads anything: a squashfs barely notices damage (facts: image-2, section 4). */
import type {Host} from '../../host/host.ts';

/** What GRUB loads from the image. */
export const KERNEL_FILES = ['boot/vmlinuz', 'boot/initrd'] as const;

/** Lines as sha256sum(1) writes them, names from the root of the image; or the name of the file it does not hold. */
export async function kernelSums(host: Host, image: string): Promise<{text: string} | {missing: string}> {
	const sums = await Promise.all(KERNEL_FILES.map(name => host.sumOf('unsquashfs', ['-cat', image, name])));
	const missing = KERNEL_FILES.find((_, index) => sums[index] === undefined);
	if (missing !== undefined) return {missing};
	return {text: KERNEL_FILES.map((name, index) => `${sums[index] ?? ''}  /${name}\n`).join('')};
}
