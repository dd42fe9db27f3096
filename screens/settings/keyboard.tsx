import {SettingField, Table, useConsole, useForm} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';
import {useSurroundings} from './surroundings.tsx';

const LAYOUT = 'keyboard.layout';

/** A hundred names are a table to a person who sees, and a quarter of an hour to one who listens. */
function Fields() {
	const form = useForm();
	const {machine} = useSurroundings();
	const {linear} = useConsole();
	const layouts = machine?.layouts ?? [];
	if (layouts.length === 0 || linear) return <SettingField name={LAYOUT} />;
	const set = form.text(LAYOUT);
	return (
		<Table
			id={LAYOUT}
			label="Keyboard layout"
			columns={[{title: 'Layout'}]}
			rows={layouts.map(layout => ({key: layout, cells: [layout], mark: layout === set ? '*' : ''}))}
			selected={set}
			onSelect={form.closed ? undefined : layout => form.set(LAYOUT, layout)}
			height={12}
			provenance={form.provenance(LAYOUT)}
			problem={form.problem(LAYOUT)}
		/>
	);
}

export const keyboardPage: SettingsPage = {
	name: 'keyboard',
	title: 'Keyboard',
	settings: [LAYOUT],
	sections: ['keyboard'],
	help: [
		'* marks the layout that is set; Enter sets another one. Letters jump to the next layout that begins with them.',
	],
	Fields,
};
