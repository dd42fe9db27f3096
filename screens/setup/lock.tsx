/** A console that is locked: nothing is shown but the way back, by the password of admin. */
import {Box} from 'ink';
import {Actions, Prose, Shell} from '../../src/tui/index.ts';
import {usePassword} from './prove.tsx';
import {usePages} from './setting.ts';

export function LockPage({onUnlock}: {onUnlock: () => void}) {
	const {setup, snapshot, setting, leave} = usePages();
	const {field, submit} = usePassword(() => {
		// The proof was for this.
		if (setup.mayGiveRoot()) onUnlock();
	});
	return (
		<Shell
			mode="setup"
			host={snapshot.status.hostname ?? ''}
			tty={setting.tty}
			title="Locked"
			keys={[
				['Enter', 'unlock'],
				['F12', 'redraw'],
			]}
		>
			<Prose after>This console is locked. What was typed is kept until somebody logs off.</Prose>
			{field}
			<Box marginTop={1} flexShrink={0}>
				<Actions
					items={[
						{label: 'Unlock', onPress: submit},
						{label: 'Log off', onPress: () => leave('leave')},
					]}
				/>
			</Box>
		</Shell>
	);
}
