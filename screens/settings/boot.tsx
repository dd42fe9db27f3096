import {SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';

/** Of the installer alone: an installed host's boot files are written with its image. */
export const bootPage: SettingsPage = {
	name: 'boot',
	title: 'Boot',
	settings: ['boot.console', 'boot.arguments'],
	sections: [],
	help: [
		'What the installed host is started with: its consoles, the last one being /dev/console, and further words for the kernel.',
	],
	Fields: () => (
		<>
			<SettingField name="boot.console" />
			<SettingField name="boot.arguments" />
		</>
	),
};
