/** The recorded machines of test/machines, each one with the least that shows its point. */
import type {DrawnDisk, DrawnMachine} from './drawn.ts';
import {computer, mac, nics, oneNic} from './drawn-computers.ts';
import {GB, lun, MIB, ourHost, ourParts, pv, sata, storageTags, usb, uuid, volume} from './drawn-disks.ts';

/** What our live medium looks like from inside: a squashfs in a loop device under an overlay. */
const liveLine = 'hostwright.image=LABEL=HOSTWRIGHT:/live/root.sqfs console=tty0 console=ttyS0,115200n8';
const live = {
	mounts: [
		'20 1 0:30 / / rw - overlay overlay rw,lowerdir=/run/hostwright/root,upperdir=/run/hostwright/rw,workdir=/run/hostwright/wk',
	],
	loops: [
		{name: 'loop0', size: 171 * MIB, at: '/run/hostwright/root', file: '/run/hostwright/medium/live/root.sqfs'},
	],
};
const fromNetwork = {mounts: ['20 1 0:30 / / rw - tmpfs rootfs rw']};

const bigNic = nics(
	{
		...{name: 'eno1', place: 'pci0000:17/0000:18:00.0', driver: 'bnxt_en', model: 'BCM57414 10Gb/25Gb'},
		...{mac: mac(1), carrier: '1', speed: '10000', addresses: ['192.0.2.10/24', '2001:db8::10/64']},
	},
	{
		...{name: 'eno2', place: 'pci0000:17/0000:18:00.1', driver: 'bnxt_en', model: 'BCM57414 10Gb/25Gb'},
		...{mac: mac(2), carrier: '1', speed: '1000'},
	},
	{
		...{name: 'eno3', place: 'pci0000:17/0000:19:00.0', driver: 'igb', model: 'I350 Gigabit'},
		...{mac: mac(3), carrier: '0', speed: '-1'},
	},
	{...{name: 'eno4', place: 'pci0000:17/0000:19:00.1', driver: 'igb', model: 'I350 Gigabit', mac: mac(4)}},
);

/** Puts parts of a machine together. */
function together(...parts: ReadonlyArray<Partial<DrawnMachine>>): DrawnMachine {
	return parts.reduce<DrawnMachine>(
		(whole, part) => ({
			...whole,
			...part,
			files: {...whole.files, ...part.files},
			folders: {...whole.folders, ...part.folders},
			links: {...whole.links, ...part.links},
			asks: [...(whole.asks ?? []), ...(part.asks ?? [])],
		}),
		{disks: []},
	);
}

const virtioDisk: DrawnDisk = {
	...{name: 'vda', size: 64 * 1024 * MIB, tran: 'virtio', chain: 'block:virtio:pci', serial: 'SERIAL-1'},
	...{
		place: '/sys/devices/pci0000:00/0000:00:04.0/virtio1',
		byPath: 'pci-0000:00:04.0',
		byId: 'virtio-SERIAL-1',
		rota: true,
	},
};

/** An empty disk, one with a host of ours, two with a volume group, the medium, and a shared LUN over two paths. */
const plain = together(computer({kernelLine: liveLine}), live, bigNic, {
	disks: [
		{
			...{
				name: 'nvme0n1',
				size: 1_000_204_886_016,
				tran: 'nvme',
				chain: 'block:nvme:pci',
				model: 'Samsung PM9A3',
			},
			...{serial: 'S64GNX0T91', wwn: 'eui.002538b911b3a0e1', byPath: 'pci-0000:01:00.0-nvme-1'},
			place: '/sys/devices/pci0000:00/0000:00:01.0/0000:01:00.0/nvme/nvme0',
		},
		sata('a', 0, {
			...{model: 'Intel SSDSC2KB48', serial: 'PHYF0123', byId: 'ata-Intel_SSDSC2KB48_PHYF0123'},
			...{parts: ourParts(425_000 * MIB), config: ourHost('h7')},
		}),
		sata('b', 1, {
			...{size: 2_000_398_934_016, model: 'ST2000NX0253', serial: 'W460CK2R', rota: true, holds: [pv(1)]},
			child: {name: 'vg_data-images', kname: 'dm-1', type: 'lvm', size: 3_000_000_000_000},
		}),
		usb('c', {}),
		lun('d', 0, {name: 'mpatha', kname: 'dm-0'}),
		lun('e', 1, {name: 'mpatha', kname: 'dm-0'}),
		sata('f', 2, {
			...{size: 2_000_398_934_016, model: 'ST2000NX0253', serial: 'W460CK9X', rota: true, holds: [pv(2)]},
			child: {name: 'vg_data-images', kname: 'dm-1', type: 'lvm', size: 3_000_000_000_000},
		}),
	],
	maps: [{name: 'mpatha', kname: 'dm-0', holds: [pv(3)]}],
	volumes: [
		volume('/dev/sdb', 1, 'vg_data'),
		volume('/dev/sdf', 2, 'vg_data'),
		volume('/dev/mapper/mpatha', 3, '9c2f0000-0000-4000-8000-000000000001', storageTags),
	],
});

