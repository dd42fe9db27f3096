/** What the welcome page offers and says. Pure. */
import type {Disk, Machine} from '../../src/probes/machine.ts';
import type {Snapshot} from '../../src/session/installer-state.ts';
import type {KnownJob} from '../../src/session/jobs.ts';
import {diskSize} from '../../src/features/storage/size.ts';
import type {Setting} from './walk.ts';

export type Choice = {
	readonly key: string;
	readonly title: string;
	readonly words: string;
	readonly answers: Readonly<Record<string, string>>;
	/** The disk to highlight on the page of boot disks. */
	readonly disk?: Disk;
	readonly job?: KnownJob;
};

/** A host of ours that could be erased for a new one: not the medium, and not seen twice through its paths. */
const earlier = (disks: readonly Disk[]) => disks.filter(disk => disk.host && !disk.isMedium && disk.pathOf === '');

const day = (iso: string) => (iso === '' ? '' : `, installed ${iso.slice(0, 10)}`);

function reinstall(disk: Disk): Choice {
	const {name, host} = disk;
	const answers = {'lifecycle.action': 'reinstall', 'storage.expect': 'ours'};
	const words = host?.incomplete
		? `begin again on ${name}, where an install never finished`
		: `erase ${host?.hostname || 'the earlier host'} on ${name}${day(host?.installedAt ?? '')}`;
	return {key: `reinstall ${disk.path}`, title: 'Reinstall', words, answers, disk};
}

function resume(known: KnownJob): Choice {
	const {job, running} = known;
	const disk = job.identities[0]?.name ?? job.target;
	const began = job.createdAt.slice(0, 16).replace('T', ' ');
	return {
		key: `job ${job.id}`,
		title: running ? 'Watch' : 'Resume',
		words: running
			? `the install on ${disk} that is running now`
			: `go on with the install on ${disk}, begun ${began}`,
		answers: {},
		job: known,
	};
}

/** Unfinished work first, then a new install, then each earlier host. */
export function choices({machine, jobs}: Pick<Snapshot, 'machine' | 'jobs'>): readonly Choice[] {
	const install: Choice = {
		key: 'install',
		title: 'Install',
		words: 'on a disk of your choice',
		answers: {'lifecycle.action': 'install', 'storage.expect': 'empty'},
	};
	return [...(jobs ?? []).map(resume), install, ...earlier(machine?.disks ?? []).map(reinstall)];
}

/** What is highlighted at first: unfinished work, else what the answers ask for. */
export function currentChoice(offered: readonly Choice[], {answers}: Pick<Snapshot, 'answers'>): string {
	const action = answers.get('lifecycle.action')?.text ?? '';
	const wanted =
		offered.find(({job}) => job) ?? offered.find(choice => choice.answers['lifecycle.action'] === action);
	return wanted?.key ?? 'install';
}

const VIRTUALIZATION = {
	ready: 'ready',
	off: 'switched off in the firmware: no guest starts until it is on',
	none: 'not detected: this processor cannot run guests in hardware',
} as const;

const secureBoot = ({firmware: {kind, secureBoot: on}}: Machine) => {
	if (kind === 'bios') return 'BIOS';
	return on
		? 'UEFI with Secure Boot on: switch it off in the firmware, because the boot loaders are not signed yet'
		: 'UEFI, Secure Boot off';
};

const memory = (bytes: number) => `${Math.round(bytes / 2 ** 30)} GiB`;

function disksOf({disks}: Machine): string {
	const own = disks.filter(({isMedium, pathOf}) => !isMedium && pathOf === '');
	const size = own.reduce((sum, disk) => sum + disk.size, 0);
	return own.length === 0 ? 'none found' : `${own.length} found, ${diskSize(size)} in all`;
}

/** Maker and model, processor, cores: as far as the machine tells. */
const whatItIs = ({manufacturer, product, cpu, cores}: NonNullable<Snapshot['facts']>) =>
	[[manufacturer, product].filter(Boolean).join(' '), cpu, cores > 0 ? `${cores} cores` : '']
		.filter(Boolean)
		.join(', ');

/** Rows of what and how it is; what is not known yet says so. */
export function aboutMachine(
	{machine, facts}: Pick<Snapshot, 'machine' | 'facts'>,
	{image, standIn}: Pick<Setting, 'image' | 'standIn'>,
): ReadonlyArray<readonly [string, string]> {
	const unknown = 'not known yet';
	return [
		...(facts ? [['Machine', whatItIs(facts)] as const] : []),
		['Virtualization', machine ? VIRTUALIZATION[machine.virtualization] : unknown],
		['Firmware', machine ? secureBoot(machine) : unknown],
		['Memory', machine ? memory(machine.memory) : unknown],
		['Disks', machine ? disksOf(machine) : unknown],
		['Image', standIn ? `${image}: what is installed holds no system and boots nothing` : image],
	];
}
