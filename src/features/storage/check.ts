/** Rules over several values of storage. Rules that need the machine are in selector.ts, judge.ts and layout.ts. */
import type {Finding} from '../feature.ts';
import type {StorageValues} from './settings.ts';

/** @returns findings in the order of the settings */
export function check(values: StorageValues): readonly Finding[] {
	return [...disksNamedTwice(values), ...secondGroup(values), ...furtherDisks(values), ...swap(values)];
}

function disksNamedTwice({bootDisk, disks, appDisks}: StorageValues): Finding[] {
	const findings: Finding[] = [];
	for (const disk of new Set(disks)) {
		if (disk === bootDisk)
			findings.push({
				setting: 'disks',
				level: 'warning',
				message: `"${disk}" is the boot disk already; it need not be named in storage.disks again`,
			});
		else if (repeats(disks, disk))
			findings.push({
				setting: 'disks',
				level: 'warning',
				message: `"${disk}" is named twice in storage.disks; once is enough`,
			});
	}
	for (const disk of new Set(appDisks)) {
		const other = disk === bootDisk ? 'storage.bootDisk' : disks.includes(disk) ? 'storage.disks' : undefined;
		if (other)
			findings.push({
				setting: 'appDisks',
				message: `"${disk}" is named in ${other} and in storage.appDisks; a disk can serve one of them`,
			});
		else if (repeats(appDisks, disk))
			findings.push({
				setting: 'appDisks',
				level: 'warning',
				message: `"${disk}" is named twice in storage.appDisks; once is enough`,
			});
	}
	return findings;
}

const repeats = (all: readonly string[], one: string) => all.indexOf(one) !== all.lastIndexOf(one);

function secondGroup({appDisks, swap2Size, data2Size}: StorageValues): Finding[] {
	if (appDisks.length > 0 && swap2Size === 0 && data2Size === 0)
		return [
			{
				setting: 'appDisks',
				level: 'warning',
				message: `"${appDisks.join(', ')}" is left alone, because storage.swap2Size and storage.data2Size are both 0; give one of them a size`,
			},
		];
	if (appDisks.length > 0) return [];
	return (['swap2Size', 'data2Size'] as const)
		.filter(setting => (setting === 'swap2Size' ? swap2Size : data2Size) !== 0)
		.map(setting => ({
			setting,
			message: `storage.${setting} is ${setting === 'swap2Size' ? swap2Size : data2Size}, but no application disk is named; give storage.appDisks`,
		}));
}

function furtherDisks({disks, dataSize}: StorageValues): Finding[] {
	if (disks.length === 0 || dataSize !== 0) return [];
	const message = `storage.dataSize is 0, so "${disks.join(', ')}" would hold nothing but logs; leave storage.disks out or give a size`;
	return [{setting: 'disks', level: 'warning', message}];
}

function swap({swapSize, swap2Size, overcommit, encryptSwap}: StorageValues): Finding[] {
	const findings: Finding[] = [];
	if (swapSize !== undefined && overcommit !== 0.5)
		findings.push({
			setting: 'overcommit',
			level: 'note',
			message: `storage.overcommit ${overcommit} plays no part, because storage.swapSize is given as ${swapSize}`,
		});
	const devices = encryptSwap.map(item => item.split(':')[0] ?? '');
	for (const device of new Set(devices)) {
		if (repeats(devices, device))
			findings.push({
				setting: 'encryptSwap',
				message: `"${device}" is named twice in storage.encryptSwap; keep one cipher for it`,
			});
		const setting = device === 'swap2' ? 'swap2Size' : 'swapSize';
		if ((device === 'swap2' ? swap2Size : swapSize) === 0)
			findings.push({
				setting: 'encryptSwap',
				message: `"${device}" cannot be encrypted, because storage.${setting} is 0; give it a size or leave it out`,
			});
	}
	return findings;
}
