/** grub.cfg, grubenv and the FAT reader on their own. */
import {readFileSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {grubCfg, grubenv, freshState, kernelLine} from '../../src/features/boot-loader/grub-cfg.ts';
import {locateInFat} from '../../src/features/boot-loader/fat.ts';
import {espGeometry} from '../../src/features/storage/steps-file-systems.ts';
import {tableScript} from '../../src/features/storage/steps-partition.ts';
import {realHost} from '../../src/host/real-host.ts';
import {bootWordsOf} from '../../src/session/boot-words.ts';
import {withWords} from '../../src/session/equivalent.ts';
import {answersOf, IDS, machineWith, makeFolder, MIB, removeFolder, root, tool} from './fixtures.ts';

let folder: string;
beforeAll(async () => {
	folder = await makeFolder();
});
afterAll(() => removeFolder(folder));

const template = readFileSync(path.join(root, 'assets/boot/grub.cfg'), 'utf8');
const WORDS = {disk: IDS.disk, consoles: ['tty0'], words: [], menuPassword: undefined};

function checked(cfg: string): string {
	const file = path.join(folder, 'grub.cfg');
	writeFileSync(file, cfg);
	tool('grub-script-check', [file]);
	return cfg;
}

describe('grub.cfg', () => {
	it('takes any word a kernel line can hold, and GRUB takes it back as it is', () => {
		const words = [
			`quote='it'`,
			'dollar=$6$a$b',
			'semi;colon',
			'amp&pipe|',
			'a b=c d',
			'"double"',
			'at=@DISK@',
			'$&',
			'#',
			'{}',
			'\\',
		];
		const cfg = checked(grubCfg(template, {...WORDS, words}));
		const line = cfg.split('\n').find(text => text.includes('linux /boot/vmlinuz')) ?? '';
		// The same rules as a shell's for single quotes, so a shell can read it back.
		const [, rest = ''] = /\$hw_more (.*); then$/.exec(line) ?? [];
		const read = tool('sh', ['-c', `printf '%s\\n' ${rest}`])
			.trimEnd()
			.split('\n');
		expect(read).toEqual(['console=tty0', ...words, 'panic=10']);
	});

	it('leaves no placeholder, searches for nothing, and starts nothing while incomplete', () => {
		const cfg = checked(grubCfg(template, WORDS));
		expect(cfg).not.toMatch(/@[A-Z]+@/);
		expect(cfg).not.toMatch(/^\s*search/m);
		const [before, after] = cfg.split('if [ "$incomplete" = "1" ]');
		expect(before).not.toMatch(/^(menuentry|hw_start)/m);
		expect(after).toMatch(/^menuentry/m);
	});

	it('speaks on the serial line the kernel speaks on, with its speed', () => {
		const lines = (consoles: string[]) =>
			grubCfg(template, {...WORDS, consoles}).match(/^(serial|terminal_\w+) .*/gm);
		expect(lines(['tty0'])).toEqual(['terminal_input console', 'terminal_output console']);
		expect(lines(['ttyS1,115200n8', 'tty0'])).toEqual([
			'serial --unit=1 --speed=115200 --word=8 --parity=no --stop=1',
			'terminal_input console serial',
			'terminal_output console serial',
		]);
		expect(lines(['ttyS0,9600e7'])?.[0]).toBe('serial --unit=0 --speed=9600 --word=7 --parity=even --stop=1');
		expect(lines(['ttyS0'])?.[0]).toContain('--speed=9600');
	});

	it('lets nobody edit an entry without the password, and everybody start one', () => {
		const hash = 'grub.pbkdf2.sha512.10000.AB.CD';
		const cfg = checked(grubCfg(template, {...WORDS, menuPassword: hash}));
		expect(cfg).toContain(`password_pbkdf2 hostwright ${hash}`);
		expect(grubCfg(template, WORDS)).not.toContain('password_pbkdf2');
		const entries = cfg.match(/^menuentry .*/gm) ?? [];
		expect(entries.length).toBeGreaterThan(2);
		expect(entries.filter(entry => !entry.includes('--unrestricted'))).toEqual([]);
		expect(cfg).toContain('set superusers=');
	});
});

describe('the words of the installed kernel line', () => {
	const base = {machine: machineWith([]), targetIsFile: false, ids: IDS};
	it('are the consoles given or used, then the words given, then those nobody knows, without quotes', () => {
		const given = answersOf({'boot.arguments': 'iommu=pt note="a b"'});
		const answers = withWords(given, ['"x=c d"', 'audit=0']);
		const words = bootWordsOf({...base, answers});
		expect(words).toMatchObject({
			consoles: ['tty0'],
			words: ['crashkernel=256M', 'iommu=pt', 'note=a b', 'x=c d', 'audit=0'],
		});
		const consoles = answersOf({'boot.console': 'ttyS1%2C9600,tty0'});
		expect(bootWordsOf({...base, answers: consoles})).toMatchObject({consoles: ['ttyS1,9600', 'tty0']});
		const here = {...base, machine: {...base.machine, consoles: ['ttyS0']}, answers: answersOf({})};
		expect(bootWordsOf(here)).toMatchObject({consoles: ['ttyS0']});
		expect(bootWordsOf({...here, targetIsFile: true})).toMatchObject({consoles: ['tty0']});
	});
	it('set memory aside for the crash kernel, unless no dump is wanted', () => {
		const both = {'kdump.crashkernel': '512M,high 128M,low', 'boot.arguments': 'quiet'};
		expect(bootWordsOf({...base, answers: answersOf(both)})).toMatchObject({
			words: ['crashkernel=512M,high', 'crashkernel=128M,low', 'quiet'],
		});
		const off = answersOf({...both, 'kdump.target': 'off'});
		expect(bootWordsOf({...base, answers: off})).toMatchObject({words: ['quiet']});
	});
	it('set it aside by how much memory there is, where a dump has a place', () => {
		const words = (memory: number, given = {}, targetIsFile = false) =>
			bootWordsOf({...base, targetIsFile, machine: {...base.machine, memory}, answers: answersOf(given)});
		expect(words(2048 * MIB)).toMatchObject({words: ['crashkernel=192M']});
		expect(words(512 * MIB)).toMatchObject({words: []});
		expect(words(512 * MIB, {}, true)).toMatchObject({words: ['crashkernel=1G-4G:192M,4G-64G:256M,64G-:512M']});
		expect(words(2048 * MIB, {'storage.dataSize': '0'})).toMatchObject({words: []});
	});
	it('are counted with everything that is put before them', () => {
		expect(kernelLine({...WORDS, words: ['a=b']})).toMatch(
			/^\/boot\/vmlinuz hostwright.disk=\S+ .* console=tty0 a=b panic=10$/,
		);
	});
});

describe('grubenv', () => {
	it('is what grub-editenv makes of the same state, and 1024 bytes', () => {
		const [ours, theirs] = [path.join(folder, 'ours'), path.join(folder, 'theirs')];
		writeFileSync(ours, grubenv(freshState(true)));
		tool('grub-editenv', [theirs, 'create']);
		tool('grub-editenv', [
			theirs,
			'set',
			...['order=A B', 'A_OK=0', 'A_TRY=3', 'B_OK=0', 'B_TRY=0', 'incomplete=1'],
		]);
		expect(tool('grub-editenv', [ours, 'list'])).toBe(tool('grub-editenv', [theirs, 'list']));
		expect(readFileSync(ours).length).toBe(readFileSync(theirs).length);
	});
});

describe('finding a file on FAT32', () => {
	it.each([
		[64, 512],
		[300, 512],
		[300, 4096],
	])('works on %i MiB with sectors of %i, among many others', async (mib, sectorSize) => {
		const disk = path.join(folder, `fat-${mib}-${sectorSize}`);
		const fs = `${disk}.fs`;
		writeFileSync(fs, '');
		truncateSync(fs, mib * MIB);
		const {cluster} = espGeometry(mib * MIB, sectorSize);
		tool('mkfs.vfat', ['-F', '32', '-S', String(sectorSize), '-s', String(cluster / sectorSize), fs]);
		tool('mmd', ['-i', fs, '::/grub']);
		// Enough entries, with long names, for the folder to need further clusters.
		const wanted = path.join(folder, 'grubenv');
		const others = Array.from({length: 90}, (_, number) =>
			path.join(folder, `another file with a long name ${number}.txt`),
		);
		for (const file of others) writeFileSync(file, 'x');
		writeFileSync(wanted, grubenv(freshState(true)));
		tool('mcopy', ['-i', fs, ...others, wanted, '::/grub/']);
		tool('mdel', ['-i', fs, '::/grub/another file with a long name 3.txt']);
		writeFileSync(disk, '');
		truncateSync(disk, 2 * MIB);
		tool('dd', [`if=${fs}`, `of=${disk}`, 'bs=1M', 'seek=2', 'conv=notrunc,sparse', 'status=none']);

		const at = await locateInFat(realHost(), disk, 2 * MIB, ['GRUB', 'GRUBENV']);
		expect(at).toBeDefined();
		const found = Buffer.from(await realHost().readAt({path: disk, offset: at ?? 0, length: 1024}));
		expect(found.equals(readFileSync(wanted))).toBe(true);
		expect(await locateInFat(realHost(), disk, 2 * MIB, ['GRUB', 'NONE'])).toBeUndefined();
		expect(await locateInFat(realHost(), disk, 0, ['GRUB', 'GRUBENV'])).toBeUndefined();
	});
});

describe('the table', () => {
	it('counts in sectors of the disk', () => {
		const row = {
			number: 2,
			name: 'ESP',
			start: 2 * MIB,
			size: 512 * MIB,
			type: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
			uuid: IDS.parts.ESP,
		};
		const table = {path: '/dev/sda', isFile: false, size: 8192 * MIB, id: IDS.disk, rows: [row]};
		expect(tableScript({...table, sectorSize: 512})).toContain('2: start=4096, size=1048576, ');
		expect(tableScript({...table, sectorSize: 4096})).toContain('2: start=512, size=131072, ');
	});
});
