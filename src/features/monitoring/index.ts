/** Where measurements go. */
import {hostPort, splitHostPort, type HostPort} from '../../settings/rules.ts';
import {text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {takesHostPort} from '../legacy-word.ts';

/** The UDP port of collectd's network plugin. The ancestor's page offered 7634, which is that of hddtemp. */
export const COLLECTD_PORT = 25_826;

/** Host and port of a text that the rule took. */
export function collectdServer(server: string): Required<HostPort> | undefined {
	const found = splitHostPort(server);
	return found && {host: found.host, port: found.port ?? COLLECTD_PORT};
}

export const monitoring = defineFeature({
	name: 'monitoring',
	title: 'Monitoring',

	settings: {
		collectd: text({
			label: 'collectd server',
			help: `The server that measurements are sent to, with its UDP port where that is not ${COLLECTD_PORT}.`,
			example: 'stats.example.org',
			is: hostPort,
		}),
	},

	legacy: {
		collectd: takesHostPort('collectd', 'monitoring.collectd', {
			help: `The server that measurements are sent to; without a port ${COLLECTD_PORT} is used.`,
			example: 'stats.example.org:25826',
			ports: ['25826', '7634'],
		}),
	},
});
