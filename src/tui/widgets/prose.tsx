/** Sentences wrapped at blanks, with no blank at the beginning of a line; linear mode says them whole. */
import {Box, Text} from 'ink';
import {useConsole} from '../console.ts';
import {usePageWidth} from '../page-width.ts';
import {wrapLines} from './wrap.ts';

export type ProseProps = {
	readonly children: string;
	/** Columns from the left. */
	readonly indent?: number | undefined;
	/** Columns that what is around it takes. */
	readonly within?: number | undefined;
	readonly bold?: boolean | undefined;
	/** A blank line before or after it. */
	readonly before?: boolean | undefined;
	readonly after?: boolean | undefined;
};

export function Prose({children, indent = 1, within = 0, bold = false, before = false, after = false}: ProseProps) {
	const {linear} = useConsole();
	const columns = usePageWidth();
	const lines = linear ? [children] : wrapLines([children], columns - within - indent - 1, '');
	return (
		<Box
			flexDirection="column"
			flexShrink={0}
			paddingLeft={indent}
			marginTop={before ? 1 : 0}
			marginBottom={after ? 1 : 0}
		>
			{lines.map((line, at) => (
				<Text key={at} bold={bold} wrap={linear ? 'wrap' : 'truncate'}>
					{line}
				</Text>
			))}
		</Box>
	);
}
