import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {globMatches} from '../../../src/features/storage/glob.ts';
import {matchDisks, mostPortable, parseSelector, resolveOne} from '../../../src/features/storage/selector.ts';
import {settings} from '../../../src/features/storage/settings.ts';
import {content, disk, GB, machine} from './given.ts';

const nvme = disk('nvme0n1', {
	...{bus: 'nvme', size: 1000 * GB, model: 'Samsung PM9A3', serial: 'S64GNX0T91', wwn: 'eui.002538b911b3a0e1'},
	...{byPath: 'pci-0000:0a:00.0-nvme-1', links: ['/dev/disk/by-id/nvme-eui.002538b911b3a0e1']},
});
const sda = disk('sda', {
	...{bus: 'ata', size: 480 * GB, model: 'Intel SSDSC2KB48', serial: 'PHYF0123', wwn: '0x55cd2e414f0a1b2c'},
	...{byPath: 'pci-0000:00:1f.2-ata-10', links: ['/dev/disk/by-id/ata-Intel_SSDSC2KB48_PHYF0123']},
});
const sdb = disk('sdb', {
	...{bus: 'ata', size: 480 * GB, model: 'ST480NX', serial: 'W460+CK2R', byPath: 'pci-0000:00:1f.2-ata-2'},
	contents: [content('sdb1', 'ext4', {label: 'old'})],
});
const sdc = disk('sdc', {bus: 'usb', size: 31 * GB, model: 'SanDisk Ultra', serial: '4C5300011', isMedium: true});
const mpatha = disk('mpatha', {
	...{bus: 'fc', size: 500 * GB, path: '/dev/mapper/mpatha', wwn: '0x600a098000bf', serial: '600a098000bf'},
	paths: ['sdd', 'sde'],
});
const sdd = disk('sdd', {bus: 'fc', size: 500 * GB, wwn: '0x600a098000bf', serial: '600a098000bf', pathOf: 'mpatha'});
const sde = {...sdd, name: 'sde', path: '/dev/sde'};
const all = machine([nvme, sda, sdb, sdc, mpatha, sdd, sde]);

const names = (text: string, on = all) => matchDisks(text, on).matched.map(({name}) => name);

describe('a selector', () => {
	it.each([
		['/dev/sda', ['sda']],
		['/dev/disk/by-id/ata-Intel_SSDSC2KB48_PHYF0123', ['sda']],
		['/dev/sd?', ['sda', 'sdb']],
		['/dev/nvme*', ['nvme0n1']],
		['/dev/mapper/mpatha', ['mpatha']],
		['/dev/disk/by-id/nvme-*', ['nvme0n1']],
		['serial:S64GNX0T91', ['nvme0n1']],
		['serial:W460+CK2R', ['sdb']],
		['serial:W460', []],
		['serial:3600a098000bf', ['mpatha']],
		['serial:Intel_SSDSC2KB48_PHYF0123', ['sda']],
		['wwn:eui.002538b911b3a0e1', ['nvme0n1']],
		['wwn:nvme-eui.002538B911B3A0E1', ['nvme0n1']],
		['wwn:0x55cd2e414f0a1b2c', ['sda']],
		['wwn:55cd2e414f0a1b2c', ['sda']],
		['wwn:naa.55CD2E414F0A1B2C', ['sda']],
		['wwn:wwn-0x600a098000bf', ['mpatha']],
		['model:samsung*', ['nvme0n1']],
		['model:*[0-9]', ['nvme0n1', 'sda']],
		['path:pci-0000:00:1f.2-*', ['sda', 'sdb']],
		['path:/dev/disk/by-path/pci-0000:00:1f.2-ata-2', ['sdb']],
		['bus:ata', ['sda', 'sdb']],
		['bus:scsi', ['mpatha']],
		['bus:usb', []],
		['bus:virtio', []],
		['largest', ['nvme0n1']],
		['bus:ata+smallest', ['sda', 'sdb']],
		['bus:ata+model:ST*+smallest', ['sdb']],
		['smallest', ['sda', 'sdb']],
		['first', ['sdb']],
		['bus:ata+first', ['sdb']],
		['first+bus:nvme', ['nvme0n1']],
		['all', ['nvme0n1', 'sda', 'sdb', 'mpatha']],
		['bus:ata+all', ['sda', 'sdb']],
		['largest+first', []],
	])('%s means %j', (text, expected) => {
		expect(names(text)).toEqual(expected);
	});

	it('says of every disk whether it matched, and once why not', () => {
		for (const text of ['bus:ata+smallest', 'first', 'serial:none', '/dev/sda+bus:usb']) {
			const {matched, rejected} = matchDisks(text, all);
			expect([...matched, ...rejected.map(entry => entry.disk)].map(({name}) => name).sort()).toEqual(
				all.disks.map(({name}) => name).sort(),
			);
			expect(rejected.every(({why}) => why.length > 5)).toBe(true);
		}
	});

	it('ranks by path as a person counts, then by name', () => {
		const byPath = (name: string, path: string) => disk(name, {byPath: path});
		const order = (...disks: ReturnType<typeof disk>[]) => names('first', machine(disks));
		expect(order(byPath('sda', 'pci-0000:00:1f.2-ata-10'), byPath('sdb', 'pci-0000:00:1f.2-ata-9'))).toEqual([
			'sdb',
		]);
		expect(order(byPath('sda', 'pci-0000:0a:00.0'), byPath('sdb', 'pci-0000:9f:00.0'))).toEqual(['sda']);
		expect(order(disk('vda'), byPath('vdb', 'pci-0000:00:05.0'))).toEqual(['vdb']);
		expect(order(disk('sdaa'), disk('sdb'))).toEqual(['sdb']);
		expect(order(disk('nvme10n1'), disk('nvme2n1'))).toEqual(['nvme2n1']);
	});

	it('takes as first only what could serve, and otherwise lets the judge speak', () => {
		const busy = disk('sda', {uses: [{how: 'mounted', at: '/', where: 'sda1'}]});
		expect(names('first', machine([busy, disk('sdb')]))).toEqual(['sdb']);
		expect(names('first', machine([busy]))).toEqual(['sda']);
	});
});

