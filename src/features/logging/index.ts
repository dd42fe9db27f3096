/** Where logs go, and how long they may grow. */
import {hostPort} from '../../settings/rules.ts';
import {choice, number, text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {checkLogging} from './check.ts';
import {loggingLegacy} from './legacy.ts';
import {loggingFetches, renderLogging} from './render.ts';
import {caFile, netconsoleHost} from './rules.ts';

export const logging = defineFeature({
	name: 'logging',
	title: 'Logging',

	settings: {
		maxSize: number({
			label: 'Largest log file',
			help: 'A log file that has grown beyond this is rotated when its interval has passed.',
			example: '1024',
			unit: 'KiB',
			noun: 'a size of a log file',
			min: 1,
			max: 1024 * 1024 * 1024,
			default: '1024',
		}),
		interval: choice({
			label: 'Rotated',
			help: 'How often log files are rotated.',
			options: {daily: 'Every day', weekly: 'Every week', monthly: 'Every month'},
			default: 'daily',
		}),
		syslog: text({
			label: 'Syslog server',
			help: 'The server that logs are sent to, with its port where that is not 514, or 6514 with tls.',
			example: 'log.example.org',
			is: hostPort,
		}),
		syslogProtocol: choice({
			label: 'Syslog protocol',
			help: 'How logs are sent; udp may lose messages, and only tls keeps them from others.',
			options: {udp: 'UDP', tcp: 'TCP', tls: 'TLS'},
			default: 'udp',
		}),
		syslogCa: text({
			label: 'Syslog CA',
			help: 'The certificate (PEM) the syslog server is checked against with tls: a path on the host, or an https URL.',
			example: '/etc/pki/tls/certs/log-ca.pem',
			fact: 'the certificates the host trusts',
			is: caFile,
		}),
		netconsole: text({
			label: 'Netconsole server',
			help: 'The server that the kernel sends its own messages to, with its UDP port where that is not 6666.',
			example: '192.0.2.14:6666',
			is: netconsoleHost,
		}),
	},

	legacy: loggingLegacy,

	check: checkLogging,

	fetches: loggingFetches,

	render: renderLogging,
});
