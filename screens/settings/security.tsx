import {SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';
import {PasswordFields} from './password-fields.tsx';

export const securityPage: SettingsPage = {
	name: 'security',
	title: 'Security',
	settings: [
		...['access.adminPassword', 'access.mustChange', 'access.sshPasswordLogin', 'access.sshPort', 'access.sshKeys'],
		...['access.strongRng', 'access.disableAesNi', 'access.idleLogout', 'access.rootPassword'],
		'access.bootMenuPassword',
	],
	sections: ['access'],
	help: ['Only the hash of a password is kept. Left empty, a password stays as it is.'],
	Fields: () => (
		<>
			<PasswordFields name="access.adminPassword" />
			<SettingField name="access.mustChange" />
			<SettingField name="access.sshPasswordLogin" />
			<SettingField name="access.sshPort" width={6} />
			<SettingField name="access.sshKeys" />
			<SettingField name="access.strongRng" width={6} />
			<SettingField name="access.disableAesNi" />
			<SettingField name="access.idleLogout" width={6} />
			<PasswordFields name="access.rootPassword" />
			<PasswordFields name="access.bootMenuPassword" />
		</>
	),
};
