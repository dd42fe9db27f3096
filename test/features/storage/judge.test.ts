import {describe, expect, it} from 'vitest';
import {judge, type Question} from '../../../src/features/storage/judge.ts';
import type {Disk} from '../../../src/probes/machine.ts';
import {content, disk, GB, GIB, machine, MIB} from './given.ts';

type Asked = Partial<Omit<Question, 'machine'>> & {readonly others?: readonly Disk[]; readonly bios?: true};

function ask(one: Disk, {others = [], bios, ...question}: Asked = {}) {
	const firmware = {kind: bios ? 'bios' : 'uefi', secureBoot: false} as const;
	return judge(one, {
		...{
			machine: machine([one, ...others], {firmware}),
			expect: 'empty',
			needed: 7 * GIB,
			chosen: [],
			unattended: true,
		},
		...question,
	});
}

const lvm = (where: string, name: string, disks: readonly string[], tags: readonly string[] = []) =>
	content(where, 'LVM2_member', {group: {name, tags, disks}});

/** Whatever is expected, and whether or not somebody is there. */
const EVERY: readonly Asked[] = [
	{expect: 'empty'},
	{expect: 'ours'},
	{expect: 'any'},
	{expect: 'any', unattended: false},
	{expect: 'empty', unattended: false},
];

describe('what never yields', () => {
	it.each<[string, Disk, readonly string[], Asked?]>([
		['too small', disk('sda', {size: 4 * GIB}), ['sda is too small: 7168 MiB are needed and it has 4096 MiB.']],
		[
			'one byte too small',
			disk('sda', {size: 7 * GIB - 1}),
			['sda is too small: 7168 MiB are needed and it has 7167 MiB.'],
		],
		['without a medium', disk('sda', {size: 0}), ['sda has no medium in it; its size is 0.']],
		[
			'mounted',
			disk('sda', {uses: [{how: 'mounted', at: '/srv', where: 'sda2'}]}),
			['sda is in use: sda2 is mounted at /srv; unmount it first.'],
		],
		[
			'swap in use',
			disk('sda', {uses: [{how: 'swap', where: 'sda3'}]}),
			['sda is in use: sda3 is swap; switch it off with swapoff first.'],
		],
		[
			'held',
			disk('sda', {uses: [{how: 'held', by: 'md127', where: 'sda2'}]}),
			['sda is in use: sda2 is held by md127; stop that first.'],
		],
		[
			'read-only',
			disk('sda', {readOnly: true}),
			['sda is read-only; remove its write protection or take another disk.'],
		],
		[
			'the medium',
			disk('sdc', {isMedium: true, uses: [{how: 'mounted', at: '/run/live', where: 'sdc1'}]}),
			['sdc is the medium this installer runs from; take another disk.'],
		],
		[
			'a path of a map',
			disk('sdd', {pathOf: 'mpatha', uses: [{how: 'held', by: 'mpatha', where: 'sdd'}]}),
			['sdd is a path of the multipath map mpatha; take mpatha.'],
		],
		[
			'a volume group with unlisted disks',
			disk('sda', {contents: [lvm('sda2', 'vg_data', ['sda', 'sdb', 'sdc'])]}),
			[
				'sda is part of the volume group vg_data, which also spans sdb, sdc; give all its disks or take another one.',
			],
		],
		[
			'a volume group of which one disk is listed',
			disk('sda', {contents: [lvm('sda2', 'vg_data', ['sda', 'sdb', 'sdc'])]}),
			['sda is part of the volume group vg_data, which also spans sdc; give all its disks or take another one.'],
			{chosen: ['sda', 'sdb']},
		],
		[
			'an array with a missing disk',
			disk('sda', {
				contents: [
					content('sda', 'linux_raid_member', {group: {name: 'md0', tags: [], disks: ['sda', 'unknown']}}),
				],
			}),
			[
				'sda is part of the array md0, which also spans a disk that is missing; bring that back, or erase sda by hand.',
			],
		],
		[
			'a pool',
			disk('sda', {
				contents: [content('sda1', 'zfs_member', {group: {name: 'tank', tags: [], disks: ['sda', 'sdb']}})],
			}),
			['sda is part of the pool tank, which also spans sdb; give all its disks or take another one.'],
		],
		[
			'a storage domain',
			disk('sda', {contents: [lvm('sda', 'c0ffee', ['sda'], ['MDT_X=1', 'RHAT_storage_domain'])]}),
			[
				'sda holds the volume group c0ffee, tagged RHAT_storage_domain: it belongs to a data centre and is never erased here.',
			],
		],
		[
			'BIOS RAID',
			disk('sda', {contents: [content('sda', 'isw_raid_member')]}),
			[
				'sda belongs to a BIOS RAID (isw_raid_member); delete it in the firmware, or give wipe_fakeraid to erase its metadata.',
			],
		],
		[
			'odd sectors',
			disk('sda', {sectorSize: 520}),
			['sda has 520-byte sectors; 512 or 4096 are needed, so format it anew.'],
		],
		[
			'several reasons',
			disk('sda', {size: GIB, readOnly: true}),
			[
				'sda is read-only; remove its write protection or take another disk.',
				'sda is too small: 7168 MiB are needed and it has 1024 MiB.',
			],
		],
	])('%s', (_, one, reasons, asked = {}) => {
		for (const every of EVERY) expect(ask(one, {...asked, ...every})).toEqual({verdict: 'refused', reasons});
	});

	it('counts further uses instead of listing a page of them', () => {
		const uses = ['/', '/var', '/srv', '/home', '/tmp'].map(at => ({how: 'mounted', at, where: 'sda2'}) as const);
		expect(ask(disk('sda', {uses})).reasons.at(-1)).toBe('sda is in use in 2 more ways.');
	});
});

