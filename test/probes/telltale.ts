/** A machine full of what identifies it, and the list of that. */
import {nics} from './drawn-computers.ts';
import {sata} from './drawn-disks.ts';
import type {DrawnMachine} from './drawn.ts';

const hash = '$6$abcdefgh$BOw/nV5aU2HJ8o7otKMCN5S.MoSoxPoAUYewKjq5oSqs8UMghGB3x4G4HaPK7NZqL54npGT9hs/qRSokU.4Qt/';

export const telltales: readonly string[] = [
	...[
		'S3RIAL99X',
		'My_Serial_7',
		'5000c500a1b2c3d4',
		'5002538e40a1b2c3',
		'00:1b:21:aa:bb:cc',
		'00-1b-21-aa-bb-cc',
		'001b21aabbcc',
	],
	...[
		'f47ac10b-58cc-4372-a567-0e02b2c3d479',
		'AbCdEf-1234-5678-9012-3456-7890-ZyXwVu',
		'c0ffee00:c0ffee01:c0ffee02:c0ffee03',
		'BEEF-CAFE',
	],
	...[
		'earth.example.com',
		'earth',
		'saturn',
		'10.20.30.40',
		'10.20.30.1',
		'2001:db8:77::42',
		'fe80::21b:21ff:feaa:bbcc',
	],
	...['iqn.2004-01.com.example:storage.disk1', hash, 'hunter2'],
];

const card = nics({
	...{name: 'enx001b21aabbcc', place: 'pci0000:00/0000:00:19.0', driver: 'e1000e', model: 'I219-LM'},
	...{mac: '00:1b:21:aa:bb:cc', carrier: '1', speed: '1000'},
	addresses: ['10.20.30.40/24', '2001:db8:77::42/64', 'fe80::21b:21ff:feaa:bbcc/64'],
});

export const telltale: DrawnMachine = {
	...card,
	files: {
		...card.files,
		'/proc/cmdline':
			`BOOTIF=01-00-1b-21-aa-bb-cc ip=10.20.30.40::10.20.30.1:255.255.255.0:earth.example.com:eno1:none adminpw=${hash} ` +
			'rootpw=hunter2 hostname=earth.example.com root=UUID=f47ac10b-58cc-4372-a567-0e02b2c3d479\n',
		'/proc/sys/kernel/hostname': 'earth.example.com\n',
		'/proc/meminfo': 'MemTotal:       1048576 kB\n',
	},
	disks: [
		sata('a', 0, {
			...{serial: 'S3RIAL99X', wwn: '0x5000c500a1b2c3d4', byId: 'ata-Example_SSD_S3RIAL99X'},
			byPath: 'ip-10.20.30.1:3260-iscsi-iqn.2004-01.com.example:storage.disk1-lun-0',
			parts: [
				{size: 1024 * 1024, label: 'ESP', holds: {type: 'vfat', uuid: 'BEEF-CAFE'}},
				{size: 1024 * 1024, holds: {type: 'ext4', uuid: 'f47ac10b-58cc-4372-a567-0e02b2c3d479'}},
				{size: 1024 * 1024, holds: {type: 'LVM2_member', uuid: 'AbCdEf-1234-5678-9012-3456-7890-ZyXwVu'}},
			],
		}),
		sata('b', 1, {
			...{serial: 'My Serial 7', wwn: '0x5002538e40a1b2c3', byId: 'ata-Example_SSD_My_Serial_7'},
			holds: [{type: 'linux_raid_member', label: 'saturn:0', uuid: 'c0ffee00:c0ffee01:c0ffee02:c0ffee03'}],
		}),
	],
	volumes: [{name: '/dev/sda3', uuid: 'AbCdEf-1234-5678-9012-3456-7890-ZyXwVu', group: 'vg0'}],
	asks: [
		...card.asks,
		{
			command: ['mdadm', '--examine', '--export', '/dev/sdb'],
			stdout: 'MD_DEVICES=1\nMD_NAME=saturn:0\nMD_UUID=c0ffee00:c0ffee01:c0ffee02:c0ffee03\n',
		},
	],
};
