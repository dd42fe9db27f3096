import {SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';

export const timePage: SettingsPage = {
	name: 'time',
	title: 'Time',
	settings: ['time.servers', 'time.zone'],
	sections: ['time'],
	help: ['Time servers by name or address, with commas between them; left empty they come from DHCP, off is none.'],
	Fields: () => (
		<>
			<SettingField name="time.servers" />
			<SettingField name="time.zone" />
		</>
	),
};
