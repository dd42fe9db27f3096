/** Settings as fields: what a form is to the fields, who provides it, and how a kind of setting becomes a kind of field. */
import {createContext, use, type ReactNode} from 'react';
import type {AnySetting} from '../settings/setting.ts';

/** The answers being edited, by full setting name (`network.vlan`). Texts, as everywhere. */
export type Form = {
	text(name: string): string;
	set(name: string, text: string): void;
	/** What is wrong with the text, as a whole sentence. */
	problem(name: string): string | undefined;
	/** Where the text came from: `kernel argument vlan=`. */
	provenance(name: string): string | undefined;
	setting(name: string): AnySetting;
	/** Nothing of it can be changed here. */
	readonly closed?: boolean | undefined;
};

const FormContext = createContext<Form | undefined>(undefined);

export function FormProvider({form, children}: {form: Form; children: ReactNode}) {
	return <FormContext value={form}>{children}</FormContext>;
}

/** The form around, unless one is given. @throws when there is none, which is a bug of the screen. */
export function useForm(given?: Form): Form {
	const around = use(FormContext);
	const form = given ?? around;
	if (!form) throw new Error('a SettingField needs a FormProvider around it');
	return form;
}
