/** Page: how this host does, and what can be done to the whole of it. */
import {Box} from 'ink';
import {useState} from 'react';
import type {Setup} from '../../src/session/setup.ts';
import {Actions, Dialog, Facts, Prose, useConsole, Waiting} from '../../src/tui/index.ts';
import {Page, pageTitle, type Cover} from './page.tsx';
import {reportCover} from './report.tsx';
import {usePages, type Leave} from './setting.ts';
import {guestsLost, statusRows} from './status-words.ts';

type Stopping = Exclude<Leave, 'leave'>;
type Open = {readonly report: string} | {readonly ask: Stopping} | undefined;

export function StatusPage() {
	const {setup, snapshot, setting, lock} = usePages();
	const {linear} = useConsole();
	const [open, setOpen] = useState<Open>();
	const close = () => setOpen(undefined);
	const {details} = setup.reports;
	const general = snapshot.problems.filter(({setting: name, level}) => name === '' && level === 'error');
	return (
		<Page
			title={pageTitle('status')}
			help={[
				'F5 looks at the host again. Diagnostics and Support have what its tools and logs say.',
				'If this terminal garbles the page, F12 draws it anew, and Ctrl-T draws it plainer.',
			]}
			problem={snapshot.trouble || general[0]?.message}
			whole
			onF5={setup.refresh}
			keys={[
				['Tab', 'move'],
				['Enter', 'act'],
				['F5', 'look again'],
			]}
			cover={coverOf(open, close, setup)}
		>
			{(snapshot.status.troubles ?? []).map(sentence => (
				<Prose key={sentence} bold after>
					{sentence}
				</Prose>
			))}
			{/* Nobody who listens wants to hear twice what is not known yet. */}
			{linear && snapshot.looking ? (
				<Waiting>Looking at this host ...</Waiting>
			) : (
				<Facts rows={statusRows(snapshot)} />
			)}
			<Box marginTop={1} flexShrink={0} flexDirection="column">
				<Actions
					label="Look at"
					items={details.map(({id, title}) => ({label: title, onPress: () => setOpen({report: id})}))}
				/>
				{setting.running && (
					<Actions
						label="This host"
						items={[
							{label: 'Restart', onPress: () => setOpen({ask: 'restart'})},
							{label: 'Power off', onPress: () => setOpen({ask: 'power-off'})},
							...(snapshot.guard === 'asks' ? [{label: 'Lock', onPress: lock}] : []),
						]}
					/>
				)}
			</Box>
		</Page>
	);
}

function coverOf(open: Open, onBack: () => void, setup: Setup): Cover | undefined {
	if (!open) return undefined;
	if ('ask' in open) return {title: 'Status', body: <Stop how={open.ask} onBack={onBack} />, onBack};
	const report = setup.reports.details.find(({id}) => id === open.report);
	return report && reportCover(setup, report, onBack);
}

const WAYS = {
	restart: {title: 'Restart this host?', verb: 'Restart'},
	'power-off': {title: 'Power this host off?', verb: 'Power off'},
} as const;

function Stop({how, onBack}: {how: Stopping; onBack: () => void}) {
	const {snapshot, leave} = usePages();
	const {title, verb} = WAYS[how];
	return (
		<Dialog
			title={title}
			onEscape={onBack}
			actions={[
				{label: 'Back', onPress: onBack},
				{label: verb, onPress: () => leave(how)},
			]}
		>
			<Prose>{guestsLost(snapshot.status.guests)}</Prose>
		</Dialog>
	);
}
