/** Rules over several values of the kdump section. */
import type {Finding} from '../feature.ts';
import type {Kdump} from './render.ts';

/** What is given for another target than the one in force; the ancestor kept such words and used one. */
function unused({target, nfs, ssh, sshKey, crashkernel}: Kdump): readonly Finding[] {
	const given = [
		...(target === 'nfs' ? [] : [{setting: 'nfs', text: nfs, right: 'give kdump.target=nfs'}]),
		...(target === 'ssh' ? [] : [{setting: 'ssh', text: ssh, right: 'give kdump.target=ssh'}]),
		...(target === 'ssh' ? [] : [{setting: 'sshKey', text: sshKey, right: 'give kdump.target=ssh'}]),
		...(target === 'off' ? [{setting: 'crashkernel', text: crashkernel, right: 'give another target'}] : []),
	];
	return given.flatMap(({setting, text, right}) =>
		text === undefined
			? []
			: [
					{
						setting,
						level: 'warning' as const,
						message: `"${text}" is not used while crash dumps go to "${target}"; ${right}, or leave it out.`,
					},
				],
	);
}

export function checkKdump(values: Kdump): readonly Finding[] {
	const {target, nfs, ssh, sshKey} = values;
	const findings: Finding[] = [...unused(values)];
	if (target === 'nfs' && nfs === undefined) {
		const message = '"nfs" needs an export; give kdump.nfs, as in files.example.org:/var/crash.';
		findings.push({setting: 'nfs', message});
	}
	if (target === 'ssh' && ssh === undefined) {
		const message = '"ssh" needs a login; give kdump.ssh, as in kdump@files.example.org.';
		findings.push({setting: 'ssh', message});
	}
	if (target === 'ssh' && ssh !== undefined && sshKey === undefined) {
		const message = `No key is given for "${ssh}", so no dump arrives until one of the host is known there; give kdump.sshKey.`;
		findings.push({setting: 'sshKey', level: 'warning', message});
	}
	return findings;
}
