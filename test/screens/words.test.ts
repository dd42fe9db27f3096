/** What pages say: provenance, welcome, sizes, passwords, wrapped text. */
import {describe, expect, it} from 'vitest';
import {bootDiskOf, bootRows, dataProblem, dataRows, disksOf, tableRow} from '../../screens/install/disks.ts';
import {answer, fieldText, provenanceOf} from '../../screens/settings/form.ts';
import {looksLikeCapsLock, passwordHints, passwordStop} from '../../screens/settings/passwords.ts';
import {freeLine, spaceOf, swapLine} from '../../screens/install/sizes.ts';
import {aboutMachine, choices, currentChoice} from '../../screens/install/welcome-choices.ts';
import {firstLine, wrapLines} from '../../src/tui/widgets/wrap.ts';
import {storage} from '../../src/features/storage/index.ts';
import type {Disk} from '../../src/probes/machine.ts';
import {valuesOf} from '../../src/session/answers.ts';
import {merge, type Given, type Rank} from '../../src/settings/answers.ts';
import {aDisk, aMachine} from './machine.ts';

const given = (setting: string, text: string, rank: Rank = 'kernel', name = 'kernel argument vlan='): Given => ({
	setting,
	text,
	source: {rank, name},
});
const typed = (setting: string, text: string) => given(setting, text, 'typed', 'typed here');
const storageOf = (...givens: readonly Given[]) => valuesOf(storage, merge(givens));
const earlierHost = {hostname: 'h7', incomplete: false, installedAt: '2026-03-02T09:14:00Z', version: '1.0'};

describe('where a value came from', () => {
	const say = (name: string, ...givens: readonly Given[]) => provenanceOf(name, merge(givens).get(name));

	it('is the kernel argument that would say it, or the door that did', () => {
		expect(say('network.vlan')).toBe('kernel argument: hostwright.network.vlan=');
		expect(say('keyboard.layout')).toBe('kernel argument: hostwright.keyboard.layout=us');
		expect(say('network.vlan', typed('network.vlan', '30'))).toBe('kernel argument: hostwright.network.vlan=30');
		expect(say('network.bondOptions', typed('network.bondOptions', 'mode=1 miimon=100'))).toBe(
			'kernel argument: hostwright.network.bondOptions="mode=1 miimon=100"',
		);
		expect(say('network.vlan', given('network.vlan', '20'))).toBe('from kernel argument vlan=');
	});

	it('tells what was overridden', () => {
		expect(say('network.vlan', given('network.vlan', '20'), typed('network.vlan', '30'))).toBe(
			'typed here, instead of 20 (kernel argument vlan=)',
		);
		expect(
			say('network.vlan', given('network.vlan', '10', 'file', 'site.yaml line 3'), given('network.vlan', '20')),
		).toBe('from kernel argument vlan=, instead of 10 (site.yaml line 3)');
	});

	it('never shows a secret', () => {
		const hash = '$6$salt$hash';
		const said = say(
			'access.adminPassword',
			given('access.adminPassword', hash, 'kernel', 'kernel argument adminpw='),
			typed('access.adminPassword', `${hash}2`),
		);
		expect(said).toBe('typed here, instead of [secret] (kernel argument adminpw=)');
	});

	it('shows a removed answer as empty and a missing one as its default', () => {
		const answers = merge([given('network.vlan', '20'), typed('network.vlan', '')]);
		expect(fieldText({answers}, 'network.vlan')).toBe('');
		expect(fieldText({answers}, 'network.ipv4')).toBe('dhcp');
	});

	it('is nobody when a default is typed over nothing', () => {
		const calls: string[] = [];
		const spy = (below: string) => ({
			below: () => below,
			type: (texts: Readonly<Record<string, string>>) => void calls.push(`type ${Object.values(texts).join()}`),
			untype: (...names: readonly string[]) => void calls.push(`untype ${names.join()}`),
		});
		answer(spy(''), 'network.ipv4', 'dhcp');
		answer(spy('static'), 'network.ipv4', 'dhcp');
		answer(spy(''), 'network.ipv4', 'static');
		expect(calls).toEqual(['untype network.ipv4', 'type dhcp', 'type static']);
	});
});

