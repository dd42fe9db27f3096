/** Disks of the kinds an installer meets. */
import type {DrawnDisk, DrawnPart, Signature} from './drawn.ts';

export const MIB = 1024 * 1024;
export const GB = 1_000_000_000;

export const uuid = (number: number) => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;

export function sata(letter: string, port: number, details: Partial<DrawnDisk>): DrawnDisk {
	const scsi = `${port}:0:0:0`;
	return {
		...{
			name: `sd${letter}`,
			size: 480_103_981_056,
			tran: 'sata',
			chain: 'block:scsi:pci',
			vendor: 'ATA',
			model: 'Example SSD 480',
		},
		serial: `SERIAL-${letter.toUpperCase()}`,
		wwn: `0x5000000000000${String(port).padStart(3, '0')}`,
		place: `/sys/devices/pci0000:00/0000:00:17.0/ata${port + 1}/host${port}/target${port}:0:0/${scsi}`,
		byPath: `pci-0000:00:17.0-ata-${port + 1}`,
		...details,
	};
}

export function usb(letter: string, details: Partial<DrawnDisk>): DrawnDisk {
	return {
		...{
			name: `sd${letter}`,
			size: 31_004_295_168,
			tran: 'usb',
			chain: 'block:scsi:usb:pci',
			vendor: 'SanDisk',
			model: 'Ultra',
		},
		...{serial: '4C5300011', removable: true, byPath: 'pci-0000:00:14.0-usb-0:2:1.0-scsi-0:0:0:0'},
		place: '/sys/devices/pci0000:00/0000:00:14.0/usb2/2-2/2-2:1.0/host9/target9:0:0/9:0:0:0',
		holds: [
			{type: 'iso9660', label: 'HOSTWRIGHT', uuid: '2026-11-20-12-00-00-00', offset: 0x8001},
			{type: 'dos', offset: 0x1fe},
		],
		at: '/run/hostwright/medium',
		...details,
	};
}

export function lun(
	letter: string,
	host: number,
	map: {name: string; kname: string},
	details: Partial<DrawnDisk> = {},
): DrawnDisk {
	return {
		...{
			name: `sd${letter}`,
			size: 500 * GB,
			tran: 'fc',
			chain: 'block:scsi:pci',
			vendor: 'NETAPP',
			model: 'LUN',
			rota: true,
		},
		...{serial: '600a0980000000000000000000000001', wwn: '0x600a098000000000', map},
		byPath: `pci-0000:3b:00.${host}-fc-0x5000000000000fc${host}-lun-0`,
		place: `/sys/devices/pci0000:3a/0000:3b:00.${host}/host1${host}/rport-1${host}:0-0/target1${host}:0:0/1${host}:0:0:0`,
		...details,
	};
}

/** The nine partitions of a host of ours. */
export function ourParts(sizeOfData: number): readonly DrawnPart[] {
	const fs = (type: string, label: string, number: number): Signature => ({type, label, uuid: uuid(number)});
	return [
		{label: 'BIOSBOOT', size: MIB},
		{label: 'ESP', size: 512 * MIB, holds: {type: 'vfat', label: 'ESP', uuid: '0000-0001'}},
		{label: 'ROOT-A', size: 1024 * MIB, holds: {type: 'squashfs', offset: 0}},
		{label: 'ROOT-B', size: 1024 * MIB},
		{label: 'CONFIG', size: 256 * MIB, holds: fs('ext4', 'CONFIG', 5)},
		{label: 'STATE', size: 1024 * MIB, holds: fs('ext4', 'STATE', 6)},
		{label: 'SWAP', size: 16_384 * MIB, holds: fs('swap', 'SWAP', 7)},
		{label: 'LOGGING', size: 2048 * MIB, holds: fs('ext4', 'LOGGING', 8)},
		{label: 'DATA', size: sizeOfData, holds: fs('ext4', 'DATA', 9)},
	];
}

export function ourHost(hostname: string) {
	return {
		about: `${JSON.stringify({hostname, version: '1.0', installedAt: '2026-03-02T09:14:00Z'}, null, 1)}\n`,
		names: ['.', '..', 'settings.yaml', 'host.json', 'reserve'],
	};
}

export const pv = (number: number): Signature => ({
	type: 'LVM2_member',
	uuid: `pv0000-0000-0000-0000-0000-0000-00000${number}`,
	offset: 0x218,
});
export const volume = (name: string, number: number, group: string, tags = '') => ({
	name,
	uuid: pv(number).uuid ?? '',
	group,
	tags,
});
export const storageTags = 'RHAT_storage_domain,MDT_POOL_UUID=00000000';
