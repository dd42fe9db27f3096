/** A long text from its beginning: arrows and Page keys scroll. In linear mode it is said whole. */
import {Box, Text} from 'ink';
import {useState} from 'react';
import {useConsole} from '../console.ts';
import {Control} from '../focus.tsx';
import {useKeys, type Key} from '../keys.ts';
import {usePageWidth} from '../page-width.ts';
import {firstLine, wrapLines} from './wrap.ts';

export type TextViewProps = {
	readonly lines: readonly string[];
	readonly height: number;
	readonly label: string;
	/** The last line counts what stands below, and says the key: for a page whose focus lies elsewhere. */
	readonly counts?: boolean | undefined;
};

export function TextView({lines, height: given, label, counts = false}: TextViewProps) {
	const {linear} = useConsole();
	const columns = usePageWidth();
	const [wanted, setFirst] = useState(0);
	const wrapped = wrapLines(lines, columns - 4);
	const height = counts && wrapped.length > given ? given - 1 : given;
	const first = firstLine(wanted, 0, {total: wrapped.length, height});
	const scroll = (name: Key['name']): boolean => {
		const by = {up: -1, down: 1, 'page-up': -height, 'page-down': height, home: -Infinity, end: Infinity}[
			name as string
		];
		if (by === undefined) return false;
		setFirst(firstLine(first, by, {total: wrapped.length, height}));
		return true;
	};
	useKeys(counts ? {'page-up': () => scroll('page-up'), 'page-down': () => scroll('page-down')} : {});
	const below = wrapped.length - first - height;
	const all = wrapped.map((line, at) => (
		<Text key={at} wrap="truncate">
			{` ${line}`}
		</Text>
	));
	if (linear) return <Box flexDirection="column">{all}</Box>;
	return (
		<Control
			id="text"
			onKey={({name}) => scroll(name)}
			ask={() => ({label, kind: 'text', current: '', answer() {}})}
		>
			{() => (
				<Box flexDirection="column" height={given} flexShrink={0}>
					{all.slice(first, first + height)}
					{height < given && (
						<Text>{below > 0 ? `   ${below} more below: PgDn` : '   the end: PgUp goes back'}</Text>
					)}
				</Box>
			)}
		</Control>
	);
}
