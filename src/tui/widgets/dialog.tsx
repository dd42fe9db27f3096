/** A question under what is left of the page. While it is there, nothing of the page can be reached. */
import {Box, Text} from 'ink';
import {use, type ReactNode} from 'react';
import {Scope, useKeys} from '../focus.tsx';
import {FieldLayout} from '../fields/field.tsx';
import {LinearContext} from '../linear/context.ts';
import {Actions, type Action} from './actions.tsx';
import {ProseIndent} from './prose.tsx';

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
	const left = use(FieldLayout).indent + 2;
	return (
		<Scope>
			<EscapeKey act={() => (onEscape ?? actions.at(-1)?.onPress)?.()} />
			<Box flexDirection="column" paddingTop={1} flexShrink={0}>
				<Box paddingLeft={left} marginBottom={1} flexShrink={0}>
					<Text bold>{title}</Text>
				</Box>
				<ProseIndent value={left}>{children}</ProseIndent>
				<Box marginTop={1}>
					<Actions items={actions} label={title} />
				</Box>
			</Box>
		</Scope>
	);
}
