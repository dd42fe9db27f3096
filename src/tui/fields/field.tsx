/** What all fields share: a line with marker, label and value, and under it what is wrong or what helps. */
import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {fit} from '../../terminal/cell-width.ts';
import {LABEL_WIDTH, marks} from '../theme.ts';

type FieldProps = {
	readonly label: string;
	readonly focused: boolean;
	readonly children: ReactNode;
	readonly labelWidth?: number | undefined;
	readonly problem?: string | undefined;
	readonly hint?: string | undefined;
};

export function Field({label, focused, children, labelWidth = LABEL_WIDTH, problem, hint}: FieldProps) {
	const below = problem ?? (focused ? hint : undefined);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box>
				<Text bold={focused}>{`   ${focused ? marks.focus : ' '} ${fit(label, labelWidth)}  `}</Text>
				<Text wrap="truncate">{children}</Text>
			</Box>
			{below === undefined ? null : (
				<Box paddingLeft={7}>
					<Text bold={problem !== undefined}>{problem === undefined ? below : `! ${problem}`}</Text>
				</Box>
			)}
		</Box>
	);
}
