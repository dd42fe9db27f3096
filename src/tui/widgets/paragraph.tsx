/** A sentence or two, wrapped, with a blank line after it unless `tight`. */
import {Box, Text} from 'ink';
import type {ReactNode} from 'react';

export type ParagraphProps = {
	readonly children: ReactNode;
	readonly tight?: boolean | undefined;
	readonly bold?: boolean | undefined;
	/** Columns from the left. */
	readonly indent?: number | undefined;
};

export function Paragraph({children, tight = false, bold = false, indent = 1}: ParagraphProps) {
	return (
		<Box paddingLeft={indent} paddingRight={1} marginBottom={tight ? 0 : 1} flexShrink={0}>
			<Text bold={bold}>{children}</Text>
		</Box>
	);
}