describe('the one disk a selector means', () => {
	const solve = (text: string, unattended = false, on = all) => {
		const found = resolveOne(text, on, {unattended});
		return 'disk' in found ? found.disk.name : found.problem;
	};

	it.each([
		[
			'serial:X',
			'No disk matches "serial:X". Found: nvme0n1 (1.0 TB Samsung PM9A3): its serial is S64GNX0T91; sda (480.0 GB Intel SSDSC2KB48): its serial is PHYF0123; sdb (480.0 GB ST480NX): its serial is W460+CK2R; sdc (31.0 GB SanDisk Ultra): its serial is 4C5300011; mpatha (500.0 GB): its serial is 600a098000bf.',
		],
		[
			'bus:ata',
			'"bus:ata" matches 2 disks and must match one: sda (480.0 GB Intel SSDSC2KB48), sdb (480.0 GB ST480NX). Add serial:, wwn:, path:, smallest, largest or first.',
		],
		[
			'smallest',
			'"smallest" is a tie between sda (480.0 GB Intel SSDSC2KB48), sdb (480.0 GB ST480NX). Add serial:, wwn: or path: to name one of them.',
		],
		['bus:usb+all', '"bus:usb+all" would match several disks; give a selector of one disk.'],
		['sda', '"sda" is not a disk selector; give /dev/sda.'],
		['nvme', '"nvme" is not a disk selector; give bus:nvme.'],
		['bus:sata', '"bus:sata" names no bus with sata; give scsi, ata, usb, nvme, virtio, cciss.'],
		['serial:', '"serial:" says nothing after serial:; give serial:VALUE.'],
		['smallest+largest', '"smallest+largest" says smallest and largest at once; keep one of them.'],
	])('%s: %s', (text, sentence) => {
		expect(solve(text)).toBe(sentence);
	});

	it('names the medium, a path of a map and a partition as what they are', () => {
		expect(solve('serial:4C5300011')).toContain(
			'sdc (31.0 GB SanDisk Ultra): it is the medium this installer runs from',
		);
		expect(solve('/dev/sdd')).toContain('sdd (500.0 GB): it is a path of the multipath map mpatha');
		expect(solve('/dev/sdb1')).toContain('sdb (480.0 GB ST480NX): sdb1 is only a partition of it; give /dev/sdb');
		expect(solve('first', true, machine([]))).toBe('No disk matches "first". This machine has no disk.');
	});

	it('refuses first alone without an operator when two disks could serve', () => {
		expect(solve('first')).toBe('sdb');
		expect(solve('first', true)).toBe(
			'"first" alone is refused without an operator, because 4 disks could serve: nvme0n1 (1.0 TB Samsung PM9A3), sda (480.0 GB Intel SSDSC2KB48), sdb (480.0 GB ST480NX), mpatha (500.0 GB). Name one, such as serial:W460+CK2R.',
		);
		expect(solve('first+bus:ata', true)).toBe('sdb');
		expect(solve('first', true, machine([sda, sdc]))).toBe('sda');
		const small = disk('sdz', {size: GB, byPath: 'pci-0000:00:01.0'});
		expect(resolveOne('first', machine([small, sda]), {unattended: true, needed: 8 * GB})).toEqual({disk: sda});
	});
});

