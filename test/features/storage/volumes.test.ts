import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {planLayout} from '../../../src/features/storage/layout.ts';
import {remaining} from '../../../src/features/storage/remaining.ts';
import {MINIMUM, settings, type SizeName, type StorageValues} from '../../../src/features/storage/settings.ts';
import {describeGroup, planVolumes, type Joining, type VolumeGroup} from '../../../src/features/storage/volumes.ts';
import {GB, GIB, MIB, values} from './given.ts';

const joining = (name: string, size: number, sectorSize = 512): Joining => ({
	name,
	path: `/dev/${name}`,
	size,
	sectorSize,
});

function plan(
	given: Partial<StorageValues>,
	disks: readonly Joining[],
	appDisks: readonly Joining[] = [],
	boot = joining('sda', 480 * GB),
) {
	const asked = values({swapSize: 4096, ...given});
	const layout = planLayout({
		...{size: boot.size, sectorSize: boot.sectorSize, memory: 8 * GIB, values: asked, isFile: false, imageSize: 0},
		lvm: disks.length > 0,
	});
	if ('problem' in layout) throw new Error(layout.problem);
	return planVolumes({values: asked, boot, layout, disks, appDisks});
}

function groups(...given: Parameters<typeof plan>): readonly VolumeGroup[] {
	const planned = plan(...given);
	if ('problem' in planned) throw new Error(planned.problem);
	return planned;
}

describe('volume groups', () => {
	it('are none on a host with one disk', () => {
		expect(groups({}, [])).toEqual([]);
		expect(groups({}, [], [joining('sdb', 100 * GB)])).toEqual([]);
	});

	it('span the boot disk and the further ones', () => {
		const [host] = groups({}, [joining('sdb', 100 * GB), joining('sdc', 100 * GB)]);
		expect(host && describeGroup(host)).toBe('HostVG on sda, sdb, sdc: Logging 2 G, Data 623 G');
		expect(host?.members.map(({part}) => `${part.number} ${part.name}`)).toEqual([
			'8 HOSTVG',
			'1 HOSTVG',
			'1 HOSTVG',
		]);
		expect(host?.volumes.every(({extents, size}) => extents * 4 * MIB === size)).toBe(true);
	});

	it('give AppVG its own disks', () => {
		const made = groups({data2Size: -1, swap2Size: 1000}, [], [joining('sdb', 100 * GB)]);
		expect(made.map(describeGroup)).toEqual(['AppVG on sdb: Swap2 1000 M, Data2 92 G']);
		const [app] = groups({data2Size: 0, swap2Size: 1001}, [], [joining('sdb', 100 * GB)]);
		expect(app?.volumes).toEqual([{name: 'Swap2', extents: 251, size: 1004 * MIB}]);
	});

	it.each<[string, ReturnType<typeof plan>]>([
		[
			'storage.disks: The volumes of HostVG need 902048 MiB and its disks have 459356 MiB for them; give smaller sizes or more disks.',
			plan({dataSize: 900_000}, [joining('sdb', 10 * GB)]),
		],
		[
			'storage.disks: sda has 512-byte sectors and sdb has 4096-byte sectors; HostVG needs disks with sectors of one size.',
			plan({}, [joining('sdb', 10 * GB, 4096)]),
		],
		[
			'storage.appDisks: sdb: A disk of 4 MiB cannot join a volume group; take one of at least 10 MiB.',
			plan({swap2Size: 16}, [], [joining('sdb', 4 * MIB)]),
		],
	])('%s', (sentence, planned) => {
		expect('problem' in planned ? `${planned.setting}: ${planned.problem}` : planned).toBe(sentence);
	});

	it('never give out more than there is', () => {
		const mib = fc.oneof(fc.integer({min: 64, max: 100_000}), fc.constantFrom(-1, 0));
		const sizes = fc.array(fc.integer({min: 0, max: 200 * GB}), {minLength: 1, maxLength: 4});
		const seen = {groups: 0, problems: 0};
		fc.assert(
			fc.property(sizes, mib, fc.integer({min: 64, max: 100_000}), (disks, dataSize, loggingSize) => {
				const joined = disks.map((size, index) => joining(`sd${index}`, size));
				const planned = plan({dataSize, loggingSize}, joined);
				if ('problem' in planned) {
					seen.problems++;
					return;
				}
				seen.groups++;
				for (const {members, volumes, extentSize} of planned) {
					const room = members.reduce((sum, {part}) => sum + Math.floor((part.size - MIB) / extentSize), 0);
					const taken = volumes.reduce((sum, {extents}) => sum + extents, 0);
					expect(taken).toBeLessThanOrEqual(room);
					if (dataSize === -1) expect(taken).toBe(room);
				}
			}),
		);
		expect(seen.groups).toBeGreaterThan(10);
	});
});

