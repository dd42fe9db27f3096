/** Page: the work. It is done by a process of its own; this only shows its journal. */
import {Box, Text} from 'ink';
import {useEffect, useState} from 'react';
import {LogView, ProgressBar, Prose, usePageHeight} from '../../src/tui/index.ts';
import type {StepView} from '../../src/session/installer-work.ts';
import {Page} from './page.tsx';
import {besides, bytesLine, STATES} from './progress-view.ts';
import {useWalk} from './walk.ts';

const POWER = 'if the power goes now: boot this medium, take Resume';

export function ProgressPage() {
	const {snapshot, go, setting, installer, draft} = useWalk();
	const [log, setLog] = useState(false);
	const height = usePageHeight();
	const {work, job, trouble} = snapshot;
	const over = work.finished;
	const disk = job?.job.identities[0]?.name ?? '';
	const isDone = over?.result === 'done' && snapshot.ending !== undefined;
	useEffect(() => {
		if (isDone) go('done');
	}, [isDone, go]);
	const stopped = over?.result === 'failed' || over?.result === 'refused' || (job !== undefined && trouble !== '');
	const titles = {
		done: 'Installed on',
		failed: 'The install has failed on',
		refused: 'The install was refused on',
	} as const;
	const title = `${over ? titles[over.result] : 'Installing on'} ${disk}`;
	const refused = over?.result === 'refused';
	const back = () => {
		installer.putAside();
		// Something is not as it was shown: look again, and ask again before anything is erased.
		installer.rescan();
		draft({words: new Map()});
		go('confirm');
	};
	const again = stopped && job && !refused ? () => installer.resume(job) : undefined;
	return (
		<Page
			name="progress"
			title={title}
			problem={stopped ? over?.message || trouble : undefined}
			whole
			provenance={
				over
					? undefined
					: setting.mode === 'practice'
						? 'the work goes on when this screen is closed; practice shows it again'
						: POWER
			}
			keys={[['F6', log ? 'steps' : 'log']]}
			onF6={() => setLog(!log)}
			onEnter={again}
			enter="go on with it"
			onEscape={refused ? back : undefined}
		>
			{log ? (
				<LogView lines={work.log} height={height} autoFocus />
			) : (
				<>
					{work.steps.map(step => (
						<StepLine key={step.id} step={step} />
					))}
					{work.steps.length === 0 && <Prose after>Starting ...</Prose>}
					{stopped && (
						<Prose before>
							{refused
								? 'Nothing was written. Go back and look at the plan again.'
								: 'The disk does not boot as it is. Enter goes on where the work stopped; what is done already is kept.'}
						</Prose>
					)}
				</>
			)}
		</Page>
	);
}

function StepLine({step}: {step: StepView}) {
	const bytes = bytesLine(step);
	const counts = step.state === 'now' && step.total > 0;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box>
				<Text bold={step.state === 'now'} wrap="truncate">
					{`   ${STATES[step.state].padEnd(6)} ${step.title.padEnd(31)}`}
				</Text>
				{counts ? (
					<>
						<ProgressBar done={step.done} total={step.total} width={20} />
						<Text>{`  ${besides(step)}`}</Text>
					</>
				) : (
					<Text>{besides(step).padStart(36)}</Text>
				)}
			</Box>
			{bytes !== '' && <Text>{`          ${bytes}`}</Text>}
		</Box>
	);
}
