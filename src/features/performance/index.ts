/** What the host is tuned for. */
import {text, type Rule} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {needsValue} from '../legacy-word.ts';
import {renderPerformance} from './render.ts';

/** The name of a profile is that of a folder under /usr/lib/tuned. */
const profileName: Rule = text =>
	/^[a-z0-9][a-z0-9_.-]{0,63}$/i.test(text)
		? undefined
		: {
				what: 'is not a tuned profile',
				right: 'give its name, as in virtual-host or throughput-performance, or off for none',
			};

export const performance = defineFeature({
	name: 'performance',
	title: 'Performance',

	settings: {
		profile: text({
			label: 'Profile',
			help: 'The profile of tuned, one of our own where tuned is not installed, or off for none.',
			example: 'throughput-performance',
			default: 'virtual-host',
			is: profileName,
		}),
	},

	legacy: {
		tuned: {
			grammar: 'PROFILE|None',
			help: 'The profile of tuned; None turns tuning off.',
			read: value =>
				value === undefined
					? needsValue('tuned', 'virtual-host')
					: {settings: {'performance.profile': value.toLowerCase() === 'none' ? 'off' : value}},
		},
	},

	render: renderPerformance,
});
