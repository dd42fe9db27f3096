/** Which disks the answers mean on this machine, judged: everything that speaks against them at once. */
import {judge, type Judgement} from '../features/storage/judge.ts';
import {planLayout, neededBytes} from '../features/storage/layout.ts';
import {matchDisks, noMatch, parseSelector, resolveOne} from '../features/storage/selector.ts';
import {takesAll} from '../features/storage/selector-grammar.ts';
import type {StorageValues} from '../features/storage/settings.ts';
import type {Host} from '../host/host.ts';
import type {Disk, Machine} from '../probes/machine.ts';
import {probeDisk, probeFile} from '../probes/probe.ts';
import type {Answers, Problem} from '../settings/answers.ts';
import {visible} from '../settings/setting.ts';

/** A disk that is erased only after a person typed its serial number (or its name, when it has none). */
export type Asked = {readonly disk: Disk; readonly reasons: readonly string[]};

export type Choice = {
	readonly target: Disk;
	readonly targetIsFile: boolean;
	readonly moreDisks: readonly Disk[];
	readonly appDisks: readonly Disk[];
};

export type Chosen = {
	/** Absent when the boot disk is not known. */
	readonly choice?: Choice;
	readonly asks: readonly Asked[];
	readonly problems: readonly Problem[];
};

export type Wanted = {
	readonly machine: Machine;
	readonly answers: Answers;
	readonly values: StorageValues;
	/** `--disk`. */
	readonly disk: string | undefined;
	/** Bytes; 0 while the image is not known. */
	readonly imageSize: number;
	readonly unattended: boolean;
};

/** e2fsprogs read options behind a `?`, mtools an offset behind `@@`; a control character ends a line of a script. */
const TAKEN_APART = /[\0-\x1f\x7f?]|@@/;

/** A disk that somebody named by its path: a block device, or a plain file. */
export async function findDisk(
	host: Host,
	machine: Machine,
	named: string,
): Promise<{readonly disk: Disk; readonly isFile: boolean} | {readonly problem: string}> {
	const real = await host.resolve(named);
	const stat = real === undefined ? undefined : await host.stat(real);
	if (real === undefined || !stat) {
		return {problem: `"${named}" is not there; give a block device, or a plain file that exists`};
	}
	if (TAKEN_APART.test(real)) {
		return {problem: `"${visible(real)}" holds a control character, a ? or @@, which tools take apart; rename it`};
	}
	if (stat.kind === 'file') return {disk: await probeFile(host, real), isFile: true};
	if (stat.kind !== 'block') {
		return {problem: `"${named}" is neither a block device nor a plain file; give one of them`};
	}
	const known = machine.disks.find(disk => disk.path === real || disk.links.includes(named));
	const disk = known ?? (await probeDisk(host, real));
	if (disk) return {disk, isFile: false};
	return {problem: `"${named}" is not a whole disk; give the disk itself, as in ${wholeDisk(real)}`};
}

/** `/dev/sda1` -> `/dev/sda`, `/dev/nvme0n1p2` -> `/dev/nvme0n1`; for a sentence only. */
const wholeDisk = (device: string) => device.replace(/(?:(?<=\d)p)?\d+$/, '');

/** Finds and judges every disk the answers name. */
export async function chooseDisks(host: Host, wanted: Wanted): Promise<Chosen> {
	const {values} = wanted;
	const boot = await bootDisk(host, wanted);
	const further = boot.disk && !boot.isFile ? furtherDisks(wanted, boot.disk) : NONE;
	const problems = [...boot.problems, ...further.problems];
	if (boot.isFile && values.disks.length + values.appDisks.length > 0) {
		const setting = values.disks.length > 0 ? 'storage.disks' : 'storage.appDisks';
		const message = `"${wanted.answers.get(setting)?.text ?? ''}" cannot join the plain file ${wanted.disk ?? ''}: a file is installed alone; leave ${setting} out`;
		problems.push(about(wanted, setting, message));
	}
	if (!boot.disk) return {asks: [], problems};

	const choice = {target: boot.disk, targetIsFile: boot.isFile, moreDisks: further.disks, appDisks: further.appDisks};
	const judged = judgeAll(wanted, choice);
	const layout = judged.problems.length > 0 ? [] : layoutProblems(wanted, choice);
	return {choice, asks: judged.asks, problems: [...problems, ...judged.problems, ...layout]};
}

/** A problem with a setting as it was given, or with `--disk`, which stands for storage.bootDisk. */
function about({answers, disk}: Wanted, setting: string, message: string): Problem {
	const named = setting === 'storage.bootDisk' && disk !== undefined;
	const answer = answers.get(setting);
	return {
		setting: named ? '' : setting,
		text: named ? disk : (answer?.text ?? ''),
		source: named ? '--disk' : (answer?.source.name ?? ''),
		level: 'error',
		message: message.replace(/\.$/, ''),
	};
}

