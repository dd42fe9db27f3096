import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {storage} from '../../../src/features/storage/index.ts';
import {legacy} from '../../../src/features/storage/legacy.ts';
import {settings} from '../../../src/features/storage/settings.ts';

const line = {all: () => []};
const read = (key: string, value?: string) => {
	const word = legacy[key];
	if (!word) throw new Error(`no legacy key ${key}`);
	return word.read(value, line);
};

/** Without the section, for short tables. */
const short = (key: string, value?: string) =>
	Object.fromEntries(
		Object.entries(read(key, value).settings ?? {}).map(([name, text]) => [name.replace('storage.', ''), text]),
	);

describe('storage_init=', () => {
	it.each<[string | undefined, Record<string, string>]>([
		[undefined, {bootDisk: 'first'}],
		['', {bootDisk: '', disks: '', appDisks: ''}],
		['usb', {bootDisk: 'bus:usb'}],
		['scsi', {bootDisk: 'bus:scsi'}],
		['cciss', {bootDisk: 'bus:cciss'}],
		['virtio', {bootDisk: 'bus:virtio'}],
		['ata:PHYF0123', {bootDisk: 'bus:ata+serial:PHYF0123'}],
		['scsi:3600508b1001c', {bootDisk: 'bus:scsi+serial:3600508b1001c'}],
		['usb:ALL', {bootDisk: 'bus:usb+first', disks: 'bus:usb+all'}],
		['ata:ALL,usb:all', {bootDisk: 'bus:ata+first', disks: 'bus:ata+all,bus:usb+all'}],
		['/dev/sda', {bootDisk: '/dev/sda'}],
		['/dev/sda,/dev/sdb;/dev/sdc', {bootDisk: '/dev/sda', disks: '/dev/sdb', appDisks: '/dev/sdc'}],
		['/dev/sd?', {bootDisk: '/dev/sd?'}],
		['/dev/cciss/c0d0', {bootDisk: '/dev/cciss/c0d0'}],
		['ata:A;usb:ALL,scsi:B', {bootDisk: 'bus:ata+serial:A', appDisks: 'bus:usb+all,bus:scsi+serial:B'}],
		['largest', {bootDisk: 'largest'}],
		['wwn:0x5000c500a1b2c3d4', {bootDisk: 'wwn:0x5000c500a1b2c3d4'}],
		['/dev/sda,ata:50%,ata:50%', {bootDisk: '/dev/sda', disks: 'bus:ata+serial:50%25'}],
		['sda', {bootDisk: 'sda'}],
		['ata:', {bootDisk: 'bus:ata+serial:'}],
	])('%s', (value, expected) => {
		expect(short('storage_init', value)).toEqual(expected);
		expect(short('ovirt_init', value)).toEqual(expected);
	});

	it.each([
		['/dev/sda,', '"storage_init=/dev/sda," has an empty item, which is skipped'],
		['/dev/sda,,/dev/sdb', '"storage_init=/dev/sda,,/dev/sdb" has an empty item, which is skipped'],
		['/dev/sda;', '"storage_init=/dev/sda;" has an empty item, which is skipped'],
	])('%s keeps the disks that are named and says so', (value, warning) => {
		expect(read('storage_init', value)).toMatchObject({
			warnings: [warning],
			settings: {'storage.bootDisk': '/dev/sda'},
		});
	});

	it.each([
		[',/dev/sdb', '",/dev/sdb" begins with an empty item'],
		[';/dev/sdc', '";/dev/sdc" begins with an empty item'],
		['/dev/sda;/dev/sdb;/dev/sdc', '"/dev/sda;/dev/sdb;/dev/sdc" has more than one semicolon'],
	])('%s is refused: never another disk than the one that was meant', (value, sentence) => {
		const {errors, settings: none} = read('storage_init', value);
		expect(none).toBeUndefined();
		expect(errors?.[0]?.replace('storage_init=', '')).toContain(sentence.replace(/^"/, '"'));
	});
});

describe('storage_vol=', () => {
	it.each<[string, Record<string, string>]>([
		[':4096::256:2048:-1', {swapSize: '4096', configSize: '256', loggingSize: '2048', dataSize: '-1'}],
		['::::::512:-1', {swap2Size: '512', data2Size: '-1'}],
		['4096,Swap:2048,Logging', {swapSize: '4096', loggingSize: '2048'}],
		['300,EFI:2048,root:-1,DATA:0,data2', {efiSize: '300', rootSize: '2048', dataSize: '-1', data2Size: '0'}],
		[':4096:600,Logging::::1024,Swap2', {swapSize: '4096', loggingSize: '600', swap2Size: '1024'}],
		[':::::0', {dataSize: '0'}],
		[':0', {swapSize: '0'}],
		[':04096', {swapSize: '4096'}],
		['::::::::', {}],
	])('%s', (value, expected) => {
		expect(short('storage_vol', value)).toEqual(expected);
		expect(short('ovirt_vol', value)).toEqual(expected);
		expect(read('storage_vol', value)).toMatchObject({warnings: [], errors: []});
	});

	it('raises what is below our minimum and says so', () => {
		expect(read('storage_vol', ':4096::5:2048:-1')).toMatchObject({
			settings: {'storage.configSize': '64'},
			warnings: ['"5" MiB for Config in storage_vol= is too small; 64 are taken'],
			errors: [],
		});
		expect(short('storage_vol', ':1:0:0:0:1:1:1')).toEqual({
			...{swapSize: '16', rootSize: '64', configSize: '64', loggingSize: '64', dataSize: '64'},
			...{swap2Size: '16', data2Size: '64'},
		});
	});

	it.each([
		[
			'50:4096',
			'"50" for BOOT in storage_vol= is skipped: there is no boot partition, each system slot holds its own kernel',
		],
		[
			'512,Boot:4096,Swap',
			'"512" for BOOT in storage_vol= is skipped: there is no boot partition, each system slot holds its own kernel',
		],
		['::::::::9', '"9" in place 9 of storage_vol= means nothing and is skipped; there are eight places'],
		[':4096:2048,Swap', 'storage_vol= gives Swap twice; the later "2048" counts'],
	])('%s is taken with a warning', (value, warning) => {
		expect(read('storage_vol', value)).toMatchObject({warnings: [warning], errors: []});
	});

	it.each([
		[':4G', '"4G" in storage_vol= is not a size of Swap; give whole MiB'],
		[':-1', '"-1" in storage_vol= is not a size of Swap; give whole MiB'],
		[':::::-2', '"-2" in storage_vol= is not a size of Data; give whole MiB, -1 for the rest or 0 for none'],
		[':1e3', '"1e3" in storage_vol= is not a size of Swap; give whole MiB'],
		[
			'4096,Swop',
			'"4096,Swop" in storage_vol= is not SIZE,NAME; the names are EFI, Boot, Swap, Root, Config, Logging, Data, Swap2, Data2',
		],
		[
			'4096,constructor',
			'"4096,constructor" in storage_vol= is not SIZE,NAME; the names are EFI, Boot, Swap, Root, Config, Logging, Data, Swap2, Data2',
		],
		[
			'4096,Swap,Data',
			'"4096,Swap,Data" in storage_vol= is not SIZE,NAME; the names are EFI, Boot, Swap, Root, Config, Logging, Data, Swap2, Data2',
		],
	])('%s is refused', (value, error) => {
		expect(read('storage_vol', value).errors).toEqual([error]);
	});

	it('bare names no size; empty removes what lower sources said', () => {
		expect(read('storage_vol').errors).toEqual([
			'"storage_vol" names no size; give storage_vol=4096,Swap:2048,Logging',
		]);
		expect(new Set(Object.values(short('storage_vol', '')))).toEqual(new Set(['']));
		expect(Object.keys(short('storage_vol', ''))).toHaveLength(8);
	});
});

describe('the other words', () => {
	it.each<[string, string | undefined, Record<string, string>]>([
		['mem_overcommit', '0.75', {overcommit: '0.75'}],
		['ovirt_overcommit', '.5', {overcommit: '0.5'}],
		['mem_overcommit', '2.', {overcommit: '2'}],
		['mem_overcommit', '', {overcommit: ''}],
		['swap_encrypt', 'Swap', {encryptSwap: 'swap'}],
		['swap_encrypt', 'Swap,aes-cbc-essiv:sha256;Swap2', {encryptSwap: 'swap:aes-cbc-essiv:sha256,swap2'}],
		['ovirt_swap_encrypt', 'swap2,aes-xts-plain64;', {encryptSwap: 'swap2:aes-xts-plain64'}],
		['swap_encrypt', '', {encryptSwap: ''}],
		['wipe_fakeraid', undefined, {wipeFakeraid: 'yes'}],
		['wipe-fakeraid', undefined, {wipeFakeraid: 'yes'}],
		['wipe_fakeraid', '0', {wipeFakeraid: '0'}],
		['wipe_fakeraid', 'no', {wipeFakeraid: 'no'}],
	])('%s=%s', (key, value, expected) => {
		expect(short(key, value)).toEqual(expected);
	});

	it('without a value say what would be right', () => {
		expect(read('mem_overcommit').errors).toEqual([
			'"mem_overcommit" has no value; give one, as in mem_overcommit=0.5.',
		]);
		expect(read('swap_encrypt').errors).toEqual([
			'"swap_encrypt" has no value; give one, as in swap_encrypt=Swap.',
		]);
	});

	it('reach the rules of their setting', () => {
		expect(() => settings.encryptSwap.parse(short('swap_encrypt', 'Data,aes')['encryptSwap'] ?? '')).toThrow(
			'"data:aes" names no swap volume; give swap or swap2, such as swap:aes-xts-plain64',
		);
		expect(() => settings.encryptSwap.parse(short('swap_encrypt', 'Swap,$(x)')['encryptSwap'] ?? '')).toThrow(
			'"swap:$(x)" names no cipher; give a cipher as cryptsetup writes it, such as aes-xts-plain64',
		);
		expect(() => settings.overcommit.parse(short('mem_overcommit', 'much')['overcommit'] ?? '')).toThrow(
			'"much" is not an overcommit ratio; give a number from 0 to 10',
		);
		expect(() => settings.wipeFakeraid.parse(short('wipe_fakeraid', 'maybe')['wipeFakeraid'] ?? '')).toThrow(
			'"maybe"',
		);
	});

	it('never throw, and speak only of settings that exist', () => {
		const odd = fc.array(
			fc.constantFrom('/dev/sda', 'ata:', 'ALL', ',', ';', ':', '-1', '4096', 'Swap', '%', '$(x)', '\u0000', ' '),
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...Object.keys(legacy)),
				fc.oneof(
					fc.string(),
					odd.map(words => words.join('')),
				),
				(key, value) => {
					const {settings: texts = {}, warnings = [], errors = []} = read(key, value);
					const known = Object.keys(settings).map(name => `storage.${name}`);
					expect(known).toEqual(expect.arrayContaining(Object.keys(texts)));
					expect(
						[...warnings, ...errors].every(sentence => sentence.includes(key) && sentence.length > 20),
					).toBe(true);
				},
			),
			{numRuns: 2000},
		);
	});
});

describe('the declarations', () => {
	it('fit a form and the reference', () => {
		for (const [name, {label, help, default: text, parse, format}] of Object.entries(storage.settings)) {
			expect(label.length, name).toBeLessThanOrEqual(28);
			expect(help, name).toMatch(/^[A-Z].*\.$/);
			if (text !== undefined) expect(format(parse(text) as never), name).toBe(text);
		}
	});

	it('let nothing arm the next wipe', () => {
		const once = Object.entries(storage.settings).filter(([, setting]) => 'once' in setting && setting.once);
		expect(once.map(([name]) => name)).toEqual(['expect', 'wipeFakeraid']);
	});
});
