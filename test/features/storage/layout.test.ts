import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	defaultSwap,
	describeLayout,
	neededBytes,
	planLayout,
	usableEnd,
	type Layout,
	type LayoutRequest,
} from '../../../src/features/storage/layout.ts';
import {MINIMUM, settings, type StorageValues} from '../../../src/features/storage/settings.ts';
import {diskSize, partSize} from '../../../src/features/storage/size.ts';
import {GB, GIB, MIB, values} from './given.ts';

const request = (given: Partial<LayoutRequest> = {}): LayoutRequest => ({
	...{size: 480 * GB, sectorSize: 512, memory: 8 * GIB, values: values(), isFile: false, imageSize: 171 * 1000 ** 2},
	...{lvm: false, ...given},
});

function planned(given: Partial<LayoutRequest> = {}): Layout {
	const layout = planLayout(request(given));
	if ('problem' in layout) throw new Error(layout.problem);
	return layout;
}

function problem(given: Partial<LayoutRequest>): string {
	const layout = planLayout(request(given));
	return 'problem' in layout ? `${layout.setting}: ${layout.problem}` : describeLayout(layout);
}

const rows = ({parts}: Layout) => parts.map(({number, name, start, size}) => [number, name, start / MIB, size / MIB]);

describe('the layout', () => {
	it('is the contract by default', () => {
		expect(rows(planned({size: 16 * GIB, isFile: true}))).toEqual([
			[1, 'BIOSBOOT', 1, 1],
			[2, 'ESP', 2, 512],
			[3, 'ROOT-A', 514, 1024],
			[4, 'ROOT-B', 1538, 1024],
			[5, 'CONFIG', 2562, 256],
			[6, 'STATE', 2818, 1024],
			[7, 'SWAP', 3842, 1024],
			[8, 'LOGGING', 4866, 2048],
			[9, 'DATA', 6914, 9469],
		]);
	});

	it('gives each partition the type its tools look for', () => {
		expect(planned().parts.map(({name, type}) => `${name} ${type.slice(0, 8)}`)).toEqual([
			...['BIOSBOOT 21686148', 'ESP C12A7328', 'ROOT-A 4F68BCE3', 'ROOT-B 4F68BCE3', 'CONFIG 0FC63DAF'],
			...['STATE 0FC63DAF', 'SWAP 0657FD6D', 'LOGGING 0FC63DAF', 'DATA 0FC63DAF'],
		]);
		expect(planned({lvm: true}).parts.at(-1)).toMatchObject({
			name: 'HOSTVG',
			type: 'E6D6D379-F507-44C2-A23C-238F2A3DF928',
		});
	});

	it('leaves out what has no size and keeps the numbers', () => {
		const layout = planned({size: 16 * GIB, values: values({swapSize: 0, dataSize: 0})});
		expect(layout.parts.map(({number, name}) => `${number} ${name}`)).toEqual([
			...['1 BIOSBOOT', '2 ESP', '3 ROOT-A', '4 ROOT-B', '5 CONFIG', '6 STATE', '8 LOGGING'],
		]);
		expect(layout.free / MIB).toBe(16 * 1024 - 1 - 1 - 512 - 2048 - 256 - 1024 - 2048 - 1);
	});

	it('gives partition 8 to HostVG when there are further disks', () => {
		expect(rows(planned({size: 16 * GIB, lvm: true, values: values({swapSize: 1024})})).slice(6)).toEqual([
			[7, 'SWAP', 3842, 1024],
			[8, 'HOSTVG', 4866, 11517],
		]);
	});

	it('is said on one line', () => {
		expect(describeLayout(planned({memory: 16 * GIB}))).toBe(
			'BIOSBOOT 1 M, ESP 512 M, ROOT-A 1 G, ROOT-B 1 G, CONFIG 256 M, STATE 1 G, SWAP 16 G, LOGGING 2 G, DATA 425 G',
		);
	});
});

describe('what stands in the way', () => {
	it.each<[string, Partial<LayoutRequest>]>([
		[
			': The partitions need 6979 MiB and the disk has 4096 MiB; give smaller sizes or take a larger disk.',
			{size: 4 * GIB, isFile: true},
		],
		[
			'storage.rootSize: The image needs 1025 MiB and storage.rootSize is 1024 MiB; give at least 1025.',
			{imageSize: GIB + 1},
		],
		[
			'storage.efiSize: storage.efiSize is 64 MiB and FAT32 with 4096-byte sectors needs 260; give at least that.',
			{sectorSize: 4096, values: values({efiSize: 64})},
		],
		[
			'storage.disks: A plain file cannot be joined by further disks; leave storage.disks out.',
			{isFile: true, lvm: true},
		],
	])('%s', (sentence, given) => {
		expect(problem(given)).toBe(sentence);
	});

	it('says no more than is needed, to the MiB', () => {
		const needed = neededBytes(request({isFile: true}));
		expect(needed / MIB).toBe(6979);
		expect(planned({size: needed, isFile: true}).parts.at(-1)).toMatchObject({
			name: 'DATA',
			size: MINIMUM.dataSize * MIB,
		});
		expect(problem({size: needed - MIB, isFile: true})).toContain('need 6979 MiB and the disk has 6978 MiB');
	});
});

