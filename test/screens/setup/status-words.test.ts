/** What Status says. */
import {describe, expect, it} from 'vitest';
import {guestsLost, guestWords, statusRows, uptimeWords} from '../../../screens/setup/status-words.ts';
import {changedTitles, differWords, menuItems} from '../../../screens/setup/menu.ts';

const running = (...names: readonly string[]) => ({known: true as const, running: names});

describe('guests', () => {
	it('restarting and powering off say how many guests end with it', () => {
		expect(guestsLost(undefined)).toBe('How many guests are running is not known yet.');
		expect(guestsLost({known: false, why: 'libvirt is not on this host'})).toBe(
			'How many guests are running is not known: libvirt is not on this host.',
		);
		expect(guestsLost(running())).toBe('No guest is running.');
		expect(guestsLost(running('web'))).toBe('1 guest is running and ends with it: web.');
		expect(guestsLost(running('web', 'db'))).toBe('2 guests are running and end with it: web, db.');
	});

	it('are counted and named', () => {
		expect([guestWords(running()), guestWords(running('web', 'db'))]).toEqual([
			'none is running',
			'2 running: web, db',
		]);
	});
});

describe('how long it is up', () => {
	it.each([
		[59, '0:00'],
		[3_600 * 4 + 300, '4:05'],
		[86_400 + 60, '1 day 0:01'],
		[86_400 * 30, '30 days 0:00'],
	])('%i s is %s', (seconds, words) => expect(uptimeWords(seconds)).toBe(words));
});

describe('rows', () => {
	const rows = (looking: boolean, failures: readonly {title: string}[] = [], paths: readonly string[] = []) =>
		new Map(
			statusRows({
				...{status: {}, looking, differing: new Set<string>(), drift: {paths, sections: [], lines: []}},
				failures: failures.map(each => ({section: 'logging', problem: 'It refuses.', at: '', ...each})),
			}),
		);

	it('tell what is not known yet from what never will be', () => {
		expect([rows(true).get('Up'), rows(false).get('Up')]).toEqual(['not known yet', 'not known']);
	});

	it('say what somebody changed on the host', () => {
		expect(rows(false, [], ['/etc/a', '/etc/b']).get('Settings')).toBe(
			'2 files were changed by somebody since they were written',
		);
	});

	it('name what failed when it was last applied', () => {
		expect(rows(false, [{title: 'Logging'}]).get('Settings')).toBe('failed when last applied: Logging');
	});
});

describe('the menu', () => {
	const failures = [{section: 'logging', title: 'Logging', problem: 'It refuses.', at: ''}];

	it('marks a page with changes, and one that failed', () => {
		const items = menuItems({differing: new Set(['time.zone']), failures}, new Set(['access.adminPassword']));
		expect(items.filter(({mark}) => mark).map(({key, mark}) => `${key}${mark ?? ''}`)).toEqual([
			...['security*', 'time*', 'logging!'],
		]);
	});

	it('counts what differs, a password that is being typed too', () => {
		const known = {differing: new Set(['time.zone', 'network.vlan']), failures: []};
		expect(differWords(known, new Set(['access.adminPassword']))).toBe('3 settings differ from what is saved');
		expect(changedTitles(known, new Set())).toEqual(['Network', 'Time']);
		expect(differWords({differing: new Set(), failures: []}, new Set())).toBeUndefined();
	});
});
