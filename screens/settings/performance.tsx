import {Prose, SettingField, Table, useConsole, useForm} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';
import {useSurroundings} from './surroundings.tsx';

const PROFILE = 'performance.profile';
const OFF = {name: 'off', summary: 'No tuning'};

/** The profiles the host has; where nobody knows them, or nobody sees a table, the name of one. */
function Fields() {
	const form = useForm();
	const {profiles = []} = useSurroundings();
	const {linear} = useConsole();
	const set = form.text(PROFILE);
	if (profiles.length === 0 || linear) {
		return (
			<>
				<SettingField name={PROFILE} />
				{linear && profiles.length > 0 && (
					<Prose>{`This host has ${profiles.map(({name}) => name).join(', ')}.`}</Prose>
				)}
			</>
		);
	}
	return (
		<Table
			id={PROFILE}
			label="Profile"
			columns={[{title: 'Profile'}, {title: 'What it is for'}]}
			rows={[...profiles, OFF].map(({name, summary}) => ({
				...{key: name, cells: [name, summary], mark: name === set ? '*' : ''},
			}))}
			selected={set}
			onSelect={form.closed ? undefined : name => form.set(PROFILE, name)}
			height={12}
			provenance={form.provenance(PROFILE)}
			problem={form.problem(PROFILE)}
		/>
	);
}

export const performancePage: SettingsPage = {
	name: 'performance',
	title: 'Performance',
	settings: [PROFILE],
	sections: ['performance'],
	help: [
		'* marks the profile that is set; Enter sets another one. tuned makes the host faster for what the profile is for.',
	],
	Fields,
};
