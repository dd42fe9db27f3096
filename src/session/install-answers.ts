/** The answers of an install: those of every command, and what its own options say. */
import {features} from '../features/index.ts';
import type {Machine} from '../probes/machine.ts';
import type {Given} from '../settings/answers.ts';
import {gather, type Gathered, type GatherInput} from './answers.ts';

export type InstallAnswers = Pick<GatherInput, 'configs' | 'cmdline' | 'disk'> & {
	readonly machine: Machine | undefined;
	readonly unattended: boolean;
};

/** `--unattended` is an answer like any other, so that the rules for hosts nobody sits at are asked. */
const UNATTENDED: Given = {
	setting: 'lifecycle.unattended',
	text: 'yes',
	source: {rank: 'typed', name: '--unattended'},
};

/** The store of the machine we run on is left out: its settings are its own, and the host to be made is another one. */
export function answersForInstall({unattended, ...rest}: InstallAnswers): Gathered {
	const input = {features, ...rest};
	const said = gather(input);
	if (!unattended) return said;
	const gathered = gather({...input, typed: [UNATTENDED]});
	// A text that is wrong is wrong also where the option overrides it.
	const overridden = said.problems.filter(({setting}) => setting === UNATTENDED.setting);
	return {...gathered, problems: [...overridden, ...gathered.problems]};
}
