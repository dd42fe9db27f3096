/** The kernel's own `console=`, which the installed host keeps. */
import {list} from '../../settings/setting.ts';
import type {LegacyKey} from '../feature.ts';

/** Writes one console as a list holds it: its options carry commas. */
const asItem = (console: string) => list({label: '', help: ''}).format([console]);

export const bootLegacy: Readonly<Record<string, LegacyKey>> = {
	console: {
		grammar: 'DEVICE[,OPTIONS]',
		help: 'A console of the installed host; the word may be repeated.',
		repeatable: true,
		read: value =>
			value === undefined
				? {errors: ['"console" names no device; give one, as in console=ttyS0,115200n8.']}
				: {settings: {'boot.console': value === '' ? '' : asItem(value)}},
	},
};
