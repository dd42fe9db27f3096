/**
 * GRUB's BIOS boot record and core image, placed as grub-bios-setup would: both say in fixed places where the next part
 * lies. Offsets: GRUB 2.06 include/grub/i386/pc/boot.h and grub-core/boot/i386/pc/diskboot.S.
 */

const SECTOR = 512;
/** boot.img: 64-bit number of the core's first sector. */
const KERNEL_SECTOR = 0x5c;
/** boot.img: the drive to load from; 0xff is the one the BIOS started. */
const BOOT_DRIVE = 0x64;
/** boot.img: a jump over the fix for BIOSes that pass a wrong drive; two NOPs turn the fix on. */
const DRIVE_CHECK = 0x66;
/** The boot code ends where the partition table's bytes begin (disk signature, protective MBR). */
export const BOOT_CODE = 0x1b8;
/** core.img: the last block list of its first sector: 64-bit start, 16-bit count, 16-bit segment. */
const BLOCK_LIST = 500;

/** The first 0x1b8 bytes of the disk. @param sector number of the core's first sector */
export function bootRecord(bootImage: Uint8Array, sector: number): Uint8Array {
	const record = Buffer.from(bootImage.subarray(0, BOOT_CODE));
	// The BIOS parameter block is a floppy's; on a disk it stays empty.
	record.fill(0, 3, 0x5a);
	record.writeBigUInt64LE(BigInt(sector), KERNEL_SECTOR);
	record[BOOT_DRIVE] = 0xff;
	record.fill(0x90, DRIVE_CHECK, DRIVE_CHECK + 2);
	return record;
}

/** The 10 bytes at `BLOCK_LIST` of the core: where the rest of it lies. @param size bytes of the core */
export function coreBlockList(sector: number, size: number): {readonly at: number; readonly bytes: Uint8Array} {
	const bytes = Buffer.alloc(10);
	bytes.writeBigUInt64LE(BigInt(sector + 1), 0);
	bytes.writeUInt16LE(Math.ceil(size / SECTOR) - 1, 8);
	return {at: BLOCK_LIST, bytes};
}
