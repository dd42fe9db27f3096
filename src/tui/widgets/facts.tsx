/** Two aligned columns: what, and what about it. */
import {Box, Text} from 'ink';
import {cellWidth, fit} from '../../terminal/cell-width.ts';

export type FactsProps = {
	readonly rows: ReadonlyArray<readonly [label: string, text: string]>;
	readonly indent?: number | undefined;
	/** Columns of the first column; as wide as its longest label when absent. */
	readonly labelWidth?: number | undefined;
};

export function Facts({rows, indent = 1, labelWidth}: FactsProps) {
	const width = labelWidth ?? Math.max(0, ...rows.map(([label]) => cellWidth(label)));
	return (
		<Box flexDirection="column" paddingLeft={indent} flexShrink={0}>
			{rows.map(([label, text], index) => (
				<Box key={`${index} ${label}`}>
					<Box flexShrink={0}>
						<Text>{`${fit(label, width)}  `}</Text>
					</Box>
					<Text>{text}</Text>
				</Box>
			))}
		</Box>
	);
}
