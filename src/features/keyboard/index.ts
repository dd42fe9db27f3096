/** The keyboard of the console. */
import {text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {takesText} from '../legacy-word.ts';
import {layoutName, missingLayout} from './layout.ts';
import {renderKeyboard} from './render.ts';

export const keyboard = defineFeature({
	name: 'keyboard',
	title: 'Keyboard',

	settings: {
		layout: text({
			label: 'Layout',
			help: 'The keyboard layout of the console, by the name the host knows it under.',
			example: 'de-latin1',
			default: 'us',
			is: layoutName,
		}),
	},

	legacy: {
		keyboard: takesText('keyboard', 'keyboard.layout', {
			grammar: 'LAYOUT',
			help: 'The keyboard layout of the console.',
			example: 'de-latin1',
		}),
	},

	suits({layout}, machine) {
		const message = missingLayout(layout, machine.layouts);
		return message === undefined ? [] : [{setting: 'layout', message}];
	},

	render: renderKeyboard,
});
