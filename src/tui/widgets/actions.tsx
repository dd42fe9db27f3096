/** What can be done here, as a row (or a column) of verbs: Left and Right choose, Enter does it. */
import {Box, Text} from 'ink';
import {use, useState} from 'react';
import type {Key} from '../../terminal/key.ts';
import {Control} from '../focus.tsx';
import {FieldLayout} from '../fields/field.tsx';
import {marks} from '../theme.ts';

export type Action = {
	readonly label: string;
	readonly onPress: () => void;
	readonly disabled?: boolean | undefined;
	/** Why it is disabled, or what it does. */
	readonly hint?: string | undefined;
};

export type ActionsProps = {
	readonly items: readonly Action[];
	readonly vertical?: boolean | undefined;
	readonly id?: string | undefined;
	readonly autoFocus?: boolean | undefined;
	/** The question of linear mode. */
	readonly label?: string | undefined;
};

/** Index of the next enabled item in a direction, or the same when there is none. */
export function nextAction(items: readonly Action[], at: number, by: 1 | -1): number {
	for (let to = at + by; to >= 0 && to < items.length; to += by) {
		if (!items[to]?.disabled) return to;
	}
	return at;
}

export function Actions({items, vertical = false, id, autoFocus, label = 'What now'}: ActionsProps) {
	const [wanted, setWanted] = useState(0);
	const {indent} = use(FieldLayout);
	const enabled = items.findIndex(item => !item.disabled);
	const at = items[wanted] && !items[wanted].disabled ? wanted : enabled;
	const onKey = (key: Key): boolean => {
		const back = vertical ? 'up' : 'left';
		const on = vertical ? 'down' : 'right';
		if (key.name === back || key.name === on) {
			const to = nextAction(items, at, key.name === back ? -1 : 1);
			setWanted(to);
			return to !== at || !vertical;
		}
		if (key.name !== 'enter' && key.name !== 'space') return false;
		items[at]?.onPress();
		return true;
	};
	return (
		<Control
			id={id}
			autoFocus={autoFocus}
			focusable={enabled !== -1}
			onKey={onKey}
			ask={() => ({
				label,
				kind: 'act',
				options: items.map((item, index) => ({
					value: String(index),
					label: item.label,
					disabled: item.disabled,
				})),
				current: '',
				answer: index => items[Number(index)]?.onPress(),
			})}
		>
			{focused => (
				<Box flexDirection={vertical ? 'column' : 'row'} paddingLeft={indent + 1} gap={vertical ? 0 : 1}>
					{items.map((item, index) => {
						const on = focused && index === at;
						return (
							<Text key={item.label} dimColor={item.disabled ?? false} wrap="truncate">
								{on ? marks.focus : ' '}
								<Text inverse={on}>{item.disabled ? `( ${item.label} )` : `[ ${item.label} ]`}</Text>
								{vertical && item.hint ? `  ${item.hint}` : ''}
							</Text>
						);
					})}
				</Box>
			)}
		</Control>
	);
}
