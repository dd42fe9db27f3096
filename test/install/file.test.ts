/** An install onto a plain file by an ordinary user, looked at with the tools everybody has. */
import {chmodSync, existsSync, lchownSync, readFileSync, statSync} from 'node:fs';
import {createHash} from 'node:crypto';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {provideLoaders} from '../../src/features/boot-loader/loaders.ts';
import {realHost} from '../../src/host/real-host.ts';
import {storeText} from '../../src/sources/yaml-format.ts';
import {
	ANSWERS,
	INITRD,
	KERNEL,
	MIB,
	answersOf,
	compareStretch,
	configFile,
	espFile,
	HASH,
	IDS,
	install,
	isRoot,
	makeDisk,
	makeFolder,
	makeImage,
	OTHER_IDS,
	partitionsOf,
	removeFolder,
	requestFor,
	root,
	tool,
	walkConfig,
	whereIs,
} from './fixtures.ts';

const NOBODY = 65_534;
const host = realHost();
let folder: string;
let image: string;
let disk: string;

/** As nobody when we are root, so that no right of ours helps. */
function installAsUser(file: string): void {
	const command = [process.execPath, path.join(root, 'test/install/install-to-file.ts'), file, image];
	const drop = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
	const [name = '', ...args] = isRoot ? [...drop, ...command] : command;
	tool(name, args, {cwd: '/'});
}

async function userDisk(name: string): Promise<string> {
	const file = await makeDisk(folder, name);
	if (isRoot) lchownSync(file, NOBODY, NOBODY);
	return file;
}

beforeAll(async () => {
	folder = await makeFolder();
	chmodSync(folder, 0o777);
	image = await makeImage(folder);
	disk = await userDisk('disk.img');
	installAsUser(disk);
});
afterAll(() => removeFolder(folder));

