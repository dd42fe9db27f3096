/** The answers of an install: those of every command, and what its own options say. */
import {features} from '../features/index.ts';
import type {Machine} from '../probes/machine.ts';
import type {Given} from '../settings/answers.ts';
import {openStore} from '../sources/store.ts';
import {gather, type Gathered, type GatherInput} from './answers.ts';

export type InstallAnswers = Pick<GatherInput, 'configs' | 'cmdline' | 'disk'> & {
	readonly machine: Machine | undefined;
	/** The machine is a recording: the store of this one is left out. */
	readonly recorded: boolean;
	readonly unattended: boolean;
};

/** `--unattended` is an answer like any other, so that the rules for hosts nobody sits at are asked. */
const UNATTENDED: Given = {
	setting: 'lifecycle.unattended',
	text: 'yes',
	source: {rank: 'typed', name: '--unattended'},
};

export function answersForInstall({recorded, unattended, ...rest}: InstallAnswers): Gathered {
	const store = recorded ? undefined : openStore(features);
	const input = {features, ...rest, store: store?.givens};
	const said = gather(input);
	const gathered = unattended ? gather({...input, typed: [UNATTENDED]}) : said;
	// A text that is wrong is wrong also where the option overrides it.
	const overridden = unattended ? said.problems.filter(({setting}) => setting === UNATTENDED.setting) : [];
	return {...gathered, problems: [...(store?.problems ?? []), ...overridden, ...gathered.problems]};
}
