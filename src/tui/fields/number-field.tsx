/** A text field that takes digits, a sign and a point, with the unit behind the label. */
import {TextField, type TextFieldProps} from './text-field.tsx';

export type NumberFieldProps = Omit<TextFieldProps, 'secret' | 'accept'> & {
	readonly unit?: string | undefined;
};

export function NumberField({unit, label, width = 16, ...rest}: NumberFieldProps) {
	return <TextField {...rest} label={unit ? `${label}, ${unit}` : label} width={width} accept={/^[\d.-]+$/} />;
}
