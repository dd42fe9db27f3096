/** What answers about the run mean together. */
import {textOf, type Answers} from '../../settings/answers.ts';
import type {Settled} from '../feature.ts';

/** Words that name the management interface on purpose; `vlan=` and `ip=` mention one only in passing. */
const NAMES_INTERFACE = /^kernel argument (BOOTIF|bond|bond_setup|hostwright\.network\.(interface|bond))=/;

const fromLine = (answers: Answers, setting: string) => {
	const answer = answers.get(setting);
	return answer?.source.rank === 'kernel' && answer.text !== '' ? answer.source.name : undefined;
};

/**
 * The ancestor's trigger: a kernel line that names a management interface and a disk installs without asking, unless somebody said
 * yes or no to that.
 */
function unattended(answers: Answers): readonly Settled[] {
	if (answers.has('lifecycle.unattended')) return [];
	const interfaces = ['network.interface', 'network.bond'].map(name => fromLine(answers, name));
	const disk = fromLine(answers, 'storage.bootDisk');
	if (disk === undefined || !interfaces.some(name => NAMES_INTERFACE.test(name ?? ''))) return [];
	return [
		{
			setting: 'lifecycle.unattended',
			text: 'yes',
			source: {rank: 'fact', name: 'a kernel line that names both a management interface and a disk'},
		},
	];
}

/** Whoever says reinstall in our own words means a host of ours; `reinstall` as a legacy word says more, and says it itself. */
function expected(answers: Answers): readonly Settled[] {
	if (textOf(answers, 'lifecycle.action') !== 'reinstall' || answers.has('storage.expect')) return [];
	return [{setting: 'storage.expect', text: 'ours', source: {rank: 'fact', name: 'the action reinstall'}}];
}

export const settle = (answers: Answers): readonly Settled[] => [...unattended(answers), ...expected(answers)];
