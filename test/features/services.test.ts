/** Time, NFS, monitoring and performance: their legacy words, rules and sentences. */
import {describe, expect, it} from 'vitest';
import {COLLECTD_PORT, collectdServer} from '../../src/features/monitoring/index.ts';
import {fromLine} from './gathered.ts';

describe('time', () => {
	it.each([
		['ntp=192.0.2.123', {'time.servers': '192.0.2.123'}],
		['ntp=a.example.org,b.example.org', {'time.servers': 'a.example.org,b.example.org'}],
		['ntp=[2001:db8::123],2001:db8::124', {'time.servers': '2001:db8::123,2001:db8::124'}],
		['ntp=off', {'time.servers': 'off'}],
		['ntp=OFF', {'time.servers': 'off'}],
		['ntp=', {}],
		['ntp=a ntp=b', {'time.servers': 'b'}],
		['hostwright.time.zone=Europe/Berlin', {'time.zone': 'Europe/Berlin'}],
		['hostwright.time.zone=Etc/GMT+1', {'time.zone': 'Etc/GMT+1'}],
		['hostwright.time.zone=America/Argentina/Buenos_Aires', {'time.zone': 'America/Argentina/Buenos_Aires'}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	const server = 'is not a time server; give a name or an address, as in ntp.example.org or 2001:db8::123, or off';

	it.each([
		['ntp', '"ntp" has no value; give one, as in ntp=192.0.2.123'],
		['ntp=192.0.2.999', `"192.0.2.999" ${server}`],
		['ntp=ntp.example.org:123', `"ntp.example.org:123" ${server}`],
		['ntp=$(reboot)', `"$(reboot)" ${server}`],
		['ntp=a,,b', '"a,,b" has an empty item; give items between commas'],
		['ntp=off,a', '"off,a" holds off beside other servers; give off alone, or leave it out'],
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

describe('the NFSv4 domain', () => {
	it.each([
		['nfsv4_domain=example.org', {'nfs.domain': 'example.org'}],
		['nfsv4_domain=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	it.each([
		['nfsv4_domain', '"nfsv4_domain" has no value; give one, as in nfsv4_domain=example.org'],
		[
			'nfsv4_domain=a_b',
			'"a_b" is not a domain name; give one as in example.org: letters, digits, hyphens and dots',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});

describe('collectd', () => {
	it.each([
		['collectd=stats.example.org', {'monitoring.collectd': 'stats.example.org'}],
		['collectd=192.0.2.7:7634', {'monitoring.collectd': '192.0.2.7:7634'}],
		['collectd=[2001:db8::7]:25826', {'monitoring.collectd': '[2001:db8::7]:25826'}],
		['collectd=2001:db8::7', {'monitoring.collectd': '2001:db8::7'}],
		['collectd=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	const hostPort =
		'is not a host with or without a port; give it as in log.example.org, log.example.org:514 or [2001:db8::10]:514, with a port from 1 to 65535';

	it.each([
		['collectd', 'error: "collectd" has no value; give one, as in collectd=stats.example.org:25826'],
		['collectd=stats:70000', `error: "stats:70000" ${hostPort}`],
		['collectd=stats:', `error: "stats:" ${hostPort}`],
		['collectd=`id`', `error: "\`id\`" ${hostPort}`],
		[
			'collectd=2001:db8::7:7634',
			'warning: "collectd=2001:db8::7:7634" is taken as an address without a port; write collectd=[2001:db8::7]:7634 if 7634 is the port',
		],
	])('%s', (line, problem) => {
		expect(fromLine(line).problems).toEqual([problem]);
	});

	it('listens on its own port unless another is given', () => {
		expect(collectdServer('stats')).toEqual({host: 'stats', port: COLLECTD_PORT});
		expect(collectdServer('[2001:db8::7]:7634')).toEqual({host: '2001:db8::7', port: 7634});
	});
});

describe('the tuned profile', () => {
	it.each([
		['tuned=throughput-performance', {'performance.profile': 'throughput-performance'}],
		['tuned=None', {'performance.profile': 'off'}],
		['tuned=off', {'performance.profile': 'off'}],
		['tuned=', {}],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	it.each([
		['tuned', '"tuned" has no value; give one, as in tuned=virtual-host'],
		[
			'tuned=../../x',
			'"../../x" is not a tuned profile; give its name, as in virtual-host or throughput-performance, or off for none',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});
});