/** What a small server has: four disks and four interfaces. The screens' byte budgets are measured on it. */
const four = together(computer({kernelLine: liveLine}), live, bigNic, {
	disks: [
		...plain.disks.slice(0, 2),
		sata('b', 1, {
			...{size: 2_000_398_934_016, model: 'ST2000NX0253', serial: 'W460CK2R', rota: true, holds: [pv(1)]},
			child: {name: 'vg_data-images', kname: 'dm-1', type: 'lvm', size: 1_000_000_000_000},
		}),
		usb('c', {}),
	],
	volumes: [volume('/dev/sdb', 1, 'vg_data')],
});

/** One disk for each reason to refuse it, or to ask first. */
const trouble = together(computer({kernelLine: liveLine}), live, oneNic, {
	disks: [
		sata('a', 0, {model: 'Too Small', size: 4 * GB}),
		sata('b', 1, {
			model: 'Mounted',
			parts: [{size: 100_000 * MIB, holds: {type: 'xfs', label: 'srv', uuid: uuid(1)}, at: '/srv'}],
		}),
		sata('c', 2, {model: 'Read-only', readOnly: true}),
		usb('d', {}),
		sata('e', 3, {model: 'Spanned Group', holds: [pv(1)]}),
		lun('f', 0, {name: 'mpatha', kname: 'dm-0'}),
		lun('g', 1, {name: 'mpatha', kname: 'dm-0'}),
		sata('h', 4, {model: 'Storage Domain', holds: [pv(2)]}),
		sata('i', 5, {
			model: 'Foreign Data',
			parts: [{size: 400_000 * MIB, label: 'photos', holds: {type: 'ext4', label: 'photos', uuid: uuid(2)}}],
		}),
		sata('j', 6, {model: 'Earlier Host', parts: ourParts(400_000 * MIB), config: ourHost('h3')}),
		sata('k', 7, {
			...{model: 'Incomplete Host', parts: ourParts(400_000 * MIB)},
			config: {...ourHost('h4'), names: ['.', '..', 'host.json', 'incomplete', 'job']},
		}),
		sata('l', 8, {model: 'Firmware RAID', holds: [{type: 'isw_raid_member', offset: 480_103_980_032}]}),
		sata('m', 9, {
			...{
				model: 'Linux RAID',
				holds: [{type: 'linux_raid_member', label: 'nas:0', uuid: uuid(3), offset: 0x1000}],
			},
			child: {name: 'md0', kname: 'md0', type: 'raid1', size: 480 * GB},
		}),
		sata('n', 10, {model: 'Encrypted', holds: [{type: 'crypto_LUKS', uuid: uuid(4), offset: 0}]}),
		sata('o', 11, {
			model: 'ZFS Pool',
			parts: [
				{
					size: 400_000 * MIB,
					label: 'zfs-0001',
					holds: {type: 'zfs_member', label: 'tank', uuid: '1234567890'},
				},
			],
		}),
		sata('p', 12, {
			model: 'Swap In Use',
			parts: [{size: 100_000 * MIB, holds: {type: 'swap', uuid: uuid(5), offset: 0xff6}}],
		}),
		sata('q', 13, {model: 'Torn Install', parts: ourParts(400_000 * MIB).map(({holds: _, ...part}) => part)}),
		sata('r', 14, {model: 'Raw Partition', parts: [{size: 400_000 * MIB, label: 'oradata'}]}),
	],
	maps: [{name: 'mpatha', kname: 'dm-0', holds: []}],
	volumes: [
		volume('/dev/sde', 1, 'vg_old'),
		volume('[unknown]', 9, 'vg_old'),
		volume('/dev/sdh', 2, '9c2f0000-0000-4000-8000-000000000002', storageTags),
	],
	swaps: ['/dev/sdp1'],
	asks: [
		{
			command: ['mdadm', '--examine', '--export', '/dev/sdm'],
			stdout: 'MD_LEVEL=raid1\nMD_DEVICES=2\nMD_NAME=nas:0\n',
		},
	],
});

const twin = (number: number): DrawnDisk => ({
	...{
		name: `nvme${number}n1`,
		size: 960_197_124_096,
		tran: 'nvme',
		chain: 'block:nvme:pci',
		model: 'Example NVMe 960',
	},
	...{
		serial: `SERIAL-${number + 1}`,
		wwn: `eui.000000000000000${number + 1}`,
		byPath: `pci-0000:0${number + 1}:00.0-nvme-1`,
	},
	place: `/sys/devices/pci0000:00/0000:00:0${number + 1}.0/0000:0${number + 1}:00.0/nvme/nvme${number}`,
});

const secureBoot = {
	files: {'/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c': '\x06\0\0\0\x01'},
	present: [],
};

/** By the name of their folder. */
export const drawnMachines: Readonly<Record<string, DrawnMachine>> = {
	plain,
	four,
	trouble,
	'virtio-one': together(computer({kernelLine: liveLine, memory: 4 * 1024 * 1024}), fromNetwork, oneNic, {
		disks: [virtioDisk],
	}),
	'two-equal': together(computer({kernelLine: liveLine}), fromNetwork, oneNic, {disks: [twin(0), twin(1)]}),
	nics: together(computer({kernelLine: liveLine}), fromNetwork, bigNic, {disks: [virtioDisk]}),
	'secure-boot': together(computer({kernelLine: liveLine}), fromNetwork, oneNic, secureBoot, {disks: [virtioDisk]}),
	'no-disks': together(computer({kernelLine: liveLine}), fromNetwork, oneNic, {disks: []}),
};
