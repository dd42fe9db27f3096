/** The management network. */
import {defineFeature} from '../feature.ts';
import {check} from './check.ts';
import {networkLegacy} from './legacy.ts';
import {render} from './render.ts';
import {settings} from './settings.ts';
import {settleBootif} from './settle.ts';
import {suits} from './suits.ts';

export const network = defineFeature({
	name: 'network',
	title: 'Network',
	settings,
	legacy: networkLegacy,
	settle: settleBootif,
	check,
	suits,
	render,
});
