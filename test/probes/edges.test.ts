/** Machines that are drawn for one question each, too small to be kept as folders. */
import {expect, test} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {recordedHost} from '../../src/host/recorded-host.ts';
import {writeRecording} from '../../src/host/write-recording.ts';
import {describeDisk, probeDisks, probeMachine} from '../../src/probes/probe.ts';
import {scratch} from '../host/scratch.ts';
import {draw} from './drawing.ts';
import {pv, sata, usb, volume} from './drawn-disks.ts';
import type {DrawnDisk, DrawnMachine} from './drawn.ts';

async function hostOf(machine: DrawnMachine): Promise<Host> {
	const dir = await scratch();
	await writeRecording(dir, draw(machine));
	return recordedHost(dir);
}

const disksOf = async (machine: DrawnMachine) => probeDisks(await hostOf(machine));
const namesOf = async (...disks: readonly DrawnDisk[]) => (await disksOf({disks})).map(({name}) => name);
const odd = (name: string, details: Partial<DrawnDisk>): DrawnDisk => ({
	...{name, size: 8_000_000_000, tran: null, chain: 'block', place: '/sys/devices/virtual'},
	...details,
});

test('a disk is what has hardware behind it, whatever its name', async () => {
	const mmc = '/sys/devices/platform/soc/mmc0/mmc0:0001';
	expect(
		await namesOf(
			odd('zram0', {}),
			odd('ram0', {}),
			odd('nbd0', {}),
			odd('sr0', {type: 'rom', chain: 'block:scsi:pci', place: '/sys/devices/pci0000:00/0000:00:1f.2'}),
			odd('sde', {
				size: 0,
				tran: 'usb',
				chain: 'block:scsi:usb:pci',
				place: '/sys/devices/pci0000:00/0000:00:14.0/usb1',
			}),
			odd('fd0', {size: 1_474_560, chain: 'block:platform', place: '/sys/devices/platform/floppy.0'}),
			odd('mmcblk0', {tran: 'mmc', chain: 'block:mmc:mmc_host:platform', place: mmc}),
			odd('mmcblk0boot0', {
				size: 4_194_304,
				readOnly: true,
				chain: 'block:mmc:mmc_host:platform',
				place: `${mmc}/block/mmcblk0`,
			}),
			odd('vda', {chain: 'block:virtio:pci', place: '/sys/devices/pci0000:00/0000:00:04.0/virtio1'}),
			odd('nvme0n1', {
				tran: 'nvme',
				chain: 'block:nvme:pci',
				place: '/sys/devices/pci0000:00/0000:01:00.0/nvme/nvme0',
			}),
			odd('xvda', {chain: 'block:xen', place: '/sys/devices/vbd-768'}),
		),
	).toEqual(['mmcblk0', 'vda', 'nvme0n1', 'xvda']);
});

test.for([
	[{tran: 'virtio', chain: 'block:virtio:pci'}, 'virtio'],
	[{tran: null, chain: 'block:virtio:pci'}, 'virtio'],
	[{tran: null, chain: 'block:scsi:virtio:pci'}, 'scsi'],
	[{tran: 'sata', chain: 'block:scsi:pci'}, 'ata'],
	[{tran: 'sas', chain: 'block:scsi:pci'}, 'scsi'],
	[{tran: 'fcoe', chain: 'block:scsi:pci'}, 'fc'],
	[{tran: 'iscsi', chain: 'block:scsi'}, 'iscsi'],
	[{tran: null, chain: 'block:scsi:usb:pci'}, 'usb'],
	[{tran: null, chain: 'block:cciss:pci'}, 'cciss'],
	[{tran: null, chain: 'block:nvme-subsystem'}, 'nvme'],
	[{tran: null, chain: 'block:xen'}, 'other'],
	[{tran: 'constructor', chain: 'block:xen'}, 'other'],
] as const)('the bus of %o is %s', async ([details, bus]) => {
	const [disk] = await disksOf({disks: [odd('disk', {...details, place: '/sys/devices/somewhere'})]});
	expect(disk?.bus).toBe(bus);
});

test('without udev, sysfs says serial, model and the like', async () => {
	const place = '/sys/devices/pci0000:00/0000:00:17.0/ata3/host2/target2:0:0/2:0:0:0';
	const [disk] = await disksOf({
		disks: [odd('sda', {chain: 'block:scsi:pci', place})],
		files: {
			[`${place}/block/sda/device/vendor`]: 'ATA     \n',
			[`${place}/block/sda/device/model`]: 'QEMU HARDDISK   \n',
			[`${place}/block/sda/device/wwid`]: 'naa.5000c500a1b2c3d4\n',
			[`${place}/block/sda/device/vpd_pg80`]: '\0\u0080\0\u0008QM00005 ',
		},
	});
	expect(disk).toMatchObject({
		model: 'QEMU HARDDISK',
		serial: 'QM00005',
		wwn: '0x5000c500a1b2c3d4',
		byPath: 'pci-0000:00:17.0-ata-3',
	});
});

