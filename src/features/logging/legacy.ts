/** oVirt Node's words about logs (facts/ovirt-node.md 1.6). */
import type {Legacy, LegacyKey, Line} from '../feature.ts';
import {needsValue, takesHostPort} from '../legacy-word.ts';

/** The ancestor's page said kilobytes, and wrote the bare number, which logrotate reads as bytes. */
function readMaxSize(value: string | undefined): Legacy {
	if (value === undefined) return needsValue('logrotate_max_size', '1024');
	if (value === '') return {settings: {'logging.maxSize': ''}};
	const size = /^0+$/.test(value) ? '1' : value;
	const raised = size === value ? '' : `, and raised to 1`;
	const warning = `"logrotate_max_size=${value}" is taken as KiB${raised}; oVirt Node took the number for bytes.`;
	return {settings: {'logging.maxSize': size}, ...(/^\d+$/.test(value) ? {warnings: [warning]} : {})};
}

function readInterval(value: string | undefined, line: Line): Legacy {
	if (value === undefined) return needsValue('logrotate_interval', 'weekly');
	const settings = {'logging.interval': value.toLowerCase()};
	if (value === '' || line.all('logrotate_max_size').length > 0) return {settings};
	const warning = `"logrotate_interval=${value}" is taken; oVirt Node ignored it without logrotate_max_size.`;
	return {settings, warnings: [warning]};
}

export const loggingLegacy: Readonly<Record<string, LegacyKey>> = {
	syslog: takesHostPort('syslog', 'logging.syslog', {
		help: 'The server that logs are sent to; without a port 514 is used.',
		example: 'log.example.org:514',
		ports: ['514', '6514'],
	}),
	netconsole: takesHostPort('netconsole', 'logging.netconsole', {
		help: 'The server that the kernel sends its own messages to; without a port 6666 is used.',
		example: '192.0.2.14:6666',
		ports: ['6666'],
	}),
	logrotate_max_size: {grammar: 'KIB', help: 'The largest size of a log file.', read: readMaxSize},
	logrotate_interval: {
		grammar: 'daily|weekly|monthly',
		help: 'How often log files are rotated.',
		read: readInterval,
	},
};
