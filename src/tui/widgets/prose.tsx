/** Sentences wrapped at blanks, with no blank at the beginning of a line; linear mode says them whole. */
import {Box, Text} from 'ink';
import {createContext, use} from 'react';
import {useConsole} from '../console.ts';
import {usePageWidth} from '../page-width.ts';
import {wrapLines} from './wrap.ts';

export type ProseProps = {
	readonly children: string;
	/** Columns from the left; as many as what is around it says when absent. */
	readonly indent?: number | undefined;
	readonly bold?: boolean | undefined;
	/** A blank line before or after it. */
	readonly before?: boolean | undefined;
	readonly after?: boolean | undefined;
};

export const ProseIndent = createContext(1);

export function Prose({children, indent: given, bold = false, before = false, after = false}: ProseProps) {
	const around = use(ProseIndent);
	const indent = given ?? around;
	const {linear} = useConsole();
	const columns = usePageWidth();
	const lines = linear ? [children] : wrapLines([children], columns - indent - 1, '');
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
