/** Where measurements go. */
import {hostPort} from '../../settings/rules.ts';
import {text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {takesHostPort} from '../legacy-word.ts';
import {renderMonitoring} from './render.ts';
import {COLLECTD_PORT} from './server.ts';

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

	render: renderMonitoring,
});
