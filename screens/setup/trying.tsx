/** A change of the network that is being tried: the ladder as it is climbed, the time that is left, and the ways out. */
import {Box} from 'ink';
import type {Work} from '../../src/session/setup-state.ts';
import {Actions, Prose, TextView, useConsole, usePageHeight, Waiting} from '../../src/tui/index.ts';
import {usePages} from './setting.ts';

export type TryingProps = Extract<Work, {readonly state: 'trying'}>;

/** The lines below the ladder: a blank one, the time, a blank one, the actions. */
const BELOW = 4;

/** Who listens hears it once. */
function fateOf({left, tested, green}: TryingProps, linear: boolean): string {
	const when = linear || left === undefined ? 'unless this is kept in time' : `in ${left} s`;
	const back = `Going back to the old settings ${when}.`;
	if (!tested) return back;
	return green ? `Nothing is wrong. ${back}` : `Not everything is as it should be. ${back}`;
}

export function Trying(props: TryingProps) {
	const {setup} = usePages();
	const {linear} = useConsole();
	const height = usePageHeight();
	const {lines, tested} = props;
	const actions = [
		{label: 'Keep', disabled: !tested, onPress: () => void setup.keep()},
		{label: 'Go back now', onPress: () => void setup.takeBack(false)},
		{label: 'Edit', onPress: () => void setup.takeBack(true)},
	];
	return (
		<>
			<TextView label="What was tested" lines={lines} height={height - BELOW} counts />
			{linear && !tested && <Waiting>Testing the network ...</Waiting>}
			<Prose before after>
				{fateOf(props, linear)}
			</Prose>
			<Box flexShrink={0}>
				<Actions autoFocus items={actions} />
			</Box>
		</>
	);
}