type Boot = {readonly disk?: Disk; readonly isFile: boolean; readonly problems: readonly Problem[]};

async function bootDisk(host: Host, wanted: Wanted): Promise<Boot> {
	const {machine, values, disk: named, unattended} = wanted;
	const fail = (message: string): Boot => ({isFile: false, problems: [about(wanted, 'storage.bootDisk', message)]});
	if (named !== undefined) {
		const found = await findDisk(host, machine, named);
		return 'problem' in found ? fail(found.problem) : {...found, problems: []};
	}
	if (values.bootDisk === undefined) {
		return fail('no disk is chosen: give storage.bootDisk, as in serial:S64GNX0T91, or --disk PATH');
	}
	// The least it can be: a card reader without a card must not make `first` ambiguous.
	const needed = neededBytes({size: 0, sectorSize: 512, memory: machine.memory, values, isFile: false, lvm: false});
	const found = resolveOne(values.bootDisk, machine, {unattended, needed});
	return 'problem' in found ? fail(found.problem) : {...found, isFile: false, problems: []};
}

const NONE = {disks: [], appDisks: [], problems: []};

/** Disks for HostVG and AppVG. `all` leaves out what is taken; a disk that is named twice is a mistake (rhbz#867265). */
function furtherDisks(wanted: Wanted, boot: Disk) {
	const {disks: forHost, appDisks: forApps, swap2Size, data2Size} = wanted.values;
	const problems: Problem[] = [];
	const taken = new Map([[boot.name, 'storage.bootDisk']]);
	const pick = (setting: 'storage.disks' | 'storage.appDisks', selectors: readonly string[]) =>
		selectors.flatMap(selector => {
			const fail = (message: string) => problems.push(about(wanted, setting, message));
			return pickSome(selector, wanted, fail).filter(disk => {
				const by = taken.get(disk.name);
				if (by === undefined) taken.set(disk.name, setting);
				else if (!isForAll(selector))
					fail(`"${selector}" is ${disk.name}, which ${by} takes already; name each disk once`);
				return by === undefined;
			});
		});
	const disks = pick('storage.disks', forHost);
	const appDisks = swap2Size === 0 && data2Size === 0 ? [] : pick('storage.appDisks', forApps);
	return {disks, appDisks, problems};
}

function isForAll(selector: string): boolean {
	const parsed = parseSelector(selector);
	return !('wrong' in parsed) && takesAll(parsed);
}

function pickSome(selector: string, {machine, unattended}: Wanted, fail: (message: string) => void): readonly Disk[] {
	if (isForAll(selector)) {
		const {matched, rejected} = matchDisks(selector, machine);
		if (matched.length === 0) fail(noMatch(selector, rejected));
		return matched;
	}
	const found = resolveOne(selector, machine, {unattended});
	if ('disk' in found) return [found.disk];
	fail(found.problem);
	return [];
}

function layoutRequest({machine, values, imageSize}: Wanted, {target, targetIsFile, moreDisks}: Choice) {
	return {
		...{size: target.size, sectorSize: target.sectorSize, memory: machine.memory, values},
		...{isFile: targetIsFile, imageSize, lvm: moreDisks.length > 0},
	};
}

function judgeAll(wanted: Wanted, choice: Choice): {asks: readonly Asked[]; problems: readonly Problem[]} {
	const {machine, values, unattended} = wanted;
	const {target, moreDisks, appDisks} = choice;
	const chosen = [target, ...moreDisks, ...appDisks].map(({name}) => name);
	const ask = (disk: Disk, needed: number, role: 'boot' | 'data'): Judgement =>
		judge(disk, {
			...{machine, expect: values.expect, needed, chosen, unattended, role},
			wipeFakeraid: values.wipeFakeraid,
		});
	const judged = [
		{disk: target, setting: 'storage.bootDisk', ...ask(target, neededBytes(layoutRequest(wanted, choice)), 'boot')},
		...moreDisks.map(disk => ({disk, setting: 'storage.disks', ...ask(disk, 1, 'data')})),
		...appDisks.map(disk => ({disk, setting: 'storage.appDisks', ...ask(disk, 1, 'data')})),
	];
	return {
		asks: judged.filter(({verdict}) => verdict === 'ask').map(({disk, reasons}) => ({disk, reasons})),
		problems: judged
			.filter(({verdict}) => verdict !== 'ask')
			.flatMap(({verdict, reasons, setting}) =>
				reasons.map((reason): Problem => {
					const level = verdict === 'refused' ? 'error' : 'note';
					return {...about(wanted, setting, reason), level};
				}),
			),
	};
}

function layoutProblems(wanted: Wanted, choice: Choice): readonly Problem[] {
	const layout = planLayout(layoutRequest(wanted, choice));
	return 'problem' in layout ? [about(wanted, layout.setting || 'storage.bootDisk', layout.problem)] : [];
}
