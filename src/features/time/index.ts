/** What time it is, and where. */
import {list, text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {listText, needsValue, unbracketed} from '../legacy-word.ts';
import {renderTime} from './render.ts';
import {timeServer, timeZone} from './rules.ts';

export const time = defineFeature({
	name: 'time',
	title: 'Time',

	settings: {
		servers: list({
			label: 'Time servers',
			help: 'NTP servers by name or address, or off for none; left empty they come from DHCP.',
			example: 'ntp.example.org,2001:db8::123',
			noun: 'server',
			item: timeServer,
		}),
		zone: text({
			label: 'Time zone',
			help: 'The time zone of the host, by its name in the IANA database.',
			example: 'Europe/Berlin',
			default: 'UTC',
			is: timeZone,
		}),
	},

	legacy: {
		ntp: {
			grammar: 'SERVER[,SERVER...]|off',
			help: 'NTP servers; off stops the clock from being set over the network.',
			read(value) {
				if (value === undefined) return needsValue('ntp', '192.0.2.123');
				const servers = value.toLowerCase() === 'off' ? ['off'] : value.split(',').map(unbracketed);
				return {settings: {'time.servers': listText(servers)}};
			},
		},
	},

	check({servers}) {
		if (!servers.includes('off') || servers.length === 1) return [];
		const message = `"${servers.join(',')}" holds off beside other servers; give off alone, or leave it out.`;
		return [{setting: 'servers', message}];
	},

	render: renderTime,
});