describe('welcome', () => {
	const machine = aMachine({
		disks: [
			aDisk('sda', {host: earlierHost}),
			aDisk('sdb', {host: {...earlierHost, incomplete: true}}),
			aDisk('sdc', {host: earlierHost, isMedium: true}),
			aDisk('sdd', {host: earlierHost, pathOf: 'mpatha'}),
		],
	});

	it('offers a new install and each earlier host once', () => {
		const offered = choices({machine, jobs: []});
		expect(offered.map(({title, words}) => `${title}: ${words}`)).toEqual([
			'Install: on a disk of your choice',
			'Reinstall: erase h7 on sda, installed 2026-03-02',
			'Reinstall: begin again on sdb, where an install never finished',
		]);
		expect(offered[1]?.answers).toEqual({'lifecycle.action': 'reinstall', 'storage.expect': 'ours'});
	});

	it('begins where the kernel line wants it', () => {
		const offered = choices({machine, jobs: []});
		expect(currentChoice(offered, {answers: merge([])})).toBe('install');
		const answers = merge([given('lifecycle.action', 'reinstall')]);
		expect(currentChoice(offered, {answers})).toBe('reinstall /dev/sda');
	});

	it('says what is not known yet, and what does not fit', () => {
		const image = {image: 'hostwright 1.0', standIn: false};
		expect(aboutMachine({machine: undefined, facts: undefined}, image).slice(0, 2)).toEqual([
			['Virtualization', 'not known yet'],
			['Firmware', 'not known yet'],
		]);
		const rows = new Map(
			aboutMachine(
				{
					machine: aMachine({
						virtualization: 'none',
						firmware: {kind: 'uefi', secureBoot: true},
						disks: [aDisk('sda', {isMedium: true})],
					}),
					facts: {manufacturer: 'Dell Inc.', product: 'R640', cpu: 'Intel Xeon', cores: 32, os: ''},
				},
				{...image, standIn: true},
			),
		);
		expect(rows.get('Machine')).toBe('Dell Inc. R640, Intel Xeon, 32 cores');
		expect(rows.get('Virtualization')).toContain('not detected');
		expect(rows.get('Firmware')).toContain('switch it off');
		expect(rows.get('Disks')).toBe('none found');
		expect(rows.get('Image')).toContain('boots nothing');
	});
});

describe('the disks of the answers', () => {
	const [sda, sdb, sdc] = [aDisk('sda'), aDisk('sdb'), aDisk('sdc', {readOnly: true})] as const;
	const machine = aMachine({disks: [sda, sdb, sdc]});
	const known = (disk: string, ...givens: readonly Given[]) => ({machine, disk, storage: storageOf(...givens)});
	const describeDisk = (disk: Disk) => (disk.host ? 'host' : 'empty');

	it('boot from what was chosen by path before what other doors named', () => {
		const serial = given('storage.bootDisk', 'serial:serial-of-sdb');
		expect(bootDiskOf(known('', serial))?.name).toBe('sdb');
		expect(bootDiskOf(known('/dev/sda', serial))?.name).toBe('sda');
		expect(bootDiskOf(known('', given('storage.bootDisk', 'serial:NOPE')))).toBeUndefined();
		expect(bootDiskOf(known(''))).toBeUndefined();
	});

	it('are each asked once, the boot disk never', () => {
		expect(disksOf(['bus:ata+all', 'serial:serial-of-sdb'], machine, sda).map(({name}) => name)).toEqual([
			'sdb',
			'sdc',
		]);
	});

	it('are judged, and say why they cannot serve', () => {
		const rows = bootRows(known(''), 0, describeDisk).map(tableRow);
		expect(rows.map(({mark, disabled}) => [mark, disabled])).toEqual([
			['', false],
			['', false],
			['x', true],
		]);
		expect(rows[2]?.reason).toContain('read-only');
	});

	it('fix the boot disk among those for data', () => {
		const rows = dataRows(known('', given('storage.bootDisk', 'serial:serial-of-sda')), describeDisk).map(tableRow);
		expect(rows[0]).toMatchObject({disabled: true, mark: ''});
		expect(rows[0]?.cells.at(-1)).toBe('boot disk');
		expect(rows[1]).toMatchObject({disabled: false});
	});

	it('take a volume group as a whole or not at all', () => {
		const group = {name: 'vg', tags: [], disks: ['sdb', 'sdc']};
		const part = (name: string) =>
			aDisk(name, {contents: [{where: name, type: 'LVM2_member', label: '', uuid: '', partLabel: '', group}]});
		const pair = aMachine({disks: [sda, part('sdb'), part('sdc')]});
		const boot = given('storage.bootDisk', 'serial:serial-of-sda');
		const chosen = (disks: string) => ({
			machine: pair,
			disk: '',
			storage: storageOf(boot, given('storage.disks', disks)),
		});
		expect(dataProblem(chosen('serial:serial-of-sdb'))).toContain('which also spans sdc');
		expect(dataProblem(chosen('serial:serial-of-sdb,serial:serial-of-sdc'))).toBeUndefined();
	});
});