describe('what yields', () => {
	const foreign = disk('sda', {
		table: 'gpt',
		contents: [content('sda1', 'ext4', {label: 'backup'}), lvm('sda2', 'vg_data', ['sda'])],
	});
	const host = {hostname: 'h7', incomplete: false, installedAt: '2026-03-02T11:00:00Z', version: '1.0'};
	const parts = [
		content('sda2', 'vfat', {partLabel: 'ESP'}),
		content('sda3', 'squashfs', {partLabel: 'ROOT-A'}),
		content('sda4', '', {partLabel: 'ROOT-B'}),
		content('sda5', 'ext4', {partLabel: 'CONFIG'}),
		content('sda9', 'xfs', {partLabel: 'DATA'}),
	];
	const ours = disk('sda', {table: 'gpt', contents: parts, host});

	it('an empty disk fits, a table without partitions as well', () => {
		expect(ask(disk('sda', {size: 7 * GIB}))).toEqual({verdict: 'fits', reasons: []});
		expect(ask(disk('sda', {table: 'gpt'}), {unattended: false})).toEqual({verdict: 'fits', reasons: []});
	});

	it('foreign data yield only to any', () => {
		const holds = 'sda holds ext4 "backup" on sda1, LVM vg_data on sda2';
		const refused = {verdict: 'refused', reasons: [`${holds}; give reinstall or storage.expect=any to erase it.`]};
		expect(ask(foreign)).toEqual(refused);
		expect(ask(foreign, {expect: 'ours'})).toEqual(refused);
		expect(ask(foreign, {expect: 'any'})).toEqual({verdict: 'fits', reasons: [`${holds}, which will be erased.`]});
	});

	it('a person is asked about any data, also when reinstall is given', () => {
		const asked = {
			verdict: 'ask',
			reasons: ['sda holds ext4 "backup" on sda1, LVM vg_data on sda2, which would be erased.'],
		};
		expect(ask(foreign, {unattended: false})).toEqual(asked);
		expect(ask(foreign, {unattended: false, expect: 'any'})).toEqual(asked);
		expect(ask(ours, {unattended: false}).verdict).toBe('ask');
	});

	it('a complete host of ours yields to ours and to any', () => {
		expect(ask(ours)).toEqual({
			verdict: 'refused',
			reasons: [
				'sda holds the host h7, installed 2026-03-02; give reinstall or storage.expect=ours to erase it.',
			],
		});
		for (const expected of ['ours', 'any'] as const)
			expect(ask(ours, {expect: expected})).toEqual({
				verdict: 'fits',
				reasons: ['sda holds the host h7, installed 2026-03-02, which will be erased.'],
			});
	});

	it('a host of ours beside a partition of somebody else yields only to any', () => {
		const mixed = disk('sda', {
			table: 'gpt',
			host,
			contents: [...parts, content('sda10', 'ntfs', {label: 'Books'})],
		});
		expect(ask(mixed, {expect: 'ours'}).verdict).toBe('refused');
		expect(ask(mixed, {expect: 'ours'}).reasons[0]).toContain('the host h7, installed 2026-03-02 and vfat on sda2');
		expect(ask(mixed, {expect: 'any'}).verdict).toBe('fits');
	});

	it('a further disk of a host of ours counts as ours, a namesake does not', () => {
		const group = {name: 'HostVG', tags: [], disks: ['sda', 'sdb']};
		const further = disk('sdb', {
			table: 'gpt',
			contents: [content('sdb1', 'LVM2_member', {partLabel: 'HOSTVG', group})],
		});
		const chosen = ['sda', 'sdb'];
		expect(ask(further, {expect: 'ours', chosen, others: [ours]}).verdict).toBe('fits');
		expect(ask(further, {expect: 'ours', chosen, others: [disk('sda')]}).verdict).toBe('refused');
	});

	it("a partition without a signature is somebody's", () => {
		expect(ask(disk('sda', {table: 'gpt', contents: [content('sda1', '')]})).reasons).toEqual([
			'sda holds data without a signature on sda1; give reinstall or storage.expect=any to erase it.',
		]);
	});

	it('names three things and counts the rest', () => {
		const many = [1, 2, 3, 4, 5].map(number => content(`sda${number}`, 'ext4'));
		expect(ask(disk('sda', {contents: many})).reasons).toEqual([
			'sda holds ext4 on sda1, ext4 on sda2, ext4 on sda3 and 2 more; give reinstall or storage.expect=any to erase it.',
		]);
	});

	it('BIOS RAID metadata may go with wipe_fakeraid; what else is there still needs reinstall', () => {
		const raid = content('sda', 'ddf_raid_member');
		const note = 'sda holds the metadata of a BIOS RAID (ddf_raid_member), which will be erased.';
		const wipeFakeraid = true;
		expect(ask(disk('sda', {contents: [raid]}), {wipeFakeraid})).toEqual({verdict: 'fits', reasons: [note]});
		expect(ask(disk('sda', {contents: [raid]}), {wipeFakeraid, unattended: false}).verdict).toBe('ask');
		expect(ask(disk('sda', {contents: [raid, content('sda1', 'ext4')]}), {wipeFakeraid}).verdict).toBe('refused');
	});
});

