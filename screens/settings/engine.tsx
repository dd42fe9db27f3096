import {SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';
import {PasswordFields} from './password-fields.tsx';

export const enginePage: SettingsPage = {
	name: 'engine',
	title: 'oVirt Engine',
	settings: [
		...['engine.server', 'engine.port', 'engine.trust', 'engine.fingerprint', 'engine.insecure'],
		'engine.rootPassword',
	],
	sections: ['engine', 'access'],
	help: [
		'The engine that is to manage this host. A host is shown there as pending, and somebody approves it.',
		'Only hosts of Enterprise Linux can be managed in full by an engine of oVirt.',
	],
	Fields: () => (
		<>
			<SettingField name="engine.server" />
			<SettingField name="engine.port" width={6} />
			<SettingField name="engine.trust" />
			<SettingField name="engine.fingerprint" />
			<SettingField name="engine.insecure" />
			<PasswordFields name="engine.rootPassword" />
		</>
	),
};
