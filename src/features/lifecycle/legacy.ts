/** oVirt Node's words about the run itself (facts/ovirt-node.md 1.2). */
import {list} from '../../settings/setting.ts';
import type {LegacyKey} from '../feature.ts';
import {needsValue, notAFlag, readFlag, takesText} from '../legacy-word.ts';
import {actionKeys} from './actions.ts';

const BREAKS: ReadonlyMap<string, string> = new Map([
	['pre-installer', 'before-install'],
	['post-installer', 'after-install'],
	['pre-reboot', 'before-reboot'],
]);

/** A flag whose bare word, 1, yes and so on mean the same. */
function flagKey(word: string, setting: string, help: string, trap?: (value: string) => string): LegacyKey {
	return {
		grammar: '[=FLAG]',
		help,
		read(value) {
			if (value === '') return {settings: {[setting]: ''}};
			const on = readFlag(value);
			if (on === undefined) return notAFlag(word, value ?? '');
			const warnings = value !== undefined && trap ? {warnings: [trap(value)]} : {};
			return {settings: {[setting]: on ? 'yes' : 'no'}, ...warnings};
		},
	};
}

const asItem = (url: string) => list({label: '', help: ''}).format([url]);

export const lifecycleLegacy: Readonly<Record<string, LegacyKey>> = {
	...actionKeys,
	local_boot_trigger: {
		grammar: 'URL',
		help: 'A URL that is fetched when the work is done; @HOSTNAME@ is replaced.',
		read: value =>
			value === undefined
				? needsValue('local_boot_trigger', 'https://boot.example.org/done/@MAC@')
				: {settings: {'lifecycle.notify': value === '' ? '' : asItem(value)}},
	},
	reboot_delay: takesText('reboot_delay', 'lifecycle.delay', {
		grammar: 'SECONDS',
		help: 'How long to wait before the reboot at the end.',
		example: '30',
	}),
	stateless: flagKey('stateless', 'lifecycle.stateless', 'Runs from memory and writes no disk.'),
	ovirt_stateless: flagKey('ovirt_stateless', 'lifecycle.stateless', 'Another name of "stateless".'),
	rescue: flagKey(
		'rescue',
		'lifecycle.rescue',
		'Opens a root shell on the console instead of doing any work.',
		value =>
			`"rescue=${value}" is taken as a flag; oVirt Node understood only half of it, so write the bare word "rescue".`,
	),
	'node.break': {
		grammar: 'pre-installer|post-installer|pre-reboot',
		help: 'Where the run stops and waits for a person.',
		read(value) {
			if (value === undefined) return needsValue('node.break', 'pre-reboot');
			if (value === '') return {settings: {'lifecycle.pause': ''}};
			const pause = BREAKS.get(value);
			return pause === undefined
				? {errors: [`"${value}" is not a place to stop at; give node.break=${[...BREAKS.keys()].join(', ')}.`]}
				: {settings: {'lifecycle.pause': pause}};
		},
	},
	'node.log_level': takesText('node.log_level', 'lifecycle.logLevel', {
		grammar: 'debug',
		help: 'How much the log tells.',
		example: 'debug',
	}),
};