describe('sizes', () => {
	const known = (...givens: readonly Given[]) => ({
		machine: aMachine(),
		disk: '/dev/sda',
		storage: storageOf(...givens),
	});

	it('leave the rest to DATA, or free', () => {
		const rest = spaceOf(known(), '');
		expect(rest && freeLine(rest, true)).toMatch(/^DATA takes the rest, [1-9][\d ]+ MiB\.$/);
		expect(rest && swapLine(rest, false)).toMatch(/^Swap left empty becomes [1-9]/);
		expect(rest && swapLine(rest, true)).toBe('');
		const free = spaceOf(known(given('storage.dataSize', '1000')), '');
		expect(free && freeLine(free, false)).toMatch(/^Free space is [1-9][\d ]+ MiB\.$/);
	});

	it('never fall below zero, and blame the field that was changed', () => {
		const large = given('storage.stateSize', '900000');
		const space = spaceOf(known(large, given('storage.configSize', '500000')), 'stateSize');
		expect(space?.free).toBe(0);
		expect(space && freeLine(space, true)).toBe('Free space is none: the sizes are too large.');
		expect(spaceOf(known(large), 'stateSize')?.tooLarge?.setting).toBe('stateSize');
	});

	it('are unknown while no disk is', () => {
		expect(spaceOf({...known(), machine: undefined}, '')).toBeUndefined();
	});
});

describe('passwords', () => {
	it('are typed twice, unless one is there already', () => {
		expect(passwordStop({password: '', again: ''}, false)).toContain('no password yet');
		expect(passwordStop({password: '', again: ''}, true)).toBeUndefined();
		expect(passwordStop({password: 'a', again: ''}, true)).toContain('a second time');
		expect(passwordStop({password: 'a', again: 'b'}, true)).toContain('differ');
		expect(passwordStop({password: 'a', again: 'a'}, false)).toBeUndefined();
	});

	it('are advised on, never repeated', () => {
		expect(passwordHints({password: '', again: ''})).toEqual([]);
		expect(passwordHints({password: 'tulip-Crane-77-obscure', again: ''})).toEqual(['Nothing speaks against it.']);
		const hints = passwordHints({password: 'SECRET', again: ''});
		expect(hints[0]).toContain('Caps Lock');
		expect(hints.join(' ')).not.toContain('SECRET');
	});

	it('in capitals may be an accident', () => {
		expect(['ABC', 'A1B2'].map(looksLikeCapsLock)).toEqual([true, true]);
		expect(['A', 'Abc', '1234', ''].map(looksLikeCapsLock)).toEqual([false, false, false, false]);
	});
});

describe('wrapped text', () => {
	it('breaks at blanks, goes on indented, and loses nothing', () => {
		const lines = ['  partitions and further words', 'short', `  /${'a'.repeat(9)}/${'b'.repeat(30)}`];
		const wrapped = wrapLines(lines, 16);
		expect(Math.max(...wrapped.map(line => line.length))).toBeLessThanOrEqual(16);
		expect(wrapped.slice(0, 3)).toEqual(['  partitions and', '    further', '    words']);
		expect(wrapped.join('').replaceAll(' ', '')).toBe(lines.join('').replaceAll(' ', ''));
		expect(wrapLines(['one two'], 5, '')).toEqual(['one', 'two']);
	});

	it('scrolls within its ends', () => {
		const text = {total: 30, height: 10};
		expect(firstLine(0, -1, text)).toBe(0);
		expect(firstLine(15, 10, text)).toBe(20);
		expect(firstLine(20, -Infinity, text)).toBe(0);
		expect(firstLine(0, 5, {total: 4, height: 10})).toBe(0);
	});
});
