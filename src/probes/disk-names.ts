/** What a disk is called, from udev's database where there is one, else from sysfs itself. */
import type {Host} from '../host/host.ts';
import {mapWide, namesIn, realPath, textOf} from './asking.ts';
import type {BlockNode} from './block-tree.ts';
import type {Candidate} from './candidates.ts';
import type {Bus} from './machine.ts';

/** Paths below /dev/disk by the device they lead to. */
export type Links = ReadonlyMap<string, readonly string[]>;

export async function readLinks(host: Host): Promise<Links> {
	const links = new Map<string, string[]>();
	for (const folder of ['/dev/disk/by-id', '/dev/disk/by-path', '/dev/mapper']) {
		const paths = (await namesIn(host, folder)).map(name => `${folder}/${name}`);
		const targets = await mapWide(paths, path => realPath(host, path));
		for (const [index, path] of paths.entries()) {
			const target = targets[index];
			if (target !== undefined && target !== path) links.set(target, [...(links.get(target) ?? []), path]);
		}
	}
	return links;
}

export function linksTo(links: Links, {path, kname}: BlockNode): readonly string[] {
	const kernel = `/dev/${kname}`;
	const found = [...(links.get(path) ?? []), ...(kernel === path ? [] : [kernel, ...(links.get(kernel) ?? [])])];
	return found.filter(link => link !== path).sort();
}

const transports: Readonly<Record<string, Bus>> = {
	...{sata: 'ata', ata: 'ata', pata: 'ata', usb: 'usb', nvme: 'nvme', virtio: 'virtio', mmc: 'mmc'},
	...{sas: 'scsi', spi: 'scsi', sbp: 'scsi', fc: 'fc', fcoe: 'fc', iscsi: 'iscsi'},
};

/** In this order: a virtio-scsi disk hangs on both and is addressed as SCSI, a USB disk is SCSI to the kernel. */
const subsystems: ReadonlyArray<readonly [string, Bus]> = [
	['usb', 'usb'],
	['nvme', 'nvme'],
	['nvme-subsystem', 'nvme'],
	['mmc', 'mmc'],
	['cciss', 'cciss'],
	['scsi', 'scsi'],
	['virtio', 'virtio'],
	['ide', 'ata'],
];

/** The transport where lsblk knows it (virtio has none before util-linux 2.40), else the innermost bus that has a name. */
export function busOf({transport, subsystems: chain}: BlockNode): Bus {
	if (Object.hasOwn(transports, transport)) return transports[transport] ?? 'other';
	return subsystems.find(([name]) => chain.includes(name))?.[1] ?? 'other';
}

/** Vendor and model as one text, said once: ATA disks carry the vendor `ATA`, others repeat it in the model. */
export async function modelOf(host: Host, {node, sysfs}: Candidate): Promise<string> {
	const model = node.model || (sysfs ? await textOf(host, `${sysfs}/device/model`) : '');
	const vendor = node.vendor || (sysfs ? await textOf(host, `${sysfs}/device/vendor`) : '');
	// virtio and PCI put a number there.
	const named = vendor !== 'ATA' && !vendor.startsWith('0x') && !model.toLowerCase().startsWith(vendor.toLowerCase());
	return (named ? `${vendor} ${model}` : model).replaceAll(/\s+/g, ' ').trim();
}

export async function serialOf(host: Host, {node, sysfs}: Candidate): Promise<string> {
	if (node.serial || !sysfs) return node.serial;
	for (const name of ['serial', 'device/serial']) {
		const serial = await textOf(host, `${sysfs}/${name}`);
		if (serial) return serial;
	}
	// Vital product data page 0x80 (SPC-4 7.8.14): four bytes of header, then text.
	return (await textOf(host, `${sysfs}/device/vpd_pg80`)).replaceAll(/[^\x20-\x7e]/g, '').trim();
}

/** As the names below /dev/disk/by-id have it: `0x5000c500...`, `eui....`, `nvme....`; empty for what only looks unique. */
export async function wwnOf(host: Host, {node, sysfs}: Candidate): Promise<string> {
	if (node.wwn || !sysfs) return node.wwn.replace(/^wwn-/, '');
	const wwid = (await textOf(host, `${sysfs}/wwid`)) || (await textOf(host, `${sysfs}/device/wwid`));
	if (wwid.startsWith('naa.')) return `0x${wwid.slice(4)}`;
	return /^(eui|nvme)\./.test(wwid) ? wwid : '';
}

/** udev's name by path, or the like made of the PCI addresses in sysfs' own path. */
export function pathName(links: readonly string[], sysfs: string, bus: Bus): string {
	const folder = '/dev/disk/by-path/';
	const byPath = links.find(link => link.startsWith(folder));
	if (byPath) return byPath.slice(folder.length);
	const pci = sysfs.match(/[\da-f]{4,}:[\da-f]{2}:[\da-f]{2}\.[\da-f]/g)?.at(-1);
	if (!pci) return '';
	const scsi = sysfs.match(/\/target[\d:]+\/([\d:]+)\//)?.[1];
	const ata = sysfs.match(/\/ata(\d+)\//)?.[1];
	if (bus === 'nvme') return `pci-${pci}-nvme-1`;
	if (ata) return `pci-${pci}-ata-${ata}`;
	return scsi ? `pci-${pci}-scsi-${scsi}` : `pci-${pci}`;
}
