/** The field of a setting, chosen by its kind, with its label, its problem and its provenance. */
import {useState} from 'react';
import type {AnySetting} from '../../settings/setting.ts';
import {useForm, type Form} from '../form.tsx';
import {ChoiceField} from './choice-field.tsx';
import {FlagField} from './flag-field.tsx';
import {NumberField} from './number-field.tsx';
import {TextField} from './text-field.tsx';

export type SettingFieldProps = {
	/** Full name: `network.vlan`. */
	readonly name: string;
	/** The form around (FormProvider) when absent. */
	readonly form?: Form | undefined;
	/** Instead of the setting's own label. */
	readonly label?: string | undefined;
	readonly hint?: string | undefined;
	readonly width?: number | undefined;
	readonly labelWidth?: number | undefined;
	readonly autoFocus?: boolean | undefined;
	readonly disabled?: boolean | undefined;
	readonly onSubmit?: ((value: string) => void) | undefined;
};

/** The text as a flag; what does not parse counts as no. */
function isOn(setting: AnySetting, text: string): boolean {
	try {
		return setting.parse(text) === true;
	} catch {
		return false;
	}
}

const exampleOf = (setting: AnySetting) =>
	setting.example === undefined ? undefined : `for example ${setting.example}`;

export function SettingField({name, form: given, label, hint, ...rest}: SettingFieldProps) {
	const form = useForm(given);
	const setting = form.setting(name);
	const text = form.text(name);
	const {onSubmit, width, ...plain} = rest;
	const shared = {
		...plain,
		disabled: plain.disabled ?? form.closed,
		id: name,
		label: label ?? setting.label,
		hint: hint ?? exampleOf(setting),
		problem: form.problem(name),
		provenance: form.provenance(name),
	};
	const [emptied, setEmptied] = useState(false);
	const set = (value: string) => form.set(name, value);
	/** A line that was emptied stays so while it is edited: a default that sprang back would stand in front of what is typed. */
	const line = {
		value: emptied ? '' : text,
		onChange(value: string) {
			setEmptied(value === '');
			set(value);
		},
	};
	switch (setting.kind) {
		case 'choice': {
			const options = Object.entries(setting.options ?? {}).map(([value, words]) => ({value, label: words}));
			return <ChoiceField {...shared} options={options} value={text} onChange={set} />;
		}
		case 'flag':
			return <FlagField {...shared} value={isOn(setting, text)} onChange={value => set(setting.format(value))} />;
		case 'number':
			return <NumberField {...shared} {...line} unit={setting.unit} width={width} onSubmit={onSubmit} />;
		case 'text':
		case 'secret':
		case 'list':
			return (
				<TextField {...shared} {...line} secret={setting.kind === 'secret'} width={width} onSubmit={onSubmit} />
			);
	}
}
