import {describe, expect, it} from 'vitest';
import type {Content, Disk} from '../../src/probes/machine.ts';
import {identityOf} from '../../src/probes/identity.ts';
import {changesOfWhat, changesOfWho, couldBeOurs} from '../../src/session/disk-changes.ts';

const content = (more: Partial<Content>): Content => ({
	...{where: 'sda1', type: 'ext4', offset: 1048576, label: '', uuid: 'u1', partLabel: ''},
	...more,
});

const disk = (more: Partial<Disk> = {}): Disk => ({
	...{
		name: 'sda',
		path: '/dev/sda',
		size: 480e9,
		bus: 'ata',
		model: 'M',
		serial: 'S1',
		wwn: '',
		byPath: '',
		links: [],
	},
	...{sectorSize: 512, rotational: false, removable: false, readOnly: false, isMedium: false, paths: [], pathOf: ''},
	...{table: '', tableId: '', contents: [], uses: [], host: undefined},
	...more,
});

describe('a disk that was consented to', () => {
	const then = identityOf(disk());

	it('is still itself when nothing moved', () => {
		expect(changesOfWho(then, identityOf(disk()))).toEqual([]);
		expect(changesOfWhat(then, identityOf(disk()))).toEqual([]);
	});

	it.each([
		[{serial: 'S2'}, 'sda (/dev/sda): its serial number was "S1" and is "S2" now'],
		[{model: 'N'}, 'sda (/dev/sda): its model was "M" and is "N" now'],
		[{wwn: '0x5'}, 'sda (/dev/sda): its WWN was "" and is "0x5" now'],
		[{size: 1e9}, 'sda (/dev/sda): its size in bytes was "480000000000" and is "1000000000" now'],
		[{sectorSize: 4096}, 'sda (/dev/sda): its sector size was "512" and is "4096" now'],
	])('is another one when %j', (change, sentence) => {
		expect(changesOfWho(then, identityOf(disk(change)))).toEqual([sentence]);
	});

	it('holds something else when a signature came, went or changed its UUID', () => {
		const full = identityOf(disk({contents: [content({label: 'photos'})]}));
		expect(changesOfWhat(then, full)).toEqual([
			'sda (/dev/sda): it read as empty when the plan was shown, and reads as ext4 "photos" now',
		]);
		const other = identityOf(disk({contents: [content({label: 'photos', uuid: 'u2'})]}));
		expect(changesOfWhat(full, other)).toEqual([
			'sda (/dev/sda): what is on it changed, though it still reads as ext4 "photos"',
		]);
	});
});

describe('what an interrupted job may have left', () => {
	const before = disk({
		...{table: 'gpt', tableId: 'old'},
		contents: [content({}), content({where: 'sda2', offset: 2e9, uuid: 'u2', type: 'xfs'})],
	});
	const ours = new Set(['aaaa-1']);

	it.each([
		['nothing was written yet', before],
		['the signatures are half gone', disk({contents: before.contents.slice(1)})],
		['the disk is blank', disk()],
		['only the protective MBR of its GPT is left', disk({table: 'dos', tableId: '0x00000000'})],
		[
			'the table is the job’s own, whatever is in it',
			disk({table: 'gpt', tableId: 'aaaa-1', contents: [content({uuid: 'x'})]}),
		],
	])('is accepted when %s', (_when, now) => {
		expect(couldBeOurs(before, now, ours)).toBe(true);
	});

	it.each([
		['another table stands there', disk({table: 'gpt', tableId: 'new'})],
		['a table came to a disk that had none', disk({table: 'dos', tableId: ''}), disk()],
		['a signature came', disk({contents: [content({uuid: 'x'})]})],
		['a signature moved', disk({contents: [content({offset: 4096})]})],
	])('is refused when %s', (_when, now, then = before) => {
		expect(couldBeOurs(then, now, ours)).toBe(false);
	});
});
