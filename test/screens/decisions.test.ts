/** What the pages decide, without a terminal. */
import {describe, expect, it} from 'vitest';
import {isItsWord, stillUnsaid, wordOf} from '../../screens/install/consent.ts';
import {detailsOf, firstChoice, type DiskRow} from '../../screens/install/disks.ts';
import {clock, cut, linkSpeed, mebibytes, took} from '../../screens/format.ts';
import {chooseNics, chosenNics, linkOf, unknownNics} from '../../screens/settings/interfaces.ts';
import {
	pageAfter,
	pageBefore,
	pagesFor,
	problemsElsewhere,
	problemsOn,
	stopOn,
	titleOf,
} from '../../screens/install/pages.ts';
import type {Problem} from '../../src/settings/answers.ts';
import {aDisk, aMachine, aNic} from './machine.ts';

const problem = (setting: string, level: Problem['level'] = 'error'): Problem => ({
	setting,
	text: 'x',
	source: 'site.yaml line 3',
	level,
	message: `${setting} is wrong`,
});

describe('the walk', () => {
	const disks = pagesFor({file: false});
	const file = pagesFor({file: true});

	it('asks about data disks only where disks can be joined', () => {
		expect(disks).toContain('data-disks');
		expect(file).not.toContain('data-disks');
		expect(titleOf('boot-disk', file)).toBe('3 of 9  Boot disk');
		expect(titleOf('confirm', file)).toBe('8 of 9  Confirm');
		expect(titleOf('progress', file, 'Installing on sda')).toBe('9 of 9  Installing on sda');
		expect(titleOf('confirm', disks)).toBe('9 of 10  Confirm');
		expect(titleOf('done', disks)).toBe('Done');
	});

	it('leads forwards through every page once, and back again', () => {
		for (const pages of [disks, file]) {
			const walked = [pages[0] ?? 'done'];
			while (walked.at(-1) !== 'done') walked.push(pageAfter(walked.at(-1) ?? 'done', pages));
			expect(walked).toEqual([...pages, 'done']);
			const before = pages.map(page => pageBefore(page, pages));
			expect(before).toEqual([undefined, ...pages.slice(0, -2), undefined]);
		}
	});

	it('holds a page back for its own errors only', () => {
		const problems = [problem('network.vlan', 'warning'), problem('network.gateway'), problem('engine.server')];
		expect(problemsOn('network', problems)).toHaveLength(2);
		expect(stopOn('network', problems)?.setting).toBe('network.gateway');
		expect(stopOn('volumes', problems)).toBeUndefined();
		expect(stopOn('network', [problem('network.vlan', 'warning')])).toBeUndefined();
	});

	it('says before consent what no page can mend', () => {
		const problems = [
			problem('lifecycle.notify'),
			problem('storage.disks'),
			problem('', 'error'),
			problem('x', 'note'),
		];
		expect(problemsElsewhere(problems, disks).map(({setting}) => setting)).toEqual(['lifecycle.notify', '']);
		expect(problemsElsewhere(problems, file).map(({setting}) => setting)).toEqual([
			'lifecycle.notify',
			'storage.disks',
			'',
		]);
	});
});

describe('disks', () => {
	const row = (name: string, verdict: DiskRow['judged']['verdict']): DiskRow => ({
		disk: aDisk(name),
		judged: {verdict, reasons: []},
		holds: '',
	});

	it('are preselected when they fit, else when a word can free them', () => {
		expect(firstChoice([row('a', 'refused'), row('b', 'ask'), row('c', 'fits')])?.disk.name).toBe('c');
		expect(firstChoice([row('a', 'refused'), row('b', 'ask')])?.disk.name).toBe('b');
		expect(firstChoice([row('a', 'refused')])).toBeUndefined();
	});

	it('show who uses them', () => {
		const mounted = aDisk('sda', {uses: [{how: 'mounted', at: '/data', where: 'sda1'}]});
		const asked = {judged: {verdict: 'ask', reasons: []}, holds: ''} as const;
		expect(detailsOf({...asked, disk: mounted}, 60).at(-1)).toBe(
			'one path, no partition table, sda1 is mounted at /data',
		);
		expect(detailsOf({...asked, disk: aDisk('sda')}, 60).at(-1)).toBe(
			'one path, no partition table, used by nobody',
		);
		expect(detailsOf({...row('sda', 'refused')}, 60)).toEqual(['/dev/sda']);
	});
});

