/** What the installed host is started with. */
import {list, text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {bootLegacy} from './legacy.ts';
import {bootWords, consoleName} from './rules.ts';

export const boot = defineFeature({
	name: 'boot',
	title: 'Boot',

	settings: {
		console: list({
			label: 'Consoles',
			help: 'Consoles of the installed host, in the words of the kernel; the last one is /dev/console.',
			example: 'tty0,ttyS0%2C115200n8',
			fact: 'the consoles this boot used',
			noun: 'console',
			item: consoleName,
		}),
		arguments: text({
			label: 'Further kernel arguments',
			help: 'Words added to the kernel line of the installed host.',
			example: 'intel_iommu=on mitigations=auto',
			is: bootWords,
		}),
	},

	legacy: bootLegacy,
});
