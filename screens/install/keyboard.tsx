/** Page: the keyboard layout. It acts at once on our medium, so that the password is typed with it. */
import {Box} from 'ink';
import {useState} from 'react';
import {Prose, SettingField, Table, TextField, useConsole, usePageHeight} from '../../src/tui/index.ts';
import {answer, fieldText, formOf, provenanceOf} from '../settings/form.ts';
import {Page} from './page.tsx';
import {stopOn} from './pages.ts';
import {useWalk} from './walk.ts';

const LAYOUT = 'keyboard.layout';

export function KeyboardPage() {
	const {installer, snapshot, live, next} = useWalk();
	const [tried, setTried] = useState('');
	const height = usePageHeight();
	const layouts = snapshot.machine?.layouts ?? [];
	const stop = stopOn('keyboard', snapshot.problems);
	const use = (layout: string) => {
		answer(installer, LAYOUT, layout);
		installer.useLayout(layout);
	};
	const {linear} = useConsole();
	// A hundred names are a table to a person who sees, and a quarter of an hour to one who listens.
	const leave = () => {
		installer.useLayout(fieldText(snapshot, LAYOUT));
		next();
	};
	const listed = layouts.length > 0 && !linear;
	return (
		<Page
			name="keyboard"
			problem={stop?.message ?? (snapshot.trouble || undefined)}
			onEnter={listed ? undefined : () => (stop ? undefined : leave())}
			keys={
				listed
					? [
							['Letter', 'jump'],
							['Enter', 'continue'],
						]
					: []
			}
		>
			<Prose after>The layout of the keyboard at this console, now and on the installed host.</Prose>
			{listed ? (
				<Table
					id={LAYOUT}
					label="Keyboard layout"
					columns={[{title: 'Layout'}]}
					rows={layouts.map(layout => ({key: layout, cells: [layout]}))}
					selected={fieldText(snapshot, LAYOUT)}
					onSelect={layout => {
						use(layout);
						next();
					}}
					height={Math.max(3, height - (live ? 7 : 5))}
					provenance={provenanceOf(LAYOUT, snapshot.answers.get(LAYOUT))}
				/>
			) : (
				<SettingField name={LAYOUT} form={formOf(installer, snapshot)} />
			)}
			{live && (
				<Box marginTop={1} flexShrink={0}>
					<TextField label="Try the keys here" value={tried} onChange={setTried} hint="kept nowhere" />
				</Box>
			)}
		</Page>
	);
}