describe('the space that is left', () => {
	const size = 16 * GIB;

	it('goes to data, or is free when data have a size', () => {
		expect(remaining(values(), size, {isFile: true})).toEqual({free: 0, swap: 1024, data: 9469});
		expect(remaining(values({dataSize: 1000}), size, {isFile: true})).toEqual({free: 8469, swap: 1024, data: 1000});
		expect(remaining(values({dataSize: 0}), size, {isFile: true})).toEqual({free: 9469, swap: 1024, data: 0});
	});

	it('is never below zero, and the field that was changed is blamed with the most it could be', () => {
		const wanted = values({loggingSize: 90_000, rootSize: 2048});
		expect(remaining(wanted, size, {isFile: true, changed: 'loggingSize'})).toEqual({
			...{free: 0, swap: 1024, data: 0},
			tooLarge: {
				...{setting: 'loggingSize', most: 9405},
				message: 'Logs (/var/log): 90000 MiB are 80595 too many; give at most 9405.',
			},
		});
		expect(remaining(values({loggingSize: 9405, rootSize: 2048}), size, {isFile: true})).not.toHaveProperty(
			'tooLarge',
		);
		expect(remaining(wanted, size, {isFile: true, changed: 'efiSize'}).tooLarge?.setting).toBe('loggingSize');
	});

	it('says so when no field alone would help', () => {
		expect(remaining(values(), GIB, {isFile: true}).tooLarge).toEqual({
			setting: 'rootSize',
			most: 0,
			message: 'The sizes need 5955 MiB more than there are; take a larger disk.',
		});
	});

	it('counts the disks of HostVG together', () => {
		const more = [{size: 100 * GIB, sectorSize: 512}];
		const [host] = groups({}, [joining('sdb', 100 * GIB)], [], joining('sda', size));
		const data = host?.volumes.find(({name}) => name === 'Data');
		expect(remaining(values({swapSize: 4096}), size, {more}).data).toBe((data?.size ?? 0) / MIB);
		expect(remaining(values({swapSize: 4096, loggingSize: 200_000}), size, {more}).tooLarge?.setting).toBe(
			'loggingSize',
		);
		expect(remaining(values({swapSize: 40_960}), size, {more}).tooLarge?.setting).toBe('swapSize');
	});

	const names: readonly SizeName[] = [
		'efiSize',
		'rootSize',
		'configSize',
		'stateSize',
		'swapSize',
		'loggingSize',
		'dataSize',
	];
	const mib = fc.oneof(
		{weight: 8, arbitrary: fc.integer({min: 64, max: 6000})},
		{weight: 1, arbitrary: fc.integer({min: 64, max: 2 ** 20})},
	);
	const sizes = fc.record({
		...{efiSize: mib, rootSize: mib, configSize: mib, stateSize: mib, loggingSize: mib},
		...{swapSize: fc.option(mib, {nil: undefined}), dataSize: fc.oneof(mib, fc.constantFrom(-1, 0))},
	});

	it('agrees with the layout, and what it says would help does help', () => {
		const seen = {fits: 0, cured: 0};
		fc.assert(
			fc.property(
				sizes,
				fc.integer({min: GIB, max: 60 * GIB}),
				fc.constantFrom(...names),
				(wanted, disk, changed) => {
					const asked = values(wanted);
					const space = remaining(asked, disk, {memory: 8 * GIB, changed});
					expect(Math.min(space.free, space.data, space.swap)).toBeGreaterThanOrEqual(0);
					const layoutOf = (given: StorageValues) =>
						planLayout({
							...{size: disk, sectorSize: 512, memory: 8 * GIB, values: given},
							isFile: false,
							imageSize: 0,
							lvm: false,
						});
					const layout = layoutOf(asked);
					expect('problem' in layout).toBe(space.tooLarge !== undefined);
					if (!('problem' in layout)) {
						seen.fits++;
						expect((layout.parts.find(({name}) => name === 'DATA')?.size ?? 0) / MIB).toBe(space.data);
						expect(layout.free / MIB).toBe(space.free);
					} else if (space.tooLarge && space.tooLarge.most > 0) {
						const {setting, most} = space.tooLarge;
						seen.cured++;
						expect(most).toBeGreaterThanOrEqual(MINIMUM[setting]);
						expect(settings[setting].parse(String(most))).toBe(most);
						expect(layoutOf({...asked, [setting]: most})).not.toHaveProperty('problem');
						expect(layoutOf({...asked, [setting]: most + 1})).toHaveProperty('problem');
					}
				},
			),
			{numRuns: 2000},
		);
		expect(Math.min(seen.fits, seen.cured)).toBeGreaterThan(100);
	});
});