test('a vendor is named once', async () => {
	const disks = await disksOf({
		disks: [
			sata('a', 0, {vendor: 'ATA', model: 'INTEL SSDSC2KB48'}),
			sata('b', 1, {vendor: 'NETAPP', model: 'LUN'}),
			sata('c', 2, {vendor: 'Samsung', model: 'Samsung  SSD 860'}),
		],
	});
	expect(disks.map(({model}) => model)).toEqual(['INTEL SSDSC2KB48', 'NETAPP LUN', 'Samsung SSD 860']);
});

test('how far a volume group reaches is never guessed', async () => {
	const member = sata('a', 0, {holds: [pv(1)]});
	const group = async (machine: Partial<DrawnMachine>) =>
		(await disksOf({disks: [member], ...machine}))[0]?.contents[0]?.group;
	expect(await group({}), 'no tools of LVM').toEqual({
		name: 'whose name is unknown',
		tags: [],
		disks: ['sda', 'unknown'],
	});
	expect(await group({volumes: [volume('/dev/sdx', 7, 'other')]}), 'LVM filters it').toMatchObject({
		disks: ['sda', 'unknown'],
	});
	expect(await group({volumes: [volume('/dev/sda', 1, '')]}), 'in no group').toBeUndefined();
	expect(await group({volumes: [volume('/dev/sda', 1, 'vg'), volume('/dev/loop3', 2, 'vg')]})).toMatchObject({
		disks: ['loop3', 'sda'],
	});
});

test('a disk nobody can read is not empty', async () => {
	const host = await hostOf({disks: [sata('a', 0, {})]});
	const [disk] = await probeDisks({
		...host,
		ask: (command, args) =>
			command === 'wipefs' ? Promise.resolve({code: 1, stdout: '', stderr: 'EIO'}) : host.ask(command, args),
	});
	expect(disk?.contents).toMatchObject([{where: 'sda', type: 'unknown'}]);
	expect(disk && describeDisk(disk)).toBe('not readable');
});

test('the medium is found through overlay, loop device and map', async () => {
	const disks = await disksOf({
		mounts: ['20 1 0:30 / / rw - overlay overlay rw,lowerdir=/run/root:/run/other,upperdir=/run/rw'],
		loops: [{name: 'loop7', size: 4096, at: '/run/root', file: '/mnt/with blank/root.sqfs'}],
		disks: [
			sata('a', 0, {}),
			sata('b', 1, {at: '/mnt/with\\040blank', holds: [{type: 'ext4'}]}),
			sata('c', 2, {at: '/mnt', holds: [{type: 'ext4'}]}),
		],
	});
	expect(disks.map(({isMedium}) => isMedium)).toEqual([false, true, false]);
	expect(disks[1]?.uses).toEqual([{how: 'mounted', at: '/mnt/with blank', where: 'sdb'}]);
});

test('a medium that is mounted nowhere is known by the kernel line', async () => {
	const stick = usb('b', {});
	const {at, ...unmounted} = stick;
	expect(at).toBe('/run/hostwright/medium');
	const machine = (line: string): DrawnMachine => ({
		mounts: ['20 1 0:2 / / rw - rootfs rootfs rw'],
		files: {'/proc/cmdline': `${line}\n`},
		disks: [sata('a', 0, {holds: [{type: 'ext4', label: 'OTHER'}]}), unmounted],
	});
	const medium = async (line: string) =>
		(await disksOf(machine(line))).filter(({isMedium}) => isMedium).map(({name}) => name);
	expect(await medium('hostwright.image=LABEL=HOSTWRIGHT:/live/root.sqfs')).toEqual(['sdb']);
	expect(await medium('root=live:CDLABEL=HOSTWRIGHT quiet')).toEqual(['sdb']);
	expect(await medium('root=/dev/sdb ro')).toEqual(['sdb']);
	expect(await medium('root=UUID=2026-11-20-12-00-00-00')).toEqual(['sdb']);
	expect(await medium('root=/dev/ram0')).toEqual([]);
});

test('consoles, boot and virtualization are what the kernel says', async () => {
	const probe = async (files: Readonly<Record<string, string>>, present: readonly string[] = []) =>
		probeMachine(await hostOf({disks: [], files, present}));
	expect(await probe({'/proc/cmdline': 'quiet\n', '/sys/class/tty/console/active': 'tty0 ttyS1\n'})).toMatchObject({
		...{consoles: ['tty0', 'ttyS1'], booted: 'other', firmware: {kind: 'bios', secureBoot: false}},
	});
	expect(
		await probe({
			'/proc/cmdline':
				'console=ttyS0,9600 console=ttyS0,9600 hostwright.image=PARTLABEL=ROOT-A hostwright.slot=A\n',
		}),
	).toMatchObject({
		...{consoles: ['ttyS0,9600'], booted: 'installed'},
	});
	expect((await probe({}, ['/run/hostwright/medium'])).booted).toBe('live');
	expect((await probe({}, ['/config/hostwright'])).booted).toBe('installed');
	const flags = (list: string) => ({
		'/proc/cpuinfo': `processor\t: 0\nflags\t\t: fpu ${list} aes\nvmx flags\t: ept\n`,
	});
	expect((await probe(flags('svm'))).virtualization).toBe('off');
	expect((await probe(flags('svm'), ['/sys/module/kvm_amd'])).virtualization).toBe('ready');
	expect((await probe(flags('sse'))).virtualization).toBe('none');
});
