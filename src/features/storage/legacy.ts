/** oVirt Node's kernel arguments about storage (facts/ovirt-node.md 1.3), as text for the settings. */
import type {Legacy, LegacyKey} from '../feature.ts';
import {needsValue} from '../legacy-word.ts';
import {readStorageInit} from './legacy-disks.ts';
import {readStorageVol} from './legacy-sizes.ts';
import {settings} from './settings.ts';

/** The ratio as `number` reads it: a leading or trailing point is filled up. */
function readOvercommit(key: string, value: string | undefined): Legacy {
	if (value === undefined) return needsValue(key, '0.5');
	const ratio = value.replace(/^\./, '0.').replace(/\.$/, '');
	return {settings: {'storage.overcommit': ratio}};
}

/** `{Swap|Swap2}[,CIPHER]` joined by `;`. Other names reach the setting as they are, which refuses them. */
function readSwapEncrypt(key: string, value: string | undefined): Legacy {
	if (value === undefined) return needsValue(key, 'Swap');
	const items = value
		.split(';')
		.filter(item => item !== '')
		.map(item => {
			const [device = '', ...cipher] = item.split(',');
			return [device.toLowerCase(), ...cipher].join(':');
		});
	return {settings: {'storage.encryptSwap': settings.encryptSwap.format(items)}};
}

/** A bare word is yes. Anything but a flag word is refused by the setting, because this one erases. */
const readWipeFakeraid = (value: string | undefined): Legacy => ({settings: {'storage.wipeFakeraid': value ?? 'yes'}});

const storageInit = (key: string): LegacyKey => ({
	grammar: '[DISK[,DISK]...[;DISK[,DISK]...]]',
	help: 'The boot disk, further disks, and after the semicolon the application disks.',
	read: value => readStorageInit(key, value),
});
const storageVol = (key: string): LegacyKey => ({
	grammar: 'BOOT:SWAP:ROOT:CONFIG:LOGGING:DATA[:SWAP2:DATA2] or SIZE,NAME[:SIZE,NAME]...',
	help: 'Sizes in MiB by position or by name; an empty place keeps the default.',
	read: value => readStorageVol(key, value),
});
const overcommit = (key: string): LegacyKey => ({
	grammar: 'RATIO',
	help: 'How much more memory guests may be promised than there is.',
	read: value => readOvercommit(key, value),
});
const swapEncrypt = (key: string): LegacyKey => ({
	grammar: 'Swap|Swap2[,CIPHER][;Swap|Swap2[,CIPHER]]',
	help: 'Swap volumes to encrypt with a random key at each boot.',
	read: value => readSwapEncrypt(key, value),
});
const wipeFakeraid: LegacyKey = {
	grammar: '[yes|no]',
	help: 'Allows erasing the metadata of a BIOS RAID.',
	read: readWipeFakeraid,
};

export const legacy: Readonly<Record<string, LegacyKey>> = {
	storage_init: storageInit('storage_init'),
	ovirt_init: storageInit('ovirt_init'),
	storage_vol: storageVol('storage_vol'),
	ovirt_vol: storageVol('ovirt_vol'),
	mem_overcommit: overcommit('mem_overcommit'),
	ovirt_overcommit: overcommit('ovirt_overcommit'),
	swap_encrypt: swapEncrypt('swap_encrypt'),
	ovirt_swap_encrypt: swapEncrypt('ovirt_swap_encrypt'),
	wipe_fakeraid: wipeFakeraid,
	'wipe-fakeraid': wipeFakeraid,
};
