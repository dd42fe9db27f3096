import {SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';

export const monitoringPage: SettingsPage = {
	name: 'monitoring',
	title: 'Monitoring',
	settings: ['monitoring.collectd'],
	sections: ['monitoring'],
	help: ['collectd measures the host and sends what it measured to a server; left empty it sends nothing.'],
	Fields: () => <SettingField name="monitoring.collectd" />,
};
