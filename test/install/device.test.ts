/** The same on block devices: loop devices over files, with sectors of 512 and of 4096 bytes. Needs root. */
import {statSync} from 'node:fs';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {features} from '../../src/features/index.ts';
import {realHost} from '../../src/host/real-host.ts';
import {rehearsalHost} from '../../src/host/rehearsal-host.ts';
import type {Disk} from '../../src/probes/machine.ts';
import {planInstall} from '../../src/session/install-plan.ts';
import {storeText} from '../../src/sources/yaml-format.ts';
import {
	ANSWERS,
	answersOf,
	compareStretch,
	configFile,
	espFile,
	GIB,
	isRoot,
	machineWith,
	makeDisk,
	makeFolder,
	makeImage,
	removeFolder,
	requestFor,
	runSteps,
	tool,
	walkConfig,
	whereIs,
} from './fixtures.ts';

const host = realHost();
let folder: string;
let image: string;

beforeAll(async () => {
	folder = await makeFolder();
	image = await makeImage(folder);
});
afterAll(() => removeFolder(folder));

async function attached(sectorSize: number, work: (device: string) => Promise<void>): Promise<void> {
	const file = await makeDisk(folder, `loop-${sectorSize}.img`, 8 * GIB);
	const device = tool('losetup', ['--find', '--show', '--sector-size', String(sectorSize), file]).trim();
	try {
		await work(device);
	} finally {
		tool('losetup', ['--detach', device]);
	}
}

if (!isRoot) console.warn('not run here, because it needs root: installing onto loop devices');

describe.runIf(isRoot).each([512, 4096])('a loop device with sectors of %i bytes', sectorSize => {
	it('is installed while the runner holds its lock, and reads back whole', async () => {
		await attached(sectorSize, async device => {
			const request = await requestFor(host, device, image);
			expect(request.target.sectorSize).toBe(sectorSize);
			const plan = planInstall(request);
			const lock = await host.lock(device);
			expect(lock).toBeDefined();
			await runSteps(host, plan);
			await lock?.release();

			expect(tool('sfdisk', ['--verify', device])).toContain('No errors detected');
			for (const name of ['CONFIG', 'STATE', 'LOGGING', 'DATA']) {
				tool('e2fsck', ['-f', '-n', `${device}?offset=${whereIs(device, name).start}`]);
			}
			tool('fsck.vfat', ['-n', `${device}p2`]);
			const slot = {start: whereIs(device, 'ROOT-A').start, size: statSync(image).size};
			await compareStretch(host, device, image, slot, 0);
			expect(configFile(device, '/hostwright/settings.yaml')).toBe(storeText(answersOf(ANSWERS), features));
			expect(walkConfig(device).filter(({owner}) => owner !== '0:0')).toEqual([]);
			expect(espFile(device, '::/grub/grubenv')).toContain('\nincomplete=0\n');
			const record = Buffer.from(await host.readAt({path: device, offset: 0, length: 2}));
			expect(record[0] === 0xeb).toBe(sectorSize === 512);
			for (const step of plan.steps) expect([step.id, await step.done?.(host)]).not.toEqual([step.id, false]);
			// The kernel knows the new partitions: the disk and nine of them.
			expect(
				tool('lsblk', ['--noheadings', '--list', '--output', 'NAME', device]).trim().split('\n'),
			).toHaveLength(10);
		});
	});
});

describe('several disks', () => {
	const disk = (name: string): Disk => ({
		...{name, path: `/dev/${name}`, size: 100 * GIB, bus: 'scsi', model: 'M', serial: name, wwn: '', byPath: ''},
		...{links: [], sectorSize: 512, rotational: false, removable: false, readOnly: false, isMedium: false},
		...{paths: [], pathOf: '', table: '', tableId: '', contents: [], uses: [], host: undefined},
	});
	const [boot, second, third] = [disk('sda'), disk('nvme0n1'), disk('sdc')] as const;

	it('are rehearsed with LVM, each tool told its devices, and CONFIG made after them', async () => {
		const {work = '', ...stand} = await requestFor(host, await makeDisk(folder, 'stand.img'), image);
		const request = {
			...stand,
			work,
			...{target: boot, targetIsFile: false, moreDisks: [second], appDisks: [third]},
			machine: machineWith([boot, second, third]),
			answers: answersOf({'storage.data2Size': '-1', 'storage.swap2Size': '512'}),
		} as const;
		const plan = planInstall(request);
		expect(plan.erases.map(({name}) => name)).toEqual(['sda', 'nvme0n1', 'sdc']);
		const rehearsal = rehearsalHost(host, {secrets: []});
		await runSteps(rehearsal, plan);
		const ran = rehearsal.transcript().filter(({kind}) => kind === 'run');
		const lvm = ran.map(({text}) => text).filter(text => /^(pv|vg|lv)c/.test(text));
		expect(lvm.filter(text => !text.includes('--devices /dev/'))).toEqual([]);
		expect(
			lvm.map(text => text.replace(/ --(yes|devices \S+|physicalextentsize \S+|wipesignatures y)/g, '')),
		).toEqual([
			'vgchange --activate n HostVG',
			'pvcreate /dev/sda8 /dev/nvme0n1p1',
			'vgcreate HostVG /dev/sda8 /dev/nvme0n1p1',
			'lvcreate --extents 512 --name Logging HostVG',
			expect.stringMatching(/^lvcreate --extents \d+ --name Data HostVG$/),
			'vgchange --activate n HostVG',
			'vgchange --activate n AppVG',
			'pvcreate /dev/sdc1',
			'vgcreate AppVG /dev/sdc1',
			'lvcreate --extents 128 --name Swap2 AppVG',
			expect.stringMatching(/^lvcreate --extents \d+ --name Data2 AppVG$/),
			'vgchange --activate n AppVG',
		]);
		const made = ran.map(({text}) => / -L (\S+) .*(\/dev\/\S+)/.exec(text)?.slice(1).join(' on ')).filter(Boolean);
		expect(made).toEqual([
			'STATE on /dev/sda',
			'LOGGING on /dev/mapper/HostVG-Logging',
			'DATA on /dev/mapper/HostVG-Data',
			'DATA2 on /dev/mapper/AppVG-Data2',
			'CONFIG on /dev/sda',
		]);
	});

	it('asks for LVM before anything is erased', async () => {
		const request = await requestFor(host, await makeDisk(folder, 'none.img'), image);
		const plan = planInstall({...request, target: boot, targetIsFile: false, moreDisks: [second]});
		const changed: string[] = [];
		const without = {
			...host,
			run: async (command: string) => {
				changed.push(command);
				throw new Error(`${command} is not there`);
			},
		};
		await expect(plan.steps[0]?.run(without, () => undefined)).rejects.toThrow('lvm is not there');
		expect(changed).toEqual(['lvm']);
	});
});
