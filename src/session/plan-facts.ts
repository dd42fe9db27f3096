/** The plan in a few lines, for the confirm page. */
import {startsFromBios} from '../features/boot-loader/steps.ts';
import {describeLayout} from '../features/storage/layout.ts';
import {diskSize} from '../features/storage/size.ts';
import type {Target} from '../features/storage/steps.ts';
import {describeGroup, type VolumeGroup} from '../features/storage/volumes.ts';
import type {PlanFact} from '../plan/step.ts';
import {textOf, type Answers} from '../settings/answers.ts';

type Request = {readonly answers: Answers; readonly image: {readonly path: string; readonly size: number}};

export function factsOf(
	{answers, image}: Request,
	target: Target,
	groups: readonly VolumeGroup[],
): readonly PlanFact[] {
	const both = startsFromBios(target);
	return [
		{what: 'partitions', how: describeLayout(target)},
		...groups.map(group => ({what: 'volumes', how: describeGroup(group)})),
		{what: 'image', how: `${image.path.split('/').at(-1) ?? ''}, ${diskSize(image.size)}, checked`},
		{
			what: 'boot',
			how: both ? 'BIOS and UEFI' : 'UEFI only: a BIOS cannot start a disk with 4096-byte sectors',
		},
		{what: 'network', how: network(answers)},
		{what: 'access', how: access(answers)},
	];
}

function network(answers: Answers): string {
	const value = (name: string) => textOf(answers, `network.${name}`);
	const on = value('bond') ?? value('interface');
	if (!on) return 'no interface chosen';
	const vlan = value('vlan');
	const ports = value('bond') && value('bondPorts') ? ` (${value('bondPorts')})` : '';
	const address = value('ipv4') === 'static' ? (value('address') ?? 'static') : (value('ipv4') ?? 'dhcp');
	return `${on}${ports}${vlan ? ` VLAN ${vlan}` : ''}, ${address}${value('gateway') ? ` via ${value('gateway')}` : ''}`;
}

function access(answers: Answers): string {
	const has = (name: string) => textOf(answers, `access.${name}`) !== undefined;
	const ways = [
		has('adminPassword') ? 'admin password set' : 'no admin password',
		...(has('rootPassword') ? ['root password set'] : []),
		...(has('sshKeys') ? ['ssh keys'] : []),
		...(textOf(answers, 'access.sshPasswordLogin') === 'yes' ? ['ssh by password'] : []),
	];
	return ways.join(', ');
}