describe('consent', () => {
	const disk = {path: '/dev/sda', name: 'sda', serial: 'PHYF0123'};

	it('is the serial number or the name, whole', () => {
		expect(isItsWord(disk, ' phyf0123 ')).toBe(true);
		expect(isItsWord(disk, 'sda')).toBe(true);
		expect(isItsWord(disk, 'PHYF012')).toBe(false);
		expect(isItsWord({...disk, serial: ''}, '')).toBe(false);
		expect(wordOf(disk)).toBe('serial number');
		expect(wordOf({...disk, serial: ''})).toBe('name');
	});

	it('is asked for each disk apart', () => {
		const other = {path: '/dev/sdb', name: 'sdb', serial: 'W460'};
		expect(stillUnsaid([disk, other], new Map([['/dev/sda', 'PHYF0123']]))).toEqual([other]);
		expect(stillUnsaid([disk, other], new Map([['/dev/sda', 'W460']]))).toEqual([disk, other]);
		expect(stillUnsaid([disk], new Map([['/dev/sda', 'sda']]))).toEqual([]);
	});
});

describe('interfaces', () => {
	const machine = aMachine();
	const none = {interface: '', bond: '', bondPorts: ''};

	it('become an interface or a bond as they are chosen', () => {
		const one = chooseNics(['eno1'], none, machine);
		expect(one).toEqual({interface: '52:54:00:00:00:01', bond: '', bondPorts: ''});
		const two = chooseNics(['eno2', 'eno1'], one, machine);
		expect(two).toEqual({interface: '', bond: 'bond0', bondPorts: '52:54:00:00:00:01,52:54:00:00:00:02'});
		expect(chooseNics(['eno1', 'eno2'], {...two, bond: 'uplink'}, machine).bond).toBe('uplink');
		expect(chooseNics([], two, machine)).toEqual(none);
	});

	it('are found again from what any door said', () => {
		expect(chosenNics({...none, interface: 'eno2'}, machine)).toEqual(['eno2']);
		expect(chosenNics({...none, interface: '52:54:00:00:00:02'}, machine)).toEqual(['eno2']);
		expect(chosenNics({...none, interface: 'link'}, machine)).toEqual(['eno1']);
		expect(chosenNics({interface: 'bond0', bond: 'bond0', bondPorts: 'eno2,eno1'}, machine)).toEqual([
			'eno1',
			'eno2',
		]);
		expect(unknownNics({interface: 'bond0', bond: 'bond0', bondPorts: 'eno2,eno9'}, machine)).toEqual(['eno9']);
		expect(unknownNics({...none, interface: '52:54:00:00:00:77'}, machine)).toEqual(['52:54:00:00:00:77']);
	});

	it('say what their link is', () => {
		expect(linkOf(aNic('a', {speed: 2500}))).toBe('up 2.5 Gb/s');
		expect(linkOf(aNic('a', {speed: 0}))).toBe('up');
		expect(linkOf(aNic('a', {link: 'unknown'}))).toBe('not known');
	});
});

describe('numbers', () => {
	it('read as a person writes them', () => {
		expect([1, 1024, 425_984].map(mebibytes)).toEqual(['1 MiB', '1 024 MiB', '425 984 MiB']);
		expect([4, 65, 3723].map(clock)).toEqual(['0:04', '1:05', '1:02:03']);
		expect([1234, 61_000].map(took)).toEqual(['1.2 s', '1:01']);
		expect([0, 100, 10_000].map(linkSpeed)).toEqual(['', '100 Mb/s', '10 Gb/s']);
		expect(cut('a long model name', 10)).toBe('a long ...');
	});
});
