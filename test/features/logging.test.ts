/** Logging: legacy words, rules over several values, ports by protocol. */
import {describe, expect, it} from 'vitest';
import {netconsoleServer, syslogServer} from '../../src/features/logging/ports.ts';
import {fromLine} from './gathered.ts';

describe('logs', () => {
	it.each([
		['syslog=log.example.org', {'logging.syslog': 'log.example.org'}],
		['syslog=192.0.2.14:1514', {'logging.syslog': '192.0.2.14:1514'}],
		['syslog=[2001:db8::14]:514', {'logging.syslog': '[2001:db8::14]:514'}],
		['syslog=2001:db8::14', {'logging.syslog': '2001:db8::14'}],
		['syslog=', {}],
		['netconsole=[2001:db8::14]', {'logging.netconsole': '[2001:db8::14]'}],
		['netconsole=192.0.2.14:6666', {'logging.netconsole': '192.0.2.14:6666'}],
		['netconsole=', {}],
		['logrotate_max_size=', {}],
		['logrotate_interval=', {}],
		[
			'syslog=log.example.org hostwright.logging.syslogProtocol=tls hostwright.logging.syslogCa=https://pki.example.org/ca.pem',
			{
				'logging.syslog': 'log.example.org',
				'logging.syslogProtocol': 'tls',
				'logging.syslogCa': 'https://pki.example.org/ca.pem',
			},
		],
	])('%s', (line, answers) => {
		expect(fromLine(line)).toEqual({answers, problems: []});
	});

	const inBytes = 'oVirt Node took the number for bytes';

	it.each([
		[
			'logrotate_max_size=2048',
			{'logging.maxSize': '2048'},
			`"logrotate_max_size=2048" is taken as KiB; ${inBytes}`,
		],
		[
			'logrotate_max_size=0',
			{'logging.maxSize': '1'},
			`"logrotate_max_size=0" is taken as KiB, and raised to 1; ${inBytes}`,
		],
		[
			'logrotate_interval=Monthly',
			{'logging.interval': 'monthly'},
			'"logrotate_interval=Monthly" is taken; oVirt Node ignored it without logrotate_max_size',
		],
		[
			'logrotate_interval=weekly logrotate_max_size=5',
			{'logging.interval': 'weekly', 'logging.maxSize': '5'},
			`"logrotate_max_size=5" is taken as KiB; ${inBytes}`,
		],
		[
			'syslog=2001:db8::14:514',
			{'logging.syslog': '2001:db8::14:514'},
			'"syslog=2001:db8::14:514" is taken as an address without a port; write syslog=[2001:db8::14]:514 if 514 is the port',
		],
		[
			'hostwright.logging.syslogProtocol=tcp',
			{'logging.syslogProtocol': 'tcp'},
			'The protocol is "tcp" and no server is given, so no logs are sent; give logging.syslog, as in log.example.org',
		],
		[
			'syslog=log:514 hostwright.logging.syslogProtocol=tls',
			{'logging.syslog': 'log:514', 'logging.syslogProtocol': 'tls'},
			'"log:514" names the port without tls while the protocol is "tls"; give port 6514, or another protocol',
		],
		[
			'syslog=log:6514',
			{'logging.syslog': 'log:6514'},
			'"log:6514" names the port of tls while the protocol is "udp"; give port 514, or tls',
		],
	])('%s is taken with a warning', (line, answers, warning) => {
		expect(fromLine(line)).toEqual({answers, problems: [`warning: ${warning}`]});
	});

	const hostPort =
		'is not a host with or without a port; give it as in log.example.org, log.example.org:514 or [2001:db8::10]:514, with a port from 1 to 65535';
	const path =
		'is neither a path nor an https URL; give one as in /etc/pki/tls/certs/log-ca.pem or https://pki.example.org/ca.pem';
	const tls = 'syslog=log hostwright.logging.syslogProtocol=tls hostwright.logging.syslogCa=';

	it.each([
		['syslog', '"syslog" has no value; give one, as in syslog=log.example.org:514'],
		['netconsole', '"netconsole" has no value; give one, as in netconsole=192.0.2.14:6666'],
		['logrotate_max_size', '"logrotate_max_size" has no value; give one, as in logrotate_max_size=1024'],
		['logrotate_interval', '"logrotate_interval" has no value; give one, as in logrotate_interval=weekly'],
		['syslog=log:0', `"log:0" ${hostPort}`],
		['syslog=@@log', `"@@log" ${hostPort}`],
		['syslog=[log]:514', `"[log]:514" ${hostPort}`],
		['logrotate_max_size=-5', '"-5" is not a size of a log file; give a whole number from 1 to 1073741824'],
		['logrotate_max_size=1.5M', '"1.5M" is not a size of a log file; give a whole number from 1 to 1073741824'],
		[
			'netconsole=6665@192.0.2.10/eth0,6666@192.0.2.1/',
			'"6665@192.0.2.10/eth0,6666@192.0.2.1/" is in the form of the kernel\'s own netconsole=; give the receiver alone, as in 192.0.2.14 or 192.0.2.14:6666',
		],
		[
			'syslog=log hostwright.logging.syslogCa=/etc/ca.pem',
			'"/etc/ca.pem" is given while the protocol is "udp", which checks no certificate; give logging.syslogProtocol=tls, or leave it out',
		],
		[`${tls}ca.pem`, `"ca.pem" ${path}`],
		[`${tls}/etc/../shadow`, `"/etc/../shadow" ${path}`],
		[`${tls}/etc/$(id)`, `"/etc/$(id)" ${path}`],
		[
			`${tls}http://pki/ca.pem`,
			'"http://pki/ca.pem" is not a URL that starts with https://; give one as in https://boot.example.org/key',
		],
		[
			`${tls}-----BEGIN`,
			'"-----BEGIN" is the text of a certificate; give the path of a file that holds it, or an https URL',
		],
	])('%s is refused', (line, message) => {
		expect(fromLine(line).problems).toEqual([`error: ${message}`]);
	});

	it('have a port by protocol', () => {
		expect(syslogServer('log', 'udp')).toEqual({host: 'log', port: 514});
		expect(syslogServer('log', 'tcp')).toEqual({host: 'log', port: 514});
		expect(syslogServer('2001:db8::14', 'tls')).toEqual({host: '2001:db8::14', port: 6514});
		expect(syslogServer('log:99', 'tls')).toEqual({host: 'log', port: 99});
		expect(netconsoleServer('[2001:db8::14]')).toEqual({host: '2001:db8::14', port: 6666});
		expect(netconsoleServer('a b')).toBeUndefined();
	});
});
