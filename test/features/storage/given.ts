/** Hand-built disks and machines: only what a test cares about is said. */
import type {Content, Disk, Machine} from '../../../src/probes/machine.ts';
import type {Setting} from '../../../src/settings/setting.ts';
import {settings, type StorageValues} from '../../../src/features/storage/settings.ts';

export const GB = 1000 ** 3;
export const MIB = 1024 ** 2;
export const GIB = 1024 ** 3;

export function disk(name: string, known: Partial<Disk> = {}): Disk {
	return {
		...{
			name,
			path: `/dev/${name}`,
			size: 100 * GB,
			bus: 'scsi',
			model: '',
			serial: '',
			wwn: '',
			byPath: '',
			links: [],
		},
		...{
			sectorSize: 512,
			rotational: false,
			removable: false,
			readOnly: false,
			isMedium: false,
			paths: [],
			pathOf: '',
		},
		...{table: '', tableId: '', contents: [], uses: [], host: undefined},
		...known,
	};
}

export function content(where: string, type: string, known: Partial<Content> = {}): Content {
	return {where, type, label: '', uuid: '', partLabel: '', ...known};
}

export function machine(disks: readonly Disk[], known: Partial<Machine> = {}): Machine {
	return {
		...{disks, nics: [], firmware: {kind: 'uefi', secureBoot: false}, memory: 8 * GIB, virtualization: 'ready'},
		...{hostname: '', consoles: [], booted: 'live', layouts: []},
		...known,
	};
}

const standard = <T>({parse, default: text = ''}: Setting<T>): T => parse(text);

/** The defaults of every storage setting, and what the test gives. */
export function values(given: Partial<StorageValues> = {}): StorageValues {
	const {efiSize, rootSize, configSize, stateSize, loggingSize, dataSize, swap2Size, data2Size, overcommit} =
		settings;
	return {
		...{bootDisk: undefined, disks: [], appDisks: [], expect: 'empty', swapSize: undefined, encryptSwap: []},
		...{efiSize: standard(efiSize), rootSize: standard(rootSize), configSize: standard(configSize)},
		...{stateSize: standard(stateSize), loggingSize: standard(loggingSize), dataSize: standard(dataSize)},
		...{swap2Size: standard(swap2Size), data2Size: standard(data2Size), overcommit: standard(overcommit)},
		...{wipeFakeraid: false, ...given},
	};
}
