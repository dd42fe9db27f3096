/**
 * One of a few words, in place: Left and Right go through them, Space goes to the next. The focus is in the signs around it: to
 * turn the words would send them again. For many rows use a Table.
 */
import type {Key} from '../../terminal/key.ts';
import {Control} from '../focus.tsx';
import {marks} from '../theme.ts';
import {Field, type FieldWords} from './field.tsx';

export type Option = {readonly value: string; readonly label: string; readonly disabled?: boolean | undefined};

export type ChoiceFieldProps = FieldWords & {
	readonly options: readonly Option[];
	readonly value: string;
	readonly onChange: (value: string) => void;
};

/** The neighbour of a value, going round. An unknown value stands before the first. */
export function neighbour(options: readonly Option[], value: string, by: 1 | -1): string | undefined {
	const open = options.filter(option => !option.disabled);
	const at = open.findIndex(option => option.value === value);
	if (at === -1) return open.at(by === 1 ? 0 : -1)?.value;
	return open.at((at + by) % open.length)?.value;
}

export function ChoiceField(props: ChoiceFieldProps) {
	const {label, options, value, onChange, problem, hint, labelWidth} = props;
	const go = (by: 1 | -1) => {
		const next = neighbour(options, value, by);
		if (next !== undefined && next !== value) onChange(next);
		return true;
	};
	const onKey = (key: Key): boolean => {
		if (key.name === 'left') return go(-1);
		return key.name === 'right' || key.name === 'space' ? go(1) : false;
	};
	const shown = options.find(option => option.value === value)?.label ?? value;
	return (
		<Control
			id={props.id}
			autoFocus={props.autoFocus}
			focusable={!props.disabled}
			provenance={props.provenance}
			hint={hint}
			onKey={onKey}
			ask={() => ({label, kind: 'one', options, current: value, hint, problem, answer: onChange})}
		>
			{focused => (
				<Field {...{label, focused, labelWidth, problem}} before={focused ? `${marks.before} ` : undefined}>
					{focused ? `${shown} ${marks.behind}` : shown}
				</Field>
			)}
		</Control>
	);
}
