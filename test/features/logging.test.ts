/** Logging: rules over several values, ports by protocol. */
import {describe, expect, it} from 'vitest';
import {netconsoleServer, syslogServer} from '../../src/features/logging/ports.ts';
import {fromLine} from './gathered.ts';

describe('logs', () => {
	it.each([
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

	it.each([
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
			'syslog=[2001:db8::14] hostwright.logging.syslogProtocol=tls',
			{'logging.syslog': '[2001:db8::14]', 'logging.syslogProtocol': 'tls'},
			'rsyslog looks for "2001:db8::14" among the names in the server\'s certificate, never among its addresses; give the server by such a name',
		],
	])('%s is taken with a warning', (line, answers, warning) => {
		expect(fromLine(line)).toEqual({answers, problems: [`warning: ${warning}`]});
	});

	const path =
		'is neither a path nor an https URL; give one as in /etc/pki/tls/certs/log-ca.pem or https://pki.example.org/ca.pem';
	const tls = 'syslog=log hostwright.logging.syslogProtocol=tls hostwright.logging.syslogCa=';

	it.each([
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
