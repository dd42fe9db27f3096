/** Who a disk is, so that the runner can tell before the first write that it is still the same, with the same on it. */
import {createHash} from 'node:crypto';
import {describeDisk} from './describe.ts';
import type {Disk} from './machine.ts';

/** Built as `DiskIdentity` of the plan has it. */
export function identityOf(disk: Disk) {
	const {path, name, model, serial, wwn, size, sectorSize} = disk;
	return {
		path,
		name,
		model,
		serial,
		wwn,
		size,
		sectorSize,
		signatures: signaturesOf(disk),
		holds: describeDisk(disk),
	};
}

/** SHA-256 of table and signatures. Kernel names are left out: the same disk may be called otherwise after a reboot. */
function signaturesOf({table, tableId, contents, host}: Disk): string {
	const lines = contents.map(({type, offset, label, uuid, partLabel, group}) =>
		JSON.stringify([offset ?? 0, type, label, uuid, partLabel, group?.name ?? '', [...(group?.tags ?? [])].sort()]),
	);
	const earlier = host ? [host.hostname, host.version, host.installedAt, host.incomplete] : [];
	return createHash('sha256')
		.update(JSON.stringify([table, tableId, lines.sort(), earlier]))
		.digest('hex');
}
