/** A machine as a page that a person can check against its recording. */
import {describeDisk} from '../../src/probes/describe.ts';
import type {Content, Disk, Machine, Nic, Use} from '../../src/probes/machine.ts';

export function summarize(machine: Machine): string {
	const {firmware, memory, virtualization, hostname, consoles, booted, layouts} = machine;
	return [
		`${hostname}, booted ${booted}, ${firmware.kind}${firmware.secureBoot ? ' with Secure Boot' : ''}, virtualization ${virtualization}`,
		`memory ${memory / 1024 ** 3} GiB, consoles ${consoles.join(' ')}, layouts ${layouts.join(' ')}`,
		...machine.nics.map(nic),
		...machine.disks.flatMap(disk),
		'',
	].join('\n');
}

function nic({name, mac, driver, model, where, link, speed, addresses}: Nic): string {
	return `\nnic ${name}  ${mac}  ${driver}, ${model}, at ${where}, link ${link}, ${speed} Mb/s  ${addresses.join(' ')}`.trimEnd();
}

function disk(disk: Disk): readonly string[] {
	const flags = [
		...(disk.isMedium ? ['medium'] : []),
		...(disk.readOnly ? ['read-only'] : []),
		...(disk.removable ? ['removable'] : []),
		...(disk.rotational ? ['rotational'] : []),
		...(disk.pathOf ? [`path of ${disk.pathOf}`] : []),
		...(disk.paths.length > 0 ? [`over ${disk.paths.join(' and ')}`] : []),
	];
	return [
		`\ndisk ${disk.name}  ${disk.path}  ${disk.bus}  ${disk.size}  ${disk.model || '-'}  ${disk.serial || '-'}`,
		`  ${describeDisk(disk)}${flags.length > 0 ? `  (${flags.join(', ')})` : ''}`,
		`  wwn ${disk.wwn || '-'}, path ${disk.byPath || '-'}, sectors of ${disk.sectorSize}`,
		...(disk.links.length > 0 ? [`  also ${disk.links.join(' ')}`] : []),
		...(disk.table ? [`  ${disk.table} ${disk.tableId}`] : []),
		...disk.contents.map(content),
		...disk.uses.map(use),
		...(disk.host
			? [
					`  host "${disk.host.hostname}" ${disk.host.version} ${disk.host.installedAt} ${disk.host.incomplete ? 'incomplete' : 'complete'}`,
				]
			: []),
	];
}

function content({where, type, offset, label, uuid, partLabel, group}: Content): string {
	const of = group ? `  of ${group.name} [${group.tags.join(' ')}] over ${group.disks.join(', ')}` : '';
	return `  ${where}  at ${offset ?? '?'}  ${[partLabel, type || 'no signature', label && `"${label}"`, uuid].filter(Boolean).join('  ')}${of}`;
}

function use(use: Use): string {
	if (use.how === 'mounted') return `  mounted at ${use.at} by ${use.where}`;
	return use.how === 'swap' ? `  swap on ${use.where}` : `  held by ${use.by} through ${use.where}`;
}
