/** What the fields of a page find around them: the answers as a form, what the host has, and passwords that are being typed. */
import {createContext, use, type ReactNode} from 'react';
import type {Machine} from '../../src/probes/machine.ts';
import type {Profile} from '../../src/probes/tuned.ts';
import {FieldLayout, FormProvider, type Form} from '../../src/tui/index.ts';
import {settingOf} from './form.ts';
import type {Typed} from './passwords.ts';

/** Passwords by the setting that keeps their hash; never part of the answers. */
export type Passwords = {
	readonly typed: (setting: string) => Typed;
	readonly type: (setting: string, part: Partial<Typed>) => void;
	/** The page was to be left with passwords that cannot be taken: say why. */
	readonly tried: boolean;
};

export type Surroundings = {
	readonly form: Form;
	/** Undefined while nothing is known yet. */
	readonly machine: Machine | undefined;
	/** Profiles of tuned on the host; undefined where nobody knows them. */
	readonly profiles: readonly Profile[] | undefined;
	readonly passwords: Passwords;
};

const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

/** @throws outside of a page of settings, which is a bug */
export function useSurroundings(): Surroundings {
	const around = use(SurroundingsContext);
	if (!around) throw new Error('fields of settings need a page around them');
	return around;
}

/** Labels as wide as the widest of the page, with its unit, so that values have the rest. */
function labelWidthOf(settings: readonly string[]): number {
	const labels = settings.map(settingOf).map(({label, unit}) => (unit === undefined ? label : `${label}, ${unit}`));
	return Math.max(0, ...labels.map(label => label.length));
}

type SurroundProps = {
	readonly around: Surroundings;
	readonly settings: readonly string[];
	readonly children: ReactNode;
};

export function Surround({around, settings, children}: SurroundProps) {
	const {indent} = use(FieldLayout);
	return (
		<SurroundingsContext value={around}>
			<FormProvider form={around.form}>
				<FieldLayout value={{indent, labelWidth: labelWidthOf(settings)}}>{children}</FieldLayout>
			</FormProvider>
		</SurroundingsContext>
	);
}
