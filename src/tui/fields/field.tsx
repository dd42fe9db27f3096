/** What all fields share: a line with marker, label and value, and under it what is wrong. */
import {Box, Text} from 'ink';
import {createContext, use, type ReactNode} from 'react';
import {fit} from '../../terminal/cell-width.ts';
import {usePageWidth} from '../page-width.ts';
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

/** Where the fields of a page stand: columns left of the marker, and columns of the labels. */
export type Layout = {readonly indent: number; readonly labelWidth: number};

/**
 * A page begins its lines on a tab stop, and its values too: a tab is one byte where blanks, or a jump, are four. Beside a menu
 * values need the room more.
 */
export const WHOLE_LAYOUT: Layout = {indent: 6, labelWidth: LABEL_WIDTH + 2};
export const BESIDE_LAYOUT: Layout = {indent: 1, labelWidth: LABEL_WIDTH};

export const FieldLayout = createContext(WHOLE_LAYOUT);

/** Columns that a value has on this page. */
export function useValueWidth(labelWidth: number | undefined): number {
	const layout = use(FieldLayout);
	return usePageWidth() - layout.indent - (labelWidth ?? layout.labelWidth) - 5;
}

type FieldProps = {
	readonly label: string;
	readonly focused: boolean;
	readonly children: ReactNode;
	readonly labelWidth?: number | undefined;
	readonly problem?: string | undefined;
	/** The two columns before the value. */
	readonly before?: string | undefined;
};

export function Field({label, focused, children, labelWidth, problem, before = '  '}: FieldProps) {
	const layout = use(FieldLayout);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Box>
				<Text>{`${' '.repeat(layout.indent)}${focused ? marks.focus : ' '} ${fit(label, labelWidth ?? layout.labelWidth)}${before}`}</Text>
				<Text wrap="truncate">{children}</Text>
			</Box>
			{problem === undefined ? null : (
				<Box paddingLeft={layout.indent + 2}>
					<Text bold>{`! ${problem}`}</Text>
				</Box>
			)}
		</Box>
	);
}
