/** From selectors to disks: every list resolved, no disk twice, and each one judged. Pure. */
import type {Disk, Machine} from '../../probes/machine.ts';
import type {Finding} from '../feature.ts';
import {judge} from './judge.ts';
import {MEMBER_MIB, neededBytes} from './layout.ts';
import {matchDisks, noMatch, resolveOne} from './selector.ts';
import {parseSelector, takesAll} from './selector-grammar.ts';
import type {StorageValues} from './settings.ts';
import {MIB} from './size.ts';

export type Choice = {
	readonly values: StorageValues;
	readonly machine: Machine;
	readonly unattended: boolean;
	/** `--disk`: replaces the resolving of storage.bootDisk. */
	readonly boot?: Disk;
	readonly isFile?: boolean;
};

export type Chosen = {
	/** Undefined when nothing was named, or no one disk is meant: `problems` says so. */
	readonly boot: Disk | undefined;
	readonly disks: readonly Disk[];
	/** Empty also when Swap2 and Data2 have no size: such disks are left alone. */
	readonly appDisks: readonly Disk[];
	/** Disks that a person must name before they are erased; never when unattended. */
	readonly asks: ReadonlyArray<{readonly disk: Disk; readonly reasons: readonly string[]}>;
	/** With an error among them nothing may be written. */
	readonly problems: readonly Finding[];
};

/** Resolves storage.bootDisk, storage.disks and storage.appDisks, and asks the judge about every disk they mean. */
export function chooseDisks(choice: Choice): Chosen {
	const {values, machine, unattended, isFile = false} = choice;
	const problems: Finding[] = [];
	const boot = choice.boot ?? resolveBoot(choice, problems);
	const disks = isFile ? refuseMore(choice, problems) : resolveList('disks', choice, boot, problems);
	const wanted = values.swap2Size !== 0 || values.data2Size !== 0;
	const appDisks = wanted && !isFile ? resolveList('appDisks', choice, boot, problems) : [];
	problems.push(...servingTwice(boot, disks, appDisks));

	const asks: Array<{disk: Disk; reasons: readonly string[]}> = [];
	const chosen = [...(boot ? [boot] : []), ...disks, ...appDisks];
	const names = chosen.map(({name}) => name);
	for (const disk of new Set(chosen)) {
		const isBoot = disk === boot;
		const request = {
			size: disk.size,
			sectorSize: disk.sectorSize,
			memory: machine.memory,
			values,
			isFile,
			lvm: disks.length > 0,
		};
		const {verdict, reasons} = judge(disk, {
			...{machine, unattended, expect: values.expect, wipeFakeraid: values.wipeFakeraid, chosen: names},
			needed: isBoot ? neededBytes(request) : (MEMBER_MIB + 2) * MIB,
			role: isBoot ? 'boot' : 'data',
		});
		if (verdict === 'ask') asks.push({disk, reasons});
		const setting = isBoot ? 'bootDisk' : disks.includes(disk) ? 'disks' : 'appDisks';
		const level = verdict === 'refused' ? 'error' : 'note';
		if (verdict !== 'ask') problems.push(...reasons.map(message => ({setting, level, message}) as const));
	}
	return {boot, disks, appDisks, asks, problems};
}

function resolveBoot({values, machine, unattended}: Choice, problems: Finding[]): Disk | undefined {
	if (values.bootDisk === undefined) return undefined;
	const found = resolveOne(values.bootDisk, machine, {unattended});
	if ('disk' in found) return found.disk;
	problems.push({setting: 'bootDisk', message: found.problem});
	return undefined;
}

function refuseMore({values}: Choice, problems: Finding[]): readonly Disk[] {
	for (const setting of ['disks', 'appDisks'] as const) {
		const [first] = values[setting];
		const message = `A plain file cannot be joined by further disks, and storage.${setting} names "${first}"; leave it out.`;
		if (first !== undefined) problems.push({setting, message});
	}
	return [];
}

/** Every disk of a list once, in its order. `all` takes every match but the boot disk. */
function resolveList(
	setting: 'disks' | 'appDisks',
	{values, machine, unattended}: Choice,
	boot: Disk | undefined,
	problems: Finding[],
): readonly Disk[] {
	const found: Disk[] = [];
	for (const text of values[setting]) {
		const selector = parseSelector(text);
		if (!('wrong' in selector) && takesAll(selector)) {
			const {matched, rejected} = matchDisks(text, machine);
			if (matched.length === 0) problems.push({setting, message: noMatch(text, rejected)});
			found.push(...matched.filter(disk => disk !== boot));
			continue;
		}
		const one = resolveOne(text, machine, {unattended});
		if ('problem' in one) problems.push({setting, message: one.problem});
		else found.push(one.disk);
	}
	return [...new Set(found)].filter(disk => setting === 'appDisks' || disk !== boot);
}

/** A disk may be called by two names; only the machine shows it. */
function servingTwice(boot: Disk | undefined, disks: readonly Disk[], appDisks: readonly Disk[]): Finding[] {
	return appDisks.flatMap(disk => {
		const other = disk === boot ? 'storage.bootDisk' : disks.includes(disk) ? 'storage.disks' : undefined;
		if (other === undefined) return [];
		const message = `${disk.name} is meant by ${other} and by storage.appDisks; a disk can serve one of them.`;
		return [{setting: 'appDisks', message}];
	});
}
