/** Time and monitoring: rules and sentences. */
import {describe, expect, it} from 'vitest';
import {COLLECTD_PORT, collectdServer} from '../../src/features/monitoring/server.ts';
import {fromLine} from './gathered.ts';

describe('time', () => {
	it.each([
		['hostwright.time.zone=Europe/Berlin', {'time.zone': 'Europe/Berlin'}],
		['hostwright.time.zone=Etc/GMT+1', {'time.zone': 'Etc/GMT+1'}],
		['hostwright.time.zone=America/Argentina/Buenos_Aires', {'time.zone': 'America/Argentina/Buenos_Aires'}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	it.each([
		[
			'hostwright.time.zone=Europe/Berln',
			'"Europe/Berln" is not a time zone; give its name, as in UTC or Europe/Berlin',
		],
		[
			'hostwright.time.zone=europe/berlin',
			'"europe/berlin" is not how the time zone is written; give Europe/Berlin',
		],
		[
			'hostwright.time.zone=us/eastern',
			'"us/eastern" has a small letter where its name has a capital; give its name, as in UTC or Europe/Berlin',
		],
		['hostwright.time.zone=+01:00', '"+01:00" is not a time zone; give its name, as in UTC or Europe/Berlin'],
		[
			'hostwright.time.zone=../../etc/shadow',
			'"../../etc/shadow" is not a time zone; give its name, as in UTC or Europe/Berlin',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('collectd', () => {
	it('listens on its own port unless another is given', () => {
		expect(collectdServer('stats')).toEqual({host: 'stats', port: COLLECTD_PORT});
		expect(collectdServer('[2001:db8::7]:7634')).toEqual({host: '2001:db8::7', port: 7634});
	});
});
