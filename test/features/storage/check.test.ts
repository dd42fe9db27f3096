import {describe, expect, it} from 'vitest';
import {check} from '../../../src/features/storage/check.ts';
import type {StorageValues} from '../../../src/features/storage/settings.ts';
import {values} from './given.ts';

const found = (given: Partial<StorageValues>) =>
	check(values(given)).map(({setting, level = 'error', message}) => `${level} ${setting}: ${message}`);

describe('rules over several values', () => {
	it('find nothing in the defaults, nor in answers that go together', () => {
		expect(found({})).toEqual([]);
		expect(
			found({
				...{bootDisk: 'serial:A', disks: ['serial:B'], appDisks: ['serial:C'], swap2Size: 512, data2Size: -1},
				...{swapSize: 4096, encryptSwap: ['swap', 'swap2:aes-xts-plain64']},
			}),
		).toEqual([]);
	});

	it.each<[string, Partial<StorageValues>]>([
		[
			'error appDisks: "serial:B" is named in storage.disks and in storage.appDisks; a disk can serve one of them',
			{disks: ['serial:B'], appDisks: ['serial:B'], data2Size: -1},
		],
		[
			'error appDisks: "serial:A" is named in storage.bootDisk and in storage.appDisks; a disk can serve one of them',
			{bootDisk: 'serial:A', appDisks: ['serial:A'], data2Size: -1},
		],
		[
			'warning disks: "serial:A" is the boot disk already; it need not be named in storage.disks again',
			{bootDisk: 'serial:A', disks: ['serial:A']},
		],
		[
			'warning disks: "serial:B" is named twice in storage.disks; once is enough',
			{disks: ['serial:B', 'serial:B']},
		],
		[
			'error swap2Size: storage.swap2Size is 512, but no application disk is named; give storage.appDisks',
			{swap2Size: 512},
		],
		[
			'error data2Size: storage.data2Size is -1, but no application disk is named; give storage.appDisks',
			{data2Size: -1},
		],
		[
			'warning appDisks: "serial:C" is left alone, because storage.swap2Size and storage.data2Size are both 0; give one of them a size',
			{appDisks: ['serial:C']},
		],
		[
			'warning disks: storage.dataSize is 0, so "serial:B" would hold nothing but logs; leave storage.disks out or give a size',
			{disks: ['serial:B'], dataSize: 0},
		],
		[
			'note overcommit: storage.overcommit 1 plays no part, because storage.swapSize is given as 4096',
			{overcommit: 1, swapSize: 4096},
		],
		[
			'error encryptSwap: "swap" cannot be encrypted, because storage.swapSize is 0; give it a size or leave it out',
			{encryptSwap: ['swap'], swapSize: 0},
		],
		[
			'error encryptSwap: "swap2" cannot be encrypted, because storage.swap2Size is 0; give it a size or leave it out',
			{encryptSwap: ['swap2:aes-xts-plain64']},
		],
		[
			'error encryptSwap: "swap" is named twice in storage.encryptSwap; keep one cipher for it',
			{encryptSwap: ['swap', 'swap:aes-xts-plain64']},
		],
	])('%s', (sentence, given) => {
		expect(found(given)).toEqual([sentence]);
	});
});
