/** An Apply over its page: first what it would change, with the question; then each thing as it is done; then what came of it. */
import {Box} from 'ink';
import {useState} from 'react';
import type {Applied} from '../../src/session/apply.ts';
import type {Work} from '../../src/session/setup-state.ts';
import {Actions, LogView, Prose, TextView, usePageHeight, Waiting} from '../../src/tui/index.ts';
import type {SettingsPage} from '../settings/page.ts';
import type {Cover} from './page.tsx';
import {Prove} from './prove.tsx';
import {usePages} from './setting.ts';
import {Trying} from './trying.tsx';

/** Undefined while nothing is being applied. */
export function workCover(work: Work, {title}: Pick<SettingsPage, 'title'>, onBack: () => void): Cover | undefined {
	switch (work.state) {
		case 'none':
			return undefined;
		case 'planning':
			return {
				title: `${title}: looking at this host`,
				body: <Waiting>{' Looking at what would change ...'}</Waiting>,
			};
		case 'refused':
			return {
				title: `${title}: cannot be applied`,
				body: <Refused problem={work.problem} onBack={onBack} />,
				onBack,
			};
		case 'planned':
			return {title: `${title}: what would change`, body: <Planned work={work} onBack={onBack} />, onBack};
		case 'trying':
			return {title: `${title}: trying the new settings`, body: <Trying {...work} />};
		case 'running':
			return {title: `${title}: applying`, body: <Running done={work.done} />};
		case 'ended':
			return {title: `${title}: ${endTitle(work)}`, body: <Ended {...work} onBack={onBack} />, onBack};
	}
}

type EndProps = Extract<Work, {readonly state: 'ended'}>;

const endTitle = ({outcome}: EndProps) =>
	'problem' in outcome || outcome.applied.some(({result}) => result === 'failed') ? 'not applied' : 'applied';

function Refused({problem, onBack}: {problem: string; onBack: () => void}) {
	return (
		<>
			<Prose after>{problem}</Prose>
			<Actions autoFocus items={[{label: 'Back', onPress: onBack}]} />
		</>
	);
}

const WHY = 'What would be saved can give root, or let somebody else in.';

type PlannedProps = {readonly work: Extract<Work, {readonly state: 'planned'}>; readonly onBack: () => void};

function Planned({work, onBack}: PlannedProps) {
	const {setup, setting, snapshot} = usePages();
	const [asks, setAsks] = useState(false);
	const height = usePageHeight();
	const back = {label: 'Back', onPress: onBack};
	/** Of the page's lines the actions take two, and the sentence one. */
	const room = height - (setting.rehearsal ? 3 : 2);
	const isAsked = work.givesRoot && snapshot.guard !== 'open';
	const apply = {label: 'Apply', onPress: () => (isAsked ? setAsks(true) : void setup.apply())};
	if (asks) {
		const onProven = () => void setup.apply();
		return <Prove title="Who is this?" why={WHY} verb="Apply" {...{onProven, onBack: () => setAsks(false)}} />;
	}
	return (
		<>
			<TextView label="What would change" lines={work.lines} height={room} counts />
			<Box marginTop={1} flexShrink={0} flexDirection="column">
				{setting.rehearsal && (
					<Prose>This is a rehearsal: it ends here, and nothing is saved or changed.</Prose>
				)}
				<Actions autoFocus label="What now" items={setting.rehearsal ? [back] : [apply, back]} />
			</Box>
		</>
	);
}

function Running({done}: {done: readonly string[]}) {
	const height = usePageHeight();
	return (
		<>
			<LogView lines={done} height={height - 2} />
			<Waiting>{' At work; this cannot be left half way ...'}</Waiting>
		</>
	);
}

const RESULTS = {
	unchanged: 'was as it should be',
	changed: 'done',
	failed: 'failed; its files are as they were',
} as const;

/** A line for each section, under it what went wrong or has to wait. */
const resultLines = ({title, result, problem, waits}: Applied) => [
	`${title}: ${RESULTS[result]}`,
	...[problem, ...waits].filter(Boolean).map(sentence => `  ${sentence}`),
];

function saidOf(outcome: EndProps['outcome']): readonly string[] {
	if ('problem' in outcome) return [outcome.problem];
	const sections = outcome.applied.flatMap(resultLines);
	const {words} = outcome.recorded;
	return [...(words === '' ? [] : [words]), ...(sections.length === 0 ? ['The settings are saved.'] : sections)];
}

function Ended({done, outcome, onBack}: EndProps & {onBack: () => void}) {
	const height = usePageHeight();
	const lines = [...saidOf(outcome), '', ...done.map(line => `  ${line}`)];
	return (
		<>
			<TextView label="What was done" lines={lines} height={height - 2} counts />
			<Box marginTop={1} flexShrink={0}>
				<Actions autoFocus items={[{label: 'Back', onPress: onBack}]} />
			</Box>
		</>
	);
}
