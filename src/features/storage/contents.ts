/** What is on a disk, in words, and whether it is ours. */
import type {Content, Disk, Machine} from '../../probes/machine.ts';

/** What an install of ours writes into each partition before it is complete; a slot and its boot code may still be missing. */
const OURS: ReadonlyMap<string, readonly string[]> = new Map([
	['BIOSBOOT', []],
	['ESP', ['vfat']],
	['ROOT-A', ['squashfs']],
	['ROOT-B', ['squashfs']],
	['CONFIG', ['ext4']],
	['STATE', ['ext4']],
	['SWAP', ['swap']],
	['LOGGING', ['ext4']],
	['DATA', ['ext4']],
	['HOSTVG', ['LVM2_member']],
	['APPVG', ['LVM2_member']],
]);
const GROUPS = ['HostVG', 'AppVG'];
const TABLES = ['gpt', 'dos', 'PMBR'];

/** Metadata of a BIOS RAID, as blkid names it; `linux_raid_member` is the kernel's own. */
export const isFakeRaid = ({type}: Content): boolean => type.endsWith('_raid_member') && type !== 'linux_raid_member';

/** Everything a signature says, without the partition table itself. */
export const signatures = (disk: Disk): readonly Content[] =>
	disk.contents.filter(({type, where}) => !(where === disk.name && TABLES.includes(type)));

const KINDS: Readonly<Record<string, string>> = {
	LVM2_member: 'LVM',
	linux_raid_member: 'Linux RAID',
	zfs_member: 'ZFS',
	crypto_LUKS: 'encrypted data (LUKS)',
	unknown: 'something that cannot be read',
	// A partition without a signature: raw volumes of guests and databases look like that.
	'': 'data without a signature',
};

/** `LVM vg_data on sda2`, `ext4 "backup" on sda1`. */
function contentWords({type, group, label, where}: Content): string {
	const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : type;
	const name = group ? ` ${group.name}` : label === '' ? '' : ` "${label}"`;
	return `${kind}${name} on ${where}`;
}

/** `ext4 "backup" on sda1, LVM vg_data on sda2 and 3 more`. */
export function listContents(contents: readonly Content[]): string {
	const shown = contents.slice(0, 3).map(contentWords).join(', ');
	return contents.length > 3 ? `${shown} and ${contents.length - 3} more` : shown;
}

/** `the host h7, installed 2026-03-02`. */
export function hostWords({host}: Disk): string {
	if (!host) return '';
	const name = host.hostname === '' ? 'a host of ours' : `the host ${host.hostname}`;
	const day = /^\d{4}-\d\d-\d\d/.exec(host.installedAt)?.[0];
	return day === undefined ? name : `${name}, installed ${day}`;
}

/** `unfinished` is an install of ours that may be done again. */
export type Holding = 'empty' | 'ours' | 'unfinished' | 'foreign';

/** Whose data this is. A partition without a signature is somebody's too; a table without partitions is nobody's. */
export function holding(disk: Disk, machine: Machine): Holding {
	const found = signatures(disk);
	if (disk.host?.incomplete) return found.every(content => isUnfinished(content, disk)) ? 'unfinished' : 'foreign';
	if (disk.host) return found.every(({partLabel}) => OURS.has(partLabel)) ? 'ours' : 'foreign';
	if (found.length === 0) return 'empty';
	return found.every(content => isVolumeOfOurs(content, machine)) ? 'ours' : 'foreign';
}

/**
 * CONFIG is made before a slot is written. A slot beside a CONFIG that cannot be read is therefore no unfinished install
 * but a host in trouble, and its data are not to be lost in silence.
 */
function isUnfinished({type, partLabel, group}: Content, {host}: Disk): boolean {
	const expected = OURS.get(partLabel);
	if (!expected) return false;
	if (type === '') return true;
	const unreadable = host?.hostname === '' && host.version === '';
	if (unreadable && type === 'squashfs') return false;
	if (group && !GROUPS.includes(group.name)) return false;
	return expected.includes(type);
}

/** A further disk of a host of ours: it holds nothing but a member of HostVG or AppVG. */
function isVolumeOfOurs({partLabel, group}: Content, machine: Machine): boolean {
	if (!group || partLabel !== group.name.toUpperCase() || !GROUPS.includes(group.name)) return false;
	return partLabel === 'APPVG' || machine.disks.some(({name, host}) => host && group.disks.includes(name));
}