describe('swap', () => {
	it.each([
		['under 4 GiB', 2, 480, 2048 + 1024],
		['from 4 GiB', 4, 480, 4096 + 2048],
		['from 16 GiB', 16, 480, 8192 + 8192],
		['32 GiB', 32, 480, 8192 + 16384],
		['from 64 GiB', 64, 4800, 16384 + 32768],
		['at most an eighth of the disk', 64, 80, Math.floor((10 * GB) / MIB)],
	])('%s', (_, memory, size, mib) => {
		expect(defaultSwap({memory: memory * GIB, size: size * GB, isFile: false, values: values()})).toBe(mib);
	});

	it('grows with the overcommit, and is 1024 in a file whatever the memory of this machine', () => {
		const big = {memory: 32 * GIB, size: 4800 * GB};
		expect(defaultSwap({...big, isFile: false, values: values({overcommit: 0})})).toBe(8192);
		expect(defaultSwap({...big, isFile: false, values: values({overcommit: 1.5})})).toBe(8192 + 49152);
		expect(defaultSwap({...big, isFile: true, values: values({overcommit: 1.5})})).toBe(1024);
	});
});

describe('any layout', () => {
	const mib = (least: number, ...also: number[]) =>
		fc.oneof(fc.integer({min: least, max: 4096}), fc.constantFrom(least, 2 ** 20, ...also));
	const sizes: fc.Arbitrary<Partial<StorageValues>> = fc.record({
		efiSize: mib(MINIMUM.efiSize),
		rootSize: mib(MINIMUM.rootSize),
		configSize: mib(MINIMUM.configSize),
		stateSize: mib(MINIMUM.stateSize),
		swapSize: fc.option(mib(MINIMUM.swapSize, 0), {nil: undefined}),
		loggingSize: mib(MINIMUM.loggingSize),
		dataSize: mib(MINIMUM.dataSize, 0, -1),
	});
	const anything = fc.record({
		size: fc.oneof(
			fc.integer({min: 0, max: 20 * GIB}),
			fc.integer({min: 0, max: 2 ** 53 - 1}),
			fc.constantFrom(0, 1, MIB),
		),
		sectorSize: fc.constantFrom(512, 4096),
		memory: fc.integer({min: 0, max: 2 ** 42}),
		imageSize: fc.integer({min: 0, max: 2 * GIB}),
		isFile: fc.boolean(),
		lvm: fc.boolean(),
	});

	it('is aligned, in order, apart, within the disk and complete, or a sentence with its values', () => {
		const seen = {layouts: 0, problems: 0};
		fc.assert(
			fc.property(anything, sizes, (given, wanted) => {
				const layout = planLayout({...given, values: values(wanted)});
				if ('problem' in layout) {
					seen.problems++;
					expect(layout.problem).toMatch(/^[\w A].*(\d+ MiB|plain file).*\.$/);
					return;
				}
				seen.layouts++;
				let end = MIB;
				for (const {start, size, number} of layout.parts) {
					expect(start).toBe(end);
					expect([start % MIB, size % MIB]).toEqual([0, 0]);
					expect(size).toBeGreaterThan(0);
					expect(number).toBeGreaterThan(layout.parts.findLast(part => part.start < start)?.number ?? 0);
					end = start + size;
				}
				expect(end + layout.free).toBeLessThanOrEqual(usableEnd(given.size, given.sectorSize));
				expect(layout.free).toBeGreaterThanOrEqual(0);
				const root = layout.parts.filter(({name}) => name.startsWith('ROOT'));
				expect(root.every(({size}) => size >= given.imageSize)).toBe(true);
			}),
			{numRuns: 2000},
		);
		expect(Math.min(seen.layouts, seen.problems)).toBeGreaterThan(100);
	});

	it('fits a disk exactly when the judge would find it large enough', () => {
		fc.assert(
			fc.property(anything, sizes, (given, wanted) => {
				const asked = {...given, imageSize: 0, isFile: false, values: values({...wanted, efiSize: 512})};
				const layout = planLayout(asked);
				if (given.size >= neededBytes(asked)) expect(layout).not.toHaveProperty('problem');
				else if ('problem' in layout) expect(layout.problem).toContain(` ${neededBytes(asked) / MIB} MiB`);
				else expect(neededBytes(asked) - given.size).toBeLessThan(MIB);
			}),
			{numRuns: 1000},
		);
	});

	it('leaves room for the backup table as sfdisk counts it', () => {
		expect(usableEnd(2048 * 512, 512)).toBe((2048 - 33) * 512);
		expect(usableEnd(256 * 4096, 4096)).toBe((256 - 5) * 4096);
		expect(usableEnd(2048 * 512 + 511, 512)).toBe((2048 - 33) * 512);
	});
});

describe('sizes', () => {
	it('are shown as people know them', () => {
		expect([0, 999, 1000, 480_103_981_056, 2_000_398_934_016, 999_960_000_000].map(diskSize)).toEqual([
			...['0 B', '999 B', '1.0 kB', '480.1 GB', '2.0 TB', '1.0 TB'],
		]);
		expect([1, 512, 1024, 1536, 16_384, 20_000, 12 * 1024 * 1024].map(mib => partSize(mib * MIB))).toEqual([
			...['1 M', '512 M', '1 G', '1536 M', '16 G', '19 G', '12 T'],
		]);
	});

	it('below their minimum are refused by name', () => {
		expect(() => settings.configSize.parse('5')).toThrow(
			'"5" is not a size of CONFIG in MiB; give a whole number from 64 to 1048576',
		);
		expect(() => settings.swapSize.parse('-1')).toThrow('or 0');
		expect(settings.dataSize.parse('-1')).toBe(-1);
		expect(settings.swapSize.parse('0')).toBe(0);
	});
});
