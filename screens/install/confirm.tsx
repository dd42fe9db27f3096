/** Page: the plan, and the last word before anything is written. Disks that hold data ask for their serial number or name. */
import {Box, Text} from 'ink';
import {useEffect, useState} from 'react';
import {diskSize} from '../../src/features/storage/size.ts';
import type {DiskIdentity, Plan} from '../../src/plan/step.ts';
import type {Disk} from '../../src/probes/machine.ts';
import type {Ready} from '../../src/session/installer-state.ts';
import type {Problem} from '../../src/settings/answers.ts';
import {Facts, Prose, TextField, TextView, usePageHeight, Waiting} from '../../src/tui/index.ts';
import {isItsWord, stillUnsaid, wordOf} from './consent.ts';
import {Page} from './page.tsx';
import {useWalk} from './walk.ts';

const UNWRITTEN = 'nothing has been written yet';

export function ConfirmPage() {
	const {installer, snapshot} = useWalk();
	const {preparation} = snapshot;
	const isNone = preparation.state === 'none' && snapshot.machine !== undefined;
	useEffect(() => {
		if (isNone) installer.prepare();
	}, [isNone, installer]);
	if (preparation.state === 'ready') return <ConfirmReady prepared={preparation.prepared} />;
	if (preparation.state === 'refused') return <ConfirmRefused problems={preparation.problems} />;
	return (
		<Page name="confirm" provenance={UNWRITTEN}>
			<Waiting>Making the plan, and looking at the disks again ...</Waiting>
		</Page>
	);
}

function ConfirmRefused({problems}: {problems: readonly Problem[]}) {
	const {installer} = useWalk();
	const height = usePageHeight();
	const lines = problems
		.filter(({level}) => level === 'error')
		.flatMap(({source, message}) => [
			...(source === '' || message.startsWith(source) ? [message] : [`${source}: ${message}`]),
			'',
		]);
	return (
		<Page name="confirm" title="Confirm" provenance={UNWRITTEN} onEnter={installer.prepare} enter="try again">
			<Prose after>These answers cannot be installed on this machine:</Prose>
			<TextView label="Problems" lines={lines} height={height - 3} />
		</Page>
	);
}

function ConfirmReady({prepared}: {prepared: Ready}) {
	const {installer, snapshot, drafts, draft} = useWalk();
	const [tried, setTried] = useState(false);
	const [whole, setWhole] = useState(false);
	const height = usePageHeight();
	// A practice disk has a model and a serial number here, which the file itself cannot tell.
	const known = (disk: Disk) => snapshot.machine?.disks.find(({path}) => path === disk.path) ?? disk;
	const asked = prepared.asks.map(({disk}) => known(disk));
	const unsaid = stillUnsaid(asked, drafts.words);
	const wrong = unsaid.find(({path}) => (drafts.words.get(path) ?? '') !== '') ?? unsaid[0];
	const problem =
		snapshot.trouble || (tried && wrong ? wordProblem(wrong, drafts.words.get(wrong.path) ?? '') : undefined);
	if (whole) return <WholePlan prepared={prepared} onBack={() => setWhole(false)} />;
	const install = () => {
		setTried(true);
		if (unsaid.length === 0) installer.start();
	};
	return (
		<Page
			name="confirm"
			problem={problem}
			provenance={snapshot.starting ? 'starting ...' : UNWRITTEN}
			onEnter={install}
			enter="install"
			keys={[['F5', 'plan']]}
			onF5={() => setWhole(true)}
		>
			<Box
				flexDirection="column"
				height={height - asked.length - (asked.length > 0 ? 1 : 0)}
				overflow="hidden"
				flexShrink={0}
			>
				<Summary plan={prepared.plan} warnings={prepared.problems} disks={snapshot.machine?.disks ?? []} />
			</Box>
			{asked.map(disk => {
				const label = `To erase ${disk.name}, type its ${wordOf(disk)}:`;
				const word = drafts.words.get(disk.path) ?? '';
				return (
					<TextField
						key={disk.path}
						label={label}
						labelWidth={label.length}
						value={word}
						width={30}
						onChange={text => {
							setTried(false);
							draft({words: new Map([...drafts.words, [disk.path, text]])});
						}}
						provenance={isItsWord(disk, word) ? `${disk.name} will be erased; ${UNWRITTEN}` : UNWRITTEN}
					/>
				);
			})}
		</Page>
	);
}

function wordProblem(disk: {name: string; serial: string}, typed: string): string {
	if (typed === '') return `Type the ${wordOf(disk)} of ${disk.name} first; it holds data that will be lost.`;
	return `"${typed}" is not the ${wordOf(disk)} of ${disk.name}; it is shown above.`;
}

/** Everything a person must have seen; what does not fit is in the whole plan. */
function Summary({plan, warnings, disks}: {plan: Plan; warnings: readonly Problem[]; disks: readonly Disk[]}) {
	const serious = warnings.filter(({level}) => level === 'warning');
	return (
		<>
			<Text> Will be erased</Text>
			{plan.erases.map(disk => (
				<Erased
					key={disk.path}
					disk={{...disk, ...labelOf(disks.find(({path}) => path === disk.path) ?? disk)}}
				/>
			))}
			{plan.keeps.length > 0 && <Text> Will be kept</Text>}
			{plan.keeps.length > 0 && (
				<Text wrap="truncate">{`   ${plan.keeps.map(({name}) => name).join(', ')}: not touched`}</Text>
			)}
			<Box marginTop={1} flexShrink={0}>
				<Text> Then</Text>
			</Box>
			<Facts indent={3} rows={plan.facts.map(({what, how}) => [what, how])} />
			{serious.map(({message}) => (
				<Box key={message} paddingLeft={3} flexShrink={0}>
					<Text bold>{`! ${message}.`}</Text>
				</Box>
			))}
		</>
	);
}

const labelOf = ({model, serial}: Pick<Disk, 'model' | 'serial'>) => ({model, serial});

function Erased({disk}: {disk: DiskIdentity}) {
	const {name, size, model, serial, holds} = disk;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text wrap="truncate">{`   ${[name, diskSize(size), model, serial].filter(Boolean).join('  ')}`}</Text>
			<Text wrap="truncate">{`   ${' '.repeat(name.length)}  ${holds === 'empty' ? 'empty' : `holds ${holds}`}`}</Text>
		</Box>
	);
}

function WholePlan({prepared, onBack}: {prepared: Ready; onBack: () => void}) {
	const height = usePageHeight();
	const warnings = prepared.problems.map(({level, message}) => `${level}: ${message}`);
	return (
		<Page
			name="confirm"
			title="The whole plan"
			provenance={UNWRITTEN}
			keys={[
				['Up/Down', 'scroll'],
				['PgUp/PgDn', 'page'],
			]}
			onEscape={onBack}
		>
			<TextView label="The whole plan" lines={[...warnings, ...prepared.lines]} height={height} />
		</Page>
	);
}
