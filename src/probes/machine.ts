/** What this machine is: plain data, filled by the probes through Host, read by features and screens. Sizes in bytes. */

/** A bus as the operator names it. `other` is shown, never selected by name. */
export type Bus = 'scsi' | 'ata' | 'usb' | 'nvme' | 'virtio' | 'cciss' | 'fc' | 'iscsi' | 'mmc' | 'file' | 'other';

/** A host of ours found on a disk. */
export type EarlierHost = {
	/** Empty when CONFIG could not be read. */
	readonly hostname: string;
	/** An install that never finished: may be resumed or redone. */
	readonly incomplete: boolean;
	/** ISO 8601; empty when unknown. */
	readonly installedAt: string;
	readonly version: string;
};

/** Something a signature says is on a disk or on one of its partitions. */
export type Content = {
	/** Kernel name of the partition, or of the disk itself. */
	readonly where: string;
	/**
	 * blkid's word: ext4, vfat, LVM2_member, linux_raid_member, zfs_member, crypto_LUKS, isw_raid_member, swap, squashfs ...
	 * Empty for a partition that carries no signature (somebody's data all the same); `unknown` where nobody could read.
	 */
	readonly type: string;
	/** Bytes from the start of the disk, when known. */
	readonly offset?: number;
	readonly label: string;
	readonly uuid: string;
	/** GPT partition name. */
	readonly partLabel: string;
	/** Volume group, array or pool it belongs to. */
	readonly group?: {
		readonly name: string;
		readonly tags: readonly string[];
		/** Disks (kernel names) the group spans, this one included. `unknown` stands for a missing one. */
		readonly disks: readonly string[];
	};
};

/** Who is using a disk now. */
export type Use =
	| {readonly how: 'mounted'; readonly at: string; readonly where: string}
	| {readonly how: 'swap'; readonly where: string}
	| {readonly how: 'held'; readonly by: string; readonly where: string};

export type Disk = {
	/** Kernel name (`sda`), or the map's name for multipath (`mpatha`). */
	readonly name: string;
	readonly path: string;
	/** Of a plain file: which one it is, device and inode. */
	readonly inode?: string;
	readonly size: number;
	readonly bus: Bus;
	readonly model: string;
	readonly serial: string;
	/** Without the `wwn-` prefix: `0x5000c500a1b2c3d4`, `eui.002538b911b3a0e1`. */
	readonly wwn: string;
	/** Name under /dev/disk/by-path, or sysfs' equivalent; empty when unknown. */
	readonly byPath: string;
	/** Other /dev paths that lead here. */
	readonly links: readonly string[];
	/** Logical sector size, bytes. */
	readonly sectorSize: number;
	readonly rotational: boolean;
	readonly removable: boolean;
	readonly readOnly: boolean;
	/** Holds what we run from. */
	readonly isMedium: boolean;
	/** Kernel names of the paths, for a multipath map; empty otherwise. */
	readonly paths: readonly string[];
	/** Set on a disk that is a path of this map; such a disk is never offered. */
	readonly pathOf: string;
	/** `gpt`, `dos`, or empty. */
	readonly table: string;
	/** GPT disk GUID, lower case, or empty. */
	readonly tableId: string;
	readonly contents: readonly Content[];
	readonly uses: readonly Use[];
	/** Set when partitions carry our labels and layout. */
	readonly host: EarlierHost | undefined;
};

export type Nic = {
	readonly name: string;
	/** Permanent MAC, lower case, colons. */
	readonly mac: string;
	readonly driver: string;
	readonly model: string;
	/** PCI or platform path. */
	readonly where: string;
	/** `unknown` while the interface is down: sysfs answers EINVAL then. */
	readonly link: 'up' | 'down' | 'unknown';
	/** Mb/s; 0 when unknown. */
	readonly speed: number;
	readonly addresses: readonly string[];
};

export type Firmware = {
	readonly kind: 'uefi' | 'bios';
	/** Secure Boot is switched on: our boot loaders would be refused. */
	readonly secureBoot: boolean;
};

/** `off`: the CPU can, the firmware forbids. Never blocks an install. */
export type Virtualization = 'ready' | 'off' | 'none';

export type Machine = {
	readonly disks: readonly Disk[];
	readonly nics: readonly Nic[];
	readonly firmware: Firmware;
	/** Bytes of RAM. */
	readonly memory: number;
	readonly virtualization: Virtualization;
	readonly hostname: string;
	/** Consoles the kernel was started with: `tty0`, `ttyS0,115200n8`. */
	readonly consoles: readonly string[];
	/** `live` on our medium, `installed` on a host of ours, else `other`. */
	readonly booted: 'live' | 'installed' | 'other';
	/** Keyboard layouts the host has. */
	readonly layouts: readonly string[];
};
