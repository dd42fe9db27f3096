/** The settings of storage. Sizes are MiB. The layout they describe is in layout.ts. */
import type {Rule, Values} from '../../settings/setting.ts';
import {choice, flag, list, number, text} from '../../settings/setting.ts';
import {isSelector, isSelectorOfOne} from './selector-grammar.ts';

const TIB = 1024 * 1024;

/** Smallest sizes (MiB) that still work: FAT32 on the ESP, ext4 with a journal, the reserve file on CONFIG. */
export const MINIMUM = {
	efiSize: 64,
	rootSize: 64,
	stateSize: 64,
	swapSize: 16,
	configSize: 64,
	loggingSize: 64,
	dataSize: 64,
	swap2Size: 16,
	data2Size: 64,
} as const;

export type SizeName = keyof typeof MINIMUM;

const CIPHER = /^[a-z0-9_()]+(?:-[a-z0-9_()]+)*(?::[a-z0-9-]+)?$/;

/** `swap`, `swap2`, each with an optional `:CIPHER` in cryptsetup's spelling. */
const isEncryption: Rule = item => {
	const [device = '', ...rest] = item.split(':');
	const cipher = rest.join(':');
	if (device !== 'swap' && device !== 'swap2')
		return {what: 'names no swap volume', right: 'give swap or swap2, such as swap:aes-xts-plain64'};
	if (rest.length > 0 && !CIPHER.test(cipher))
		return {what: 'names no cipher', right: 'give a cipher as cryptsetup writes it, such as aes-xts-plain64'};
	return undefined;
};

const size = (name: SizeName, part: string) => ({
	unit: 'MiB',
	noun: `a size of ${part} in MiB`,
	min: MINIMUM[name],
	max: TIB,
});

export const settings = {
	bootDisk: text({
		label: 'Boot disk',
		help: 'The disk this host boots from; it is erased. A path, or serial:, wwn:, model:, path:, bus:, smallest, largest, first, joined by +; exactly one disk must match.',
		example: 'bus:nvme+largest',
		fact: 'asked',
		is: isSelectorOfOne,
	}),
	disks: list({
		label: 'Further disks',
		help: 'More disks for logs and data; they are erased and join the volume group HostVG. Selectors as for the boot disk; all takes every match but the boot disk and the medium.',
		example: 'serial:W460CK2R',
		item: isSelector,
	}),
	appDisks: list({
		label: 'Application disks',
		help: 'Disks of the volume group AppVG, which holds Swap2 and Data2; they are erased.',
		example: 'bus:scsi+all',
		item: isSelector,
	}),
	expect: choice({
		label: 'What the disks may hold',
		help: 'What may be erased when nobody is there to ask: nothing, an earlier host of ours, or anything.',
		options: {empty: 'Nothing', ours: 'An earlier host of ours', any: 'Anything'},
		default: 'empty',
		once: true,
	}),
	efiSize: number({
		label: 'EFI system partition',
		help: 'Size of the FAT32 partition with the boot loader; disks with 4096-byte sectors need at least 260.',
		default: '512',
		...size('efiSize', 'the EFI system partition'),
	}),
	rootSize: number({
		label: 'Each of two system slots',
		help: 'Size of ROOT-A and of ROOT-B; each must hold one image.',
		default: '1024',
		...size('rootSize', 'a system slot'),
	}),
	configSize: number({
		label: 'Settings (CONFIG)',
		help: 'Size of the partition that keeps the settings and what changes under /etc.',
		default: '256',
		...size('configSize', 'CONFIG'),
	}),
	stateSize: number({
		label: 'State (STATE)',
		help: 'Size of the partition that keeps what changes under /var.',
		default: '1024',
		...size('stateSize', 'STATE'),
	}),
	swapSize: number({
		label: 'Swap',
		help: 'Size of the swap partition; 0 makes none.',
		fact: 'by memory and overcommit, at most an eighth of the disk; 1024 in a plain file',
		...size('swapSize', 'swap'),
		also: [0],
	}),
	loggingSize: number({
		label: 'Logs (/var/log)',
		help: 'Size of the file system for logs.',
		default: '2048',
		...size('loggingSize', '/var/log'),
	}),
	dataSize: number({
		label: 'Data (/data)',
		help: 'Size of the file system for guest images, crash dumps and queues; -1 takes the rest, 0 makes none.',
		default: '-1',
		...size('dataSize', '/data'),
		max: 1024 * TIB,
		also: [-1, 0],
	}),
	swap2Size: number({
		label: 'Second swap (Swap2)',
		help: 'Size of a second swap volume on the application disks; 0 makes none.',
		default: '0',
		...size('swap2Size', 'Swap2'),
		also: [0],
	}),
	data2Size: number({
		label: 'Second data (/data2)',
		help: 'Size of a second data volume on the application disks; -1 takes the rest, 0 makes none.',
		default: '0',
		...size('data2Size', '/data2'),
		max: 1024 * TIB,
		also: [-1, 0],
	}),
	overcommit: number({
		label: 'Memory overcommit',
		help: 'How much more memory guests may be promised than there is; swap grows by memory times this ratio.',
		default: '0.5',
		min: 0,
		max: 10,
		fractional: true,
		noun: 'an overcommit ratio',
	}),
	encryptSwap: list({
		label: 'Encrypted swap',
		help: 'Swap volumes to encrypt with a random key at each boot: swap, swap2, each with an optional cipher (aes-xts-plain64 unless given).',
		example: 'swap:aes-xts-plain64',
		item: isEncryption,
	}),
	wipeFakeraid: flag({
		label: 'Erase BIOS RAID metadata',
		help: 'Allows erasing the metadata of a BIOS RAID ("fake RAID") from the chosen disks.',
		default: 'no',
		once: true,
	}),
};

export type StorageValues = Values<typeof settings>;
