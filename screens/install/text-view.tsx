/** A long text from its beginning: arrows and Page keys scroll. In linear mode it is said whole. */
import {Box, Text, useWindowSize} from 'ink';
import {useState} from 'react';
import {Control, useConsole, type Key} from '../../src/tui/index.ts';
import {firstLine, wrapLines} from './wrap.ts';

export type TextViewProps = {readonly lines: readonly string[]; readonly height: number; readonly label: string};

export function TextView({lines, height, label}: TextViewProps) {
	const {linear} = useConsole();
	const {columns} = useWindowSize();
	const [wanted, setFirst] = useState(0);
	const wrapped = wrapLines(lines, columns - 4);
	const first = firstLine(wanted, 0, {total: wrapped.length, height});
	const onKey = ({name}: Key): boolean => {
		const by = {up: -1, down: 1, 'page-up': -height, 'page-down': height, home: -Infinity, end: Infinity}[
			name as string
		];
		if (by === undefined) return false;
		setFirst(firstLine(first, by, {total: wrapped.length, height}));
		return true;
	};
	const all = wrapped.map((line, at) => (
		<Text key={at} wrap="truncate">
			{` ${line}`}
		</Text>
	));
	if (linear) return <Box flexDirection="column">{all}</Box>;
	return (
		<Control id="text" onKey={onKey} ask={() => ({label, kind: 'text', current: '', answer() {}})}>
			{() => (
				<Box flexDirection="column" height={height} flexShrink={0}>
					{all.slice(first, first + height)}
				</Box>
			)}
		</Control>
	);
}
