/** The way out: reboot, power off or back; where the machine is not ours to stop, leave or back. */
import {Dialog, Paragraph} from '../../src/tui/index.ts';
import {useWalk} from './walk.ts';

export function Quit({onBack}: {onBack: () => void}) {
	const {live, leave, snapshot} = useWalk();
	const working = snapshot.job !== undefined && snapshot.work.finished === undefined;
	const ways = live
		? [
				{label: 'Reboot', onPress: () => leave('reboot'), disabled: working},
				{label: 'Power off', onPress: () => leave('power-off'), disabled: working},
			]
		: [{label: 'Leave', onPress: () => leave('leave')}];
	return (
		<Dialog title="Leave the installer?" onEscape={onBack} actions={[...ways, {label: 'Back', onPress: onBack}]}>
			<Paragraph indent={3}>
				{working
					? 'The work goes on without this screen; the installer shows it again when it is opened.'
					: 'Nothing has been written. What was typed here is forgotten.'}
			</Paragraph>
		</Dialog>
	);
}
