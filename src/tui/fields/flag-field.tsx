/** Yes or no: Space toggles. */
import {Text} from 'ink';
import {Control} from '../focus.tsx';
import {marks} from '../theme.ts';
import {Field, type FieldWords} from './field.tsx';

export type FlagFieldProps = FieldWords & {
	readonly value: boolean;
	readonly onChange: (value: boolean) => void;
};

const YES_OR_NO = [
	{value: 'yes', label: 'yes'},
	{value: 'no', label: 'no'},
];

export function FlagField(props: FlagFieldProps) {
	const {label, value, onChange, problem, hint, labelWidth} = props;
	return (
		<Control
			id={props.id}
			autoFocus={props.autoFocus}
			focusable={!props.disabled}
			provenance={props.provenance}
			hint={hint}
			onKey={key => {
				if (key.name !== 'space') return false;
				onChange(!value);
				return true;
			}}
			ask={() => ({
				label,
				kind: 'one',
				options: YES_OR_NO,
				current: value ? 'yes' : 'no',
				hint,
				problem,
				answer: answer => onChange(answer === 'yes'),
			})}
		>
			{focused => (
				<Field label={label} focused={focused} labelWidth={labelWidth} problem={problem}>
					<Text inverse={focused}>{value ? marks.on : marks.off}</Text>
				</Field>
			)}
		</Control>
	);
}
