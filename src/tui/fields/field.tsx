/** What all fields share: a line with marker, label and value, and under it what is wrong. */
import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {fit} from '../../terminal/cell-width.ts';
import {LABEL_WIDTH, marks} from '../theme.ts';

/** What every field takes besides its value. */
export type FieldWords = {
	readonly label: string;
	/** A whole sentence; shown under the field. */
	readonly problem?: string | undefined;
	/** Said on the line above the keys while the field has the focus. */
	readonly hint?: string | undefined;
	readonly labelWidth?: number | undefined;
	readonly id?: string | undefined;
	readonly autoFocus?: boolean | undefined;
	readonly disabled?: boolean | undefined;
	/** Where the value came from, such as `kernel argument vlan=`. */
	readonly provenance?: string | undefined;
};

type FieldProps = {
	readonly label: string;
	readonly focused: boolean;
	readonly children: ReactNode;
	readonly labelWidth?: number | undefined;
	readonly problem?: string | undefined;
};

export function Field({label, focused, children, labelWidth = LABEL_WIDTH, problem}: FieldProps) {
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box>
				<Text>{`   ${focused ? marks.focus : ' '} ${fit(label, labelWidth)}  `}</Text>
				<Text wrap="truncate">{children}</Text>
			</Box>
			{problem === undefined ? null : (
				<Box paddingLeft={7}>
					<Text bold>{`! ${problem}`}</Text>
				</Box>
			)}
		</Box>
	);
}