describe('the text of a selector', () => {
	it('may hold a plus sign where no term follows', () => {
		expect(parseSelector('serial:A+B+bus:scsi')).toEqual({
			terms: [
				{by: 'serial', value: 'A+B'},
				{by: 'bus', value: 'scsi'},
			],
		});
		expect(parseSelector('model:first+class+first')).toEqual({
			terms: [
				{by: 'model', value: 'first+class'},
				{by: 'ranking', value: 'first'},
			],
		});
	});

	it('keeps all out of the boot disk', () => {
		expect(() => settings.bootDisk.parse('bus:usb+all')).toThrow(
			'"bus:usb+all" would match several disks; give a selector of one disk; all stands only in disks and appDisks',
		);
		expect(settings.disks.parse('bus:usb+all,serial:a%2Cb')).toEqual(['bus:usb+all', 'serial:a,b']);
	});

	it('never throws, and never matches what it does not parse', () => {
		const word = fc.constantFrom(
			'/dev/sda',
			'serial:',
			'bus:ata',
			'all',
			'first',
			'+',
			'*',
			'[',
			']',
			'!',
			'x',
			' ',
			'%',
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.array(word).map(words => words.join('')),
				),
				text => {
					const selector = parseSelector(text);
					const match = matchDisks(text, all);
					if ('wrong' in selector) expect(match).toEqual({matched: [], rejected: []});
					else expect(match.matched.length + match.rejected.length).toBe(all.disks.length);
				},
			),
		);
	});

	it('reads patterns as a shell does', () => {
		const cases: ReadonlyArray<readonly [string, string, boolean]> = [
			['*', '', true],
			['a*b*c', 'aXbYbZc', true],
			['a*b*c', 'aXbYbZ', false],
			['?', '', false],
			['[a-c]x', 'bx', true],
			['[!a-c]x', 'bx', false],
			['[!a-c]x', 'dx', true],
			['[]x', '[]x', true],
			['[ab', '[ab', true],
			['[a-]', '-', true],
			['**', 'anything', true],
		];
		expect(cases.filter(([pattern, text, fits]) => globMatches(pattern, text) !== fits)).toEqual([]);
	});

	it('matches a hostile pattern without running wild', () => {
		expect(globMatches('a*'.repeat(2000), 'a'.repeat(4000))).toBe(true);
		expect(globMatches(`${'a*'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
	});
});

describe('the most portable identity', () => {
	it('is wwn, else serial, else path, else the device', () => {
		expect(mostPortable(nvme)).toBe('wwn:eui.002538b911b3a0e1');
		expect(mostPortable(sdb)).toBe('serial:W460+CK2R');
		expect(mostPortable(disk('vda', {byPath: 'pci-0000:00:05.0'}))).toBe('path:pci-0000:00:05.0');
		expect(mostPortable(disk('vda'))).toBe('/dev/vda');
	});

	it('passes over an identity that another disk shares, but not for the paths of its own map', () => {
		const twin = disk('sdx', {serial: 'SAME', byPath: 'a'});
		expect(mostPortable(twin, [twin, disk('sdy', {serial: 'SAME', byPath: 'b'})])).toBe('path:a');
		expect(mostPortable(mpatha, all.disks)).toBe('wwn:0x600a098000bf');
	});

	it('always means that disk and no other, whatever its identity holds', () => {
		const odd = fc.string({unit: fc.constantFrom('a', 'B', '+', '*', '[', ' ', ':', ',', 'first', '/dev/')});
		const one = fc.record({serial: odd, wwn: odd, byPath: odd, model: odd});
		fc.assert(
			fc.property(fc.array(one, {minLength: 1, maxLength: 4}), rows => {
				const disks = rows.map((row, index) => disk(`sd${String.fromCharCode(97 + index)}`, row));
				for (const each of disks)
					expect(resolveOne(mostPortable(each, disks), machine(disks), {unattended: true})).toEqual({
						disk: each,
					});
			}),
		);
	});
});