describe('a plain file, installed by an ordinary user', () => {
	it('has a table that sfdisk accepts, with the names and GUIDs of the job', () => {
		expect(tool('sfdisk', ['--verify', disk])).toContain('No errors detected');
		expect([...partitionsOf(disk).keys()]).toEqual([
			...['BIOSBOOT', 'ESP', 'ROOT-A', 'ROOT-B', 'CONFIG', 'STATE', 'SWAP', 'LOGGING', 'DATA'],
		]);
		const dump = tool('sfdisk', ['--dump', disk]).toLowerCase();
		for (const guid of [IDS.disk, IDS.parts.CONFIG, IDS.parts.DATA]) expect(dump).toContain(guid);
	});

	it.each(['CONFIG', 'STATE', 'LOGGING', 'DATA'] as const)('has an %s that e2fsck accepts', name => {
		const {start, size} = whereIs(disk, name);
		expect(tool('e2fsck', ['-f', '-n', `${disk}?offset=${start}`])).toContain(`${name}: `);
		const stats = tool('debugfs', ['-R', 'stats -h', `${disk}?offset=${start}`]);
		expect(stats).toContain(IDS.fs[name]);
		expect(stats).toMatch(new RegExp(`Block count: +${size / 4096}\\n`));
	});

	it('has an ESP that fsck.vfat accepts, and a swap area', () => {
		const {start, size} = whereIs(disk, 'ESP');
		const esp = path.join(folder, 'esp.img');
		const blocks = [`bs=1M`, `skip=${start / 1024 ** 2}`, `count=${size / 1024 ** 2}`];
		tool('dd', [`if=${disk}`, `of=${esp}`, 'conv=sparse', 'status=none', ...blocks]);
		expect(tool('fsck.vfat', ['-n', esp])).toMatch(/\d+ files, \d+\/1\d{5} clusters/);
		const swap = whereIs(disk, 'SWAP');
		const probe = ['-p', '-O', String(swap.start), '-S', String(swap.size), '-o', 'export', disk];
		expect(tool('blkid', probe)).toMatch(new RegExp(`LABEL=SWAP[^]*UUID=${IDS.fs.SWAP}[^]*TYPE=swap`));
	});

	it('has the image in slot A to the byte, and nothing in slot B', async () => {
		const slot = whereIs(disk, 'ROOT-A');
		await compareStretch(host, disk, image, {start: slot.start, size: statSync(image).size}, 0);
		expect(tool('unsquashfs', ['-offset', String(slot.start), '-cat', disk, 'etc/os-release'])).toContain(
			'ID=test',
		);
		const other = await host.readAt({path: disk, offset: whereIs(disk, 'ROOT-B').start, length: MIB});
		expect(Buffer.from(other).equals(Buffer.alloc(MIB))).toBe(true);
	});

	it('has a CONFIG on which every inode is 0:0, and nobody else may read the settings', () => {
		const inodes = walkConfig(disk);
		expect(inodes.length).toBeGreaterThan(12);
		expect(inodes.filter(({owner}) => owner !== '0:0')).toEqual([]);
		const modes = Object.fromEntries(inodes.map(({path: name, mode}) => [name, mode]));
		expect(modes).toMatchObject({
			'/hostwright': '040700',
			'/hostwright/job': '040700',
			'/hostwright/settings.yaml': '100600',
			'/hostwright/reserve': '100600',
			'/etc/upper': '040755',
		});
		expect(inodes.find(({path: name}) => name === '/hostwright/reserve')?.size).toBe(String(4 * 1024 ** 2));
	});

	it('has the store of the answers, who it is, and the other two doors without secrets', () => {
		expect(configFile(disk, '/hostwright/settings.yaml')).toBe(storeText(answersOf(ANSWERS), features));
		expect(JSON.parse(configFile(disk, '/hostwright/host.json'))).toEqual({
			hostname: 'h1.example.org',
			version: '1.0 (test)',
			installedAt: '2026-11-20T10:00:00.000Z',
			disk: IDS.disk,
		});
		const [file, line] = ['answers.yaml', 'kargs.txt'].map(name => configFile(disk, `/hostwright/${name}`));
		expect(file).toContain('vlan: 20');
		expect(line).toContain('hostwright.network.vlan=20');
		expect(`${file}${line}`).not.toContain(HASH);
	});

	it('is marked as complete, and its copy of the job has the journal and no answers', () => {
		const names = walkConfig(disk).map(({path: name}) => name);
		expect(names).toEqual(expect.arrayContaining(['/hostwright/job/job.json', '/hostwright/job/journal.jsonl']));
		expect(names.filter(name => /incomplete|job\/answers/.test(name))).toEqual([]);
		expect(configFile(disk, '/hostwright/job/journal.jsonl')).toBe('{"event":"started"}\n');
	});

	it('has boot files that GRUB reads: its configuration, its state and the sums of the kernel', () => {
		const cfg = path.join(folder, 'grub.cfg');
		tool('mcopy', ['-o', '-i', `${disk}@@${whereIs(disk, 'ESP').start}`, '::/grub/grub.cfg', cfg]);
		tool('grub-script-check', [cfg]);
		expect(readFileSync(cfg, 'utf8')).toContain(
			`hostwright.disk=${IDS.disk} hostwright.slot=$hw_slot $hw_more console=tty0 console=ttyS0,115200n8 ` +
				"crashkernel=1G-4G:192M,4G-64G:256M,64G-:512M intel_iommu=on 'note=a b' audit=0 panic=10",
		);
		const state = path.join(folder, 'grubenv');
		tool('mcopy', ['-o', '-i', `${disk}@@${whereIs(disk, 'ESP').start}`, '::/grub/grubenv', state]);
		expect(statSync(state).size).toBe(1024);
		expect(tool('grub-editenv', [state, 'list'])).toBe(
			'order=A B\nA_OK=0\nA_TRY=3\nB_OK=0\nB_TRY=0\nincomplete=0\n',
		);
		expect(espFile(disk, '::/grub/A.sum')).toBe(
			`${sha256(KERNEL)}  /boot/vmlinuz\n${sha256(INITRD)}  /boot/initrd\n`,
		);
	});

	it('has GRUB for both firmwares: a boot record that points to the core, and a whole UEFI loader', async () => {
		const {start, size} = whereIs(disk, 'BIOSBOOT');
		const record = Buffer.from(await host.readAt({path: disk, offset: 0, length: 512}));
		expect(record.toString('latin1', 0x170, 0x1b8)).toContain('GRUB');
		expect(record.readBigUInt64LE(0x5c)).toBe(BigInt(start / 512));
		expect(record.readUInt16BE(0x1fe)).toBe(0x55aa);
		const core = Buffer.from(await host.readAt({path: disk, offset: start, length: size}));
		expect(core.readBigUInt64LE(500)).toBe(BigInt(start / 512 + 1));
		const made = path.join(folder, 'core.img');
		await provideLoaders(host, image, folder);
		const {size: length} = statSync(made);
		expect(core.readUInt16LE(508)).toBe(length / 512 - 1);
		expect(core.subarray(512, length).equals(readFileSync(made).subarray(512))).toBe(true);
		const esp = `${disk}@@${whereIs(disk, 'ESP').start}`;
		tool('mcopy', ['-o', '-i', esp, '::/EFI/BOOT/BOOTX64.EFI', path.join(folder, 'found.efi')]);
		expect(
			readFileSync(path.join(folder, 'found.efi')).equals(readFileSync(path.join(folder, 'BOOTX64.EFI'))),
		).toBe(true);
	});

	it('leaves nothing behind beside the disk', () => {
		expect(existsSync(path.join(folder, 'work-disk.img'))).toBe(false);
		expect(statSync(disk).blocks * 512).toBeLessThan(300 * 1024 ** 2);
	});

	it('is the same disk when it is done twice', async () => {
		const twin = await userDisk('twin.img');
		installAsUser(twin);
		for (const name of ['BIOSBOOT', 'ESP', 'CONFIG', 'STATE']) {
			const {start, size} = whereIs(disk, name);
			await compareStretch(host, disk, twin, {start, size: Math.min(size, 64 * MIB)});
		}
		for (const start of [0, whereIs(disk, 'SWAP').start])
			await compareStretch(host, disk, twin, {start, size: MIB});
		expect(tool('sfdisk', ['--dump', twin]).replaceAll(twin, disk)).toBe(tool('sfdisk', ['--dump', disk]));
	});

	it('replaces an earlier host wholly', async () => {
		const used = await makeDisk(folder, 'used.img');
		const answers = answersOf({
			...ANSWERS,
			'storage.efiSize': '300',
			'storage.rootSize': '700',
			'access.rootPassword': HASH,
		});
		await install(host, await requestFor(host, used, image, {ids: OTHER_IDS, answers, jobId: 'earlier'}));
		await install(host, await requestFor(host, used, image));
		for (const name of ['CONFIG', 'STATE', 'LOGGING', 'DATA']) {
			tool('e2fsck', ['-f', '-n', `${used}?offset=${whereIs(used, name).start}`]);
		}
		expect(walkConfig(used)).toEqual(walkConfig(disk));
		for (const name of ['::/grub/grub.cfg', '::/grub/A.sum']) expect(espFile(used, name)).toBe(espFile(disk, name));
		expect(tool('wipefs', ['--json', used])).toBe(
			tool('wipefs', ['--json', disk]).replaceAll('disk.img', 'used.img'),
		);
	});
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
