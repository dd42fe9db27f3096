/** A question that takes the place of the page's body. While it is there, nothing beneath can be reached. */
import {Box, Text} from 'ink';
import {use, type ReactNode} from 'react';
import {Scope, useKeys} from '../focus.tsx';
import {LinearContext} from '../linear/context.ts';
import {Actions, type Action} from './actions.tsx';

export type DialogProps = {
	readonly title: string;
	readonly children?: ReactNode;
	readonly actions: readonly Action[];
	/** Esc; without it Esc does what the last action does. */
	readonly onEscape?: (() => void) | undefined;
};

/** In linear mode Enter, given to every question, must not end where nothing is asked any more. */
function EscapeKey({act}: {act: () => void}) {
	const linear = use(LinearContext);
	useKeys({escape: act, ...(linear ? {enter: act} : {})});
	return null;
}

export function Dialog({title, children, actions, onEscape}: DialogProps) {
	return (
		<Scope>
			<EscapeKey act={() => (onEscape ?? actions.at(-1)?.onPress)?.()} />
			<Box flexDirection="column" paddingLeft={2} paddingTop={2} flexShrink={0}>
				<Box paddingLeft={1} marginBottom={1}>
					<Text bold>{title}</Text>
				</Box>
				{children}
				<Box marginTop={1}>
					<Actions items={actions} label={title} />
				</Box>
			</Box>
		</Scope>
	);
}
