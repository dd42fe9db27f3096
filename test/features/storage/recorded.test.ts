/** Selectors and the judge on machines as the probes read them. */
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {judge} from '../../../src/features/storage/judge.ts';
import {matchDisks, mostPortable, resolveOne} from '../../../src/features/storage/selector.ts';
import {recordedHost} from '../../../src/host/recorded-host.ts';
import type {Machine} from '../../../src/probes/machine.ts';
import {probeMachine} from '../../../src/probes/probe.ts';
import {GIB} from './given.ts';

const machines = path.resolve(import.meta.dirname, '../../machines');
const probed = (name: string): Promise<Machine> => probeMachine(recordedHost(path.join(machines, name)));

/** The verdict with each storage.expect in turn when nobody is there, then with a person. */
function verdicts(machine: Machine, model: string): string {
	const disk = machine.disks.find(each => each.model === model);
	if (!disk) return 'no such disk';
	const question = {machine, needed: 8 * GIB, chosen: [disk.name]};
	const alone = (['empty', 'ours', 'any'] as const).map(
		wanted => judge(disk, {...question, expect: wanted, unattended: true}).verdict,
	);
	return [...alone, judge(disk, {...question, expect: 'empty', unattended: false}).verdict].join(' ');
}

const NEVER = 'refused refused refused refused';

describe('the judge on a machine in trouble', () => {
	it.each([
		['Too Small', NEVER],
		['Mounted', NEVER],
		['Read-only', NEVER],
		['Spanned Group', NEVER],
		['Storage Domain', NEVER],
		['Firmware RAID', NEVER],
		['Linux RAID', NEVER],
		['Swap In Use', NEVER],
		['SanDisk Ultra', NEVER],
		['Foreign Data', 'refused refused fits ask'],
		['Encrypted', 'refused refused fits ask'],
		['ZFS Pool', 'refused refused fits ask'],
		['Raw Partition', 'refused refused fits ask'],
		['Earlier Host', 'refused fits fits ask'],
		['Incomplete Host', 'fits fits fits fits'],
		['Torn Install', 'fits fits fits fits'],
	])('%s: %s', async (model, expected) => {
		expect(verdicts(await probed('trouble'), model)).toBe(expected);
	});

	it('refuses the paths of a map and takes the map', async () => {
		const machine = await probed('trouble');
		const paths = machine.disks.filter(({pathOf}) => pathOf !== '');
		expect(paths.length).toBeGreaterThan(1);
		const {matched} = matchDisks('bus:scsi', machine);
		expect(matched.map(({name}) => name)).toEqual([...new Set(paths.map(({pathOf}) => pathOf))]);
	});
});

describe('selectors on recorded machines', () => {
	it.each(['plain', 'trouble', 'two-equal', 'virtio-one'])(
		'%s: the portable identity of a disk means that disk',
		async name => {
			const machine = await probed(name);
			const disks = machine.disks.filter(({isMedium, pathOf}) => !isMedium && pathOf === '');
			expect(disks.length).toBeGreaterThan(0);
			for (const disk of disks)
				expect(resolveOne(mostPortable(disk, machine.disks), machine, {unattended: true})).toEqual({disk});
		},
	);

	it('two equal disks are never chosen between in silence', async () => {
		const machine = await probed('two-equal');
		for (const text of ['first', 'smallest', 'largest', 'bus:nvme', '/dev/nvme*'])
			expect(resolveOne(text, machine, {unattended: true}), text).toHaveProperty('problem');
		expect(resolveOne('bus:nvme+first', machine, {unattended: true})).toEqual({disk: machine.disks[0]});
	});

	it('one disk is enough for first', async () => {
		const machine = await probed('virtio-one');
		expect(resolveOne('first', machine, {unattended: true})).toEqual({disk: machine.disks[0]});
	});
});
