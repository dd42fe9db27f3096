/** Page 1: what can be done here, and what this machine is. */
import {Facts, Prose, Table, useConsole, Waiting} from '../../src/tui/index.ts';
import {Box} from 'ink';
import {answer} from '../settings/form.ts';
import {Page} from './page.tsx';
import {useWalk} from './walk.ts';
import {aboutMachine, choices, currentChoice, type Choice} from './welcome-choices.ts';

export function WelcomePage() {
	const {installer, snapshot, setting, draft, next} = useWalk();
	const {linear} = useConsole();
	const offered = choices(snapshot);
	const take = (key: string) => {
		const choice = offered.find(one => one.key === key);
		if (choice) act(choice);
	};
	const act = (choice: Choice) => {
		if (choice.job) {
			if (choice.job.running) installer.attach(choice.job);
			else installer.resume(choice.job);
			return;
		}
		for (const [name, text] of Object.entries(choice.answers)) answer(installer, name, text);
		if (choice.disk) draft({highlighted: choice.disk.path});
		next();
	};
	return (
		<Page
			name="welcome"
			problem={snapshot.trouble || undefined}
			provenance={snapshot.looking ? 'looking at this machine ...' : undefined}
			keys={[
				['Up/Down', 'choose'],
				['Enter', 'take'],
			]}
		>
			<Prose after>
				{`This turns ${setting.mode === 'practice' ? 'a practice disk' : 'this machine'} into a virtualization host. Nothing is written before you have seen the whole plan and said yes.`}
			</Prose>
			{linear && !snapshot.machine && <Waiting>Looking at this machine ...</Waiting>}
			{/* Before the question, and once all of it is known: a warning is no use after the answer. */}
			{linear && snapshot.machine && <Facts rows={aboutMachine(snapshot, setting)} />}
			<Table
				id="action"
				label="What to do"
				columns={[{title: 'Action'}, {title: 'What it does'}]}
				rows={offered.map(({key, title, words}) => ({key, cells: [title, words]}))}
				selected={currentChoice(offered, snapshot)}
				onSelect={take}
				height={5}
			/>
			{!linear && (
				<Box marginTop={1} flexShrink={0} flexDirection="column">
					<Facts rows={aboutMachine(snapshot, setting)} />
				</Box>
			)}
		</Page>
	);
}
