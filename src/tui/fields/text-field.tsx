/**
 * A line of text. Editing is our own reducer (edit-line.ts), because ink-text-input keeps its cursor to itself and takes Home,
 * End, Delete and the Ctrl keys for text; ink-text-input draws the value, masked for secrets, while the field rests.
 */
import {Text} from 'ink';
import TextInput from 'ink-text-input';
import {useState} from 'react';
import {cellWidth, fit} from '../../terminal/cell-width.ts';
import type {Key} from '../../terminal/key.ts';
import {Control} from '../focus.tsx';
import {marks} from '../theme.ts';
import {characters, edit, lineOf, type Line} from './edit-line.ts';
import {Field, useValueWidth, type FieldWords} from './field.tsx';
import {seen} from './window.ts';

export type TextFieldProps = FieldWords & {
	readonly value: string;
	readonly onChange: (value: string) => void;
	/** Draws `*` for each character, never the text. */
	readonly secret?: boolean | undefined;
	/** Columns of the value; longer texts scroll. */
	readonly width?: number | undefined;
	/** Enter in this field; without it Enter goes to the page. */
	readonly onSubmit?: ((value: string) => void) | undefined;
	/** Keys that would type something else than this are refused. */
	readonly accept?: RegExp | undefined;
};

/** Ends at the `=`: the value stands in the field already, and said twice each key would be sent twice. */
function withoutValue(provenance: string | undefined, value: string): string | undefined {
	const said = [value, `"${value}"`].find(text => provenance?.endsWith(`=${text}`) === true) ?? '';
	return provenance?.slice(0, provenance.length - said.length);
}

/** Columns of a value that nobody gave a width, where there are so many. */
const WIDTH = 40;

/** The value with the cursor drawn in reverse. */
function Edited({line, width}: {line: Line; width: number}) {
	const {before, at, after} = seen(line, width);
	return (
		<Text>
			{before}
			<Text inverse>{at}</Text>
			{after}
		</Text>
	);
}

export function TextField(props: TextFieldProps) {
	const {label, value, onChange, problem, hint, secret, labelWidth, onSubmit, accept} = props;
	const width = Math.max(1, Math.min(props.width ?? WIDTH, useValueWidth(labelWidth)));
	const [cursor, setCursor] = useState(() => lineOf(value).cursor);
	const line: Line = {text: value, cursor: Math.min(cursor, characters(value).length)};
	const onKey = (key: Key): boolean => {
		if (key.name === 'enter' && onSubmit) {
			onSubmit(value);
			return true;
		}
		if (key.text !== '' && accept && !accept.test(key.text)) return true;
		const next = edit(line, key);
		if (!next) return false;
		setCursor(next.cursor);
		if (next.text !== value) onChange(next.text);
		return true;
	};
	const masked = secret ? marks.secret.repeat(characters(value).length) : value;
	return (
		<Control
			id={props.id}
			autoFocus={props.autoFocus}
			focusable={!props.disabled}
			provenance={withoutValue(props.provenance, value)}
			hint={hint}
			onKey={onKey}
			ask={() => ({
				label,
				kind: secret ? 'secret' : 'text',
				current: value,
				hint,
				problem,
				answer: onChange,
			})}
		>
			{focused => (
				<Field label={label} focused={focused} labelWidth={labelWidth} problem={problem}>
					{focused ? (
						<Edited line={{text: masked, cursor: line.cursor}} width={width} />
					) : (
						<TextInput
							value={fit(value, Math.min(width, cellWidth(value)), {more: marks.more})}
							focus={false}
							showCursor={false}
							onChange={onChange}
							{...(secret ? {mask: marks.secret} : {})}
						/>
					)}
				</Field>
			)}
		</Control>
	);
}
