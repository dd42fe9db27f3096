/** Disks and machines made up for tests of the screens' decisions. */
import type {Disk, Machine, Nic} from '../../src/probes/machine.ts';

export function aDisk(name: string, change: Partial<Disk> = {}): Disk {
	return {
		name,
		path: `/dev/${name}`,
		size: 480_103_981_056,
		bus: 'ata',
		model: 'Intel SSDSC2KB48',
		serial: `serial-of-${name}`,
		wwn: '',
		byPath: '',
		links: [],
		sectorSize: 512,
		rotational: false,
		removable: false,
		readOnly: false,
		isMedium: false,
		paths: [],
		pathOf: '',
		table: '',
		tableId: '',
		contents: [],
		uses: [],
		host: undefined,
		...change,
	};
}

export function aNic(name: string, change: Partial<Nic> = {}): Nic {
	return {
		name,
		mac: `52:54:00:00:00:${name.slice(-1).padStart(2, '0')}`,
		driver: 'virtio_net',
		model: 'Virtio network device',
		where: '',
		link: 'up',
		speed: 10_000,
		addresses: [],
		...change,
	};
}

export function aMachine(change: Partial<Machine> = {}): Machine {
	return {
		disks: [aDisk('sda'), aDisk('sdb')],
		nics: [aNic('eno1'), aNic('eno2', {link: 'down', speed: 0})],
		firmware: {kind: 'uefi', secureBoot: false},
		memory: 64 * 2 ** 30,
		virtualization: 'ready',
		hostname: 'localhost',
		consoles: ['tty0'],
		booted: 'live',
		layouts: ['us', 'de', 'fr'],
		...change,
	};
}
