/** Page: everything else that a host can be told, as setup's own pages. Enter goes on without looking at any. */
import {useState} from 'react';
import {Prose, Table} from '../../src/tui/index.ts';
import {formOf} from '../settings/form.ts';
import type {SettingsPage} from '../settings/page.ts';
import {Surround} from '../settings/surroundings.tsx';
import {useTypedPasswords} from '../settings/typed-passwords.ts';
import {MORE, moreRow} from './more-pages.ts';
import {Page} from './page.tsx';
import {stopOn} from './pages.ts';
import {useWalk} from './walk.ts';

const GO_ON = 'go-on';

export function MorePage() {
	const {snapshot, next} = useWalk();
	const [open, setOpen] = useState('');
	const [last, setLast] = useState(GO_ON);
	const stop = stopOn('more', snapshot.problems);
	const page = MORE.find(({name}) => name === open);
	if (page) return <OnePage page={page} onBack={() => setOpen('')} />;
	const take = (name: string) => {
		setLast(name);
		if (name !== GO_ON) setOpen(name);
		else if (!stop) next();
	};
	return (
		<Page
			name="more"
			problem={stop?.message}
			keys={[
				['Up/Down', 'choose'],
				['Enter', 'take'],
			]}
		>
			<Prose after>All of this can be changed later in setup. Enter goes on without it.</Prose>
			<Table
				id="more"
				label="More settings"
				columns={[{title: 'Page'}, {title: 'What is set'}]}
				rows={[{key: GO_ON, cells: ['Go on', 'to the plan']}, ...MORE.map(each => moreRow(each, snapshot))]}
				selected={last}
				onSelect={take}
			/>
		</Page>
	);
}

function OnePage({page, onBack}: {page: SettingsPage; onBack: () => void}) {
	const {installer, snapshot} = useWalk();
	const {passwords, typed, areGood} = useTypedPasswords();
	const [busy, setBusy] = useState(false);
	const leave = async () => {
		const written = page.settings.filter(name => typed.has(name));
		if (busy || !areGood(written)) return;
		setBusy(written.length > 0);
		for (const name of written) await installer.typePassword(name, passwords.typed(name).password);
		onBack();
	};
	return (
		<Page
			name="more"
			title={`More settings: ${page.title}`}
			help={page.help}
			provenance={busy ? 'hashing the password ...' : undefined}
			onEnter={() => void leave()}
			enter="take"
			onEscape={onBack}
		>
			<Surround
				settings={page.settings}
				around={{form: formOf(installer, snapshot), machine: snapshot.machine, profiles: undefined, passwords}}
			>
				<page.Fields />
			</Surround>
		</Page>
	);
}
