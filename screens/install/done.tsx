/** Page: what was done, and the same answers through the other two doors. */
import {Box, Text} from 'ink';
import {Actions, TextView, usePageHeight} from '../../src/tui/index.ts';
import {took} from '../format.ts';
import {Page} from './page.tsx';
import {useWalk} from './walk.ts';

export function DonePage() {
	const {snapshot, live, leave, setting} = useWalk();
	const height = usePageHeight();
	const {work, job, ending} = snapshot;
	const disk = job?.job.identities[0];
	const began = Math.min(...work.steps.map(step => step.began ?? Infinity));
	const ended = Math.max(...work.steps.map(step => step.ended ?? 0));
	const ways = live
		? [
				{label: 'Reboot', onPress: () => leave('reboot')},
				{label: 'Power off', onPress: () => leave('power-off')},
			]
		: [{label: 'Leave', onPress: () => leave('leave')}];
	const image = live || !job ? '' : ` --image ${job.job.image.path}`;
	const lines = [
		`${work.steps.length} steps in ${took(ended - began)}: everything was written, read back and marked as complete.`,
		...snapshot.untold,
		...(setting.standIn ? ['The image is a stand-in: this disk boots nothing.'] : []),
		...(live ? ['Take the medium out before the machine starts again.'] : []),
		'',
		'The same answers as a kernel line:',
		`  ${ending?.kernelLine || '(nothing but defaults)'}`,
		'',
		'and as an answer file, which only you may read, because it holds the hashes:',
		`  ${ending?.answerFile ?? ''}`,
		...(disk && job.job.target === disk.path && snapshot.disk === disk.path
			? [
					'',
					'Without a person:',
					`  hostwright install --unattended --disk ${disk.path}${image} --config ${ending?.answerFile ?? ''}`,
				]
			: []),
	];
	return (
		<Page name="done" title={`Installed on ${disk?.name ?? ''}`} keys={[['Enter', 'act']]}>
			<TextView label="What was done" lines={lines} height={height - 2} counts />
			<Box marginTop={1} flexShrink={0}>
				<Actions items={ways} autoFocus />
				<Text> </Text>
			</Box>
		</Page>
	);
}
