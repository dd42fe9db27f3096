import {SettingField, useForm} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';

export const loggingPage: SettingsPage = {
	name: 'logging',
	title: 'Logging',
	settings: [
		...['logging.maxSize', 'logging.interval', 'logging.syslog', 'logging.syslogProtocol', 'logging.syslogCa'],
		'logging.netconsole',
	],
	sections: ['logging'],
	help: [
		'Logs are kept on this host and rotated. They may also go to a syslog server; the kernel sends its own to a netconsole server.',
	],
	Fields() {
		const form = useForm();
		return (
			<>
				<SettingField name="logging.maxSize" />
				<SettingField name="logging.interval" />
				<SettingField name="logging.syslog" />
				<SettingField name="logging.syslogProtocol" />
				{form.text('logging.syslogProtocol') === 'tls' && <SettingField name="logging.syslogCa" />}
				<SettingField name="logging.netconsole" />
			</>
		);
	},
};
