/** The end of a growing text. Arrows and Page keys look back; End follows again. */
import {Box, Text} from 'ink';
import {use, useState} from 'react';
import {fit} from '../../terminal/cell-width.ts';
import type {Key} from '../../terminal/key.ts';
import {useControl} from '../focus.tsx';
import {LinearContext} from '../linear/context.ts';
import {usePageWidth} from '../page-width.ts';

export type LogViewProps = {
	readonly lines: readonly string[];
	/** Lines seen at once. */
	readonly height: number;
	readonly id?: string | undefined;
	readonly autoFocus?: boolean | undefined;
};

export function LogView({lines, height, id, autoFocus}: LogViewProps) {
	const linear = use(LinearContext);
	const columns = usePageWidth();
	/** Lines between the view and the end; 0 follows. */
	const [back, setBack] = useState(0);
	const furthest = Math.max(0, lines.length - height);
	const steps: Partial<Record<Key['name'], number>> = {
		up: 1,
		down: -1,
		'page-up': height,
		'page-down': -height,
		home: Infinity,
		end: -Infinity,
	};
	const {ref, focused} = useControl({
		id,
		autoFocus,
		focusable: !linear && furthest > 0,
		ask: () => ({label: '', kind: 'act', current: '', answer: () => undefined}),
		onKey(key) {
			const step = steps[key.name];
			if (step === undefined) return false;
			setBack(Math.max(0, Math.min(furthest, back + step)));
			return true;
		},
	});
	const from = Math.max(0, furthest - Math.min(back, furthest));
	const seen = linear ? lines : lines.slice(from, from + height);
	return (
		<Box ref={ref} flexDirection="column" flexShrink={0} {...(linear ? {} : {height})}>
			{seen.map((line, index) => (
				<Text key={from + index} wrap="truncate">
					{`${focused && index === 0 ? '>' : ' '} ${linear ? line : fit(line, columns - 3, {more: '...'}).trimEnd()}`}
				</Text>
			))}
		</Box>
	);
}
