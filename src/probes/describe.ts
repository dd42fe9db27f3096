/** What is on a disk, in the few words that fit a column. */
import type {Content, Disk} from './machine.ts';

/** `empty`, `host h7`, `LVM vg_data`, `storage domain`, `ext4 "photos", swap`, `this medium`, `one path of mpatha` ... */
export function describeDisk(disk: Disk): string {
	if (disk.isMedium) return 'this medium';
	if (disk.pathOf) return `one path of ${disk.pathOf}`;
	if (isStorageDomain(disk)) return 'storage domain';
	if (disk.host?.incomplete)
		return disk.host.hostname ? `host ${disk.host.hostname}, incomplete` : 'incomplete install';
	if (disk.host) return disk.host.hostname ? `host ${disk.host.hostname}` : 'a host without name';
	const words = [...new Set(disk.contents.map(describeContent).filter(Boolean))];
	if (words.length > 3) return `${words.slice(0, 2).join(', ')} and ${words.length - 2} more`;
	if (words.length > 0) return words.join(', ');
	if (disk.contents.length > 0) return 'partitions without known contents';
	return disk.table ? 'empty partition table' : 'empty';
}

/** A volume group that an engine tagged: its data belong to a data centre, not to this machine. */
function isStorageDomain({contents}: Disk): boolean {
	return contents.some(({group}) => group?.tags.some(tag => tag.includes('storage_domain')) ?? false);
}

function describeContent({type, label, group}: Content): string {
	const name = group?.name || label;
	const named = (what: string) => (name ? `${what} ${name}` : what);
	if (type === 'LVM2_member') return named('LVM');
	if (type === 'linux_raid_member') return named('RAID');
	if (type === 'zfs_member') return named('ZFS');
	if (type === 'crypto_LUKS') return named('LUKS');
	if (type === 'unknown') return 'not readable';
	if (type.endsWith('_raid_member')) return `firmware RAID (${type.slice(0, -'_raid_member'.length)})`;
	return type && label ? `${type} "${label}"` : type;
}
