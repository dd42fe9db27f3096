import {Prose, SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';
import {PasswordFields} from './password-fields.tsx';
import {useSurroundings} from './surroundings.tsx';

const WARNING =
	'While it is set, whoever knows this password is root here, from anywhere; it ends by itself within a day.';

/** Where there is one, or one is being typed. */
function PasswordWarning() {
	const {form, passwords} = useSurroundings();
	const name = 'engine.rootPassword';
	const isWanted = form.text(name) !== '' || passwords.typed(name).password !== '';
	return isWanted ? (
		<Prose bold indent={5}>
			{WARNING}
		</Prose>
	) : null;
}

export const enginePage: SettingsPage = {
	name: 'engine',
	title: 'oVirt Engine',
	settings: [
		...['engine.server', 'engine.port', 'engine.trust', 'engine.fingerprint', 'engine.insecure'],
		'engine.rootPassword',
	],
	sections: ['engine', 'access'],
	help: [
		'The engine that is to manage this host. Connect shows whose certificate it has and asks whether it is the right one; only then is the host registered. It waits there until somebody approves it.',
		'A host of Debian can register, and an engine as it comes deploys to Enterprise Linux only: such a host stays as it is there.',
		'The password lets root in by SSH, also where passwords are switched off, until the engine manages this host, a day at most. Without it the engine uses its own key, which is the better way.',
	],
	Fields: () => (
		<>
			<SettingField name="engine.server" />
			<SettingField name="engine.port" width={6} />
			<SettingField name="engine.trust" />
			<SettingField name="engine.fingerprint" />
			<SettingField name="engine.insecure" />
			<PasswordFields name="engine.rootPassword" />
			<PasswordWarning />
		</>
	),
};