describe('an unfinished install of ours', () => {
	const labels = [
		['sda2', 'vfat', 'ESP'],
		['sda3', '', 'ROOT-A'],
		['sda5', 'ext4', 'CONFIG'],
		['sda7', 'swap', 'SWAP'],
		['sda9', 'ext4', 'DATA'],
	] as const;
	const parts = labels.map(([where, type, partLabel]) => content(where, type, {partLabel}));
	const unknown = {hostname: '', incomplete: true, installedAt: '', version: ''};
	const started = {hostname: '', incomplete: true, installedAt: '', version: '1.0'};
	const stopped = (host: typeof unknown, more: ReturnType<typeof content>[] = []) =>
		ask(disk('sda', {table: 'gpt', host, contents: [...parts, ...more]}));
	const again = {verdict: 'fits', reasons: ['sda holds an install of ours that never finished; it is done again.']};

	it('is done again, also when CONFIG was not made yet', () => {
		expect(stopped(unknown)).toEqual(again);
		expect(stopped(started)).toEqual(again);
		expect(stopped(started, [content('sda3', 'squashfs', {partLabel: 'ROOT-A'})])).toEqual(again);
		expect(ask(disk('sda', {table: 'gpt', host: unknown}))).toEqual(again);
	});

	it.each([
		['a slot beside a CONFIG that cannot be read', content('sda3', 'squashfs', {partLabel: 'ROOT-A'})],
		['another file system in our partition', content('sda9', 'xfs', {partLabel: 'DATA'})],
		[
			'a volume group of others',
			content('sda8', 'LVM2_member', {partLabel: 'HOSTVG', group: {name: 'vg0', tags: [], disks: ['sda']}}),
		],
		['a partition of others', content('sda10', 'ntfs')],
		['a partition of others without a signature', content('sda10', '')],
		['something unreadable', content('sda9', 'unknown', {partLabel: 'DATA'})],
	])('is not when there is %s', (_, more) => {
		expect(stopped(unknown, [more]).verdict).toBe('refused');
	});
});

describe('notes', () => {
	const big = disk('sda', {sectorSize: 4096});

	it('4096-byte sectors boot only by UEFI', () => {
		const note = 'sda has 4096-byte sectors, which only UEFI can boot.';
		expect(ask(big)).toEqual({verdict: 'fits', reasons: [note]});
		expect(ask(big, {bios: true})).toEqual({
			verdict: 'fits',
			reasons: [`${note} This machine started by BIOS: switch its firmware to UEFI.`],
		});
		expect(ask(big, {role: 'data'})).toEqual({verdict: 'fits', reasons: []});
	});

	it('takes a volume group whose disks are all chosen, by their map as well', () => {
		const one = disk('sda', {contents: [lvm('sda', 'vg', ['sda', 'sdd', 'sde'])]});
		const map = disk('mpatha', {paths: ['sdd', 'sde'], size: 500 * GB});
		expect(ask(one, {expect: 'any', chosen: ['sda', 'mpatha'], others: [map]}).verdict).toBe('fits');
		expect(ask(one, {expect: 'any', chosen: ['sda'], others: [map]}).verdict).toBe('refused');
	});

	it('measures to the byte', () => {
		expect(ask(disk('sda', {size: 100 * MIB}), {needed: 100 * MIB}).verdict).toBe('fits');
		expect(ask(disk('sda', {size: 100 * MIB - 1}), {needed: 100 * MIB}).verdict).toBe('refused');
	});
});
