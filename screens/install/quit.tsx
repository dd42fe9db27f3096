/** The way out: reboot, power off or back; where the machine is not ours to stop, leave or back. */
import {Dialog, Prose} from '../../src/tui/index.ts';
import {useWalk, type Walk} from './walk.ts';

const RECORDED = 'This is a recorded machine: nothing happens to it.';

/** What becomes of things when the screen is left. */
function fate({snapshot: {job, work}, setting}: Walk): string {
	const words = !job
		? 'Nothing has been written. What was typed here is forgotten.'
		: work.finished
			? 'The work has ended; its journal is kept.'
			: 'The work goes on without this screen; the installer shows it again when it is opened.';
	return setting.recorded ? `${words} ${RECORDED}` : words;
}

export function Quit({onBack}: {onBack: () => void}) {
	const walk = useWalk();
	const {live, leave, snapshot} = walk;
	const working = snapshot.job !== undefined && snapshot.work.finished === undefined && snapshot.trouble === '';
	const ways = live
		? [
				{label: 'Reboot', onPress: () => leave('reboot'), disabled: working},
				{label: 'Power off', onPress: () => leave('power-off'), disabled: working},
			]
		: [{label: 'Leave', onPress: () => leave('leave')}];
	return (
		<Dialog title="Leave the installer?" onEscape={onBack} actions={[...ways, {label: 'Back', onPress: onBack}]}>
			<Prose>{fate(walk)}</Prose>
		</Dialog>
	);
}
