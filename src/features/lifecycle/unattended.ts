/** The ancestor's trigger: a kernel line that names a management interface and a disk installs without asking. */
import type {Answers} from '../../settings/answers.ts';
import type {Settled} from '../feature.ts';

/** Words that name the management interface on purpose; `vlan=` and `ip=` mention one only in passing. */
const NAMES_INTERFACE = /^kernel argument (BOOTIF|bond|bond_setup|hostwright\.network\.(interface|bond))=/;

const fromLine = (answers: Answers, setting: string) => {
	const answer = answers.get(setting);
	return answer?.source.rank === 'kernel' && answer.text !== '' ? answer.source.name : undefined;
};

/** `unattended` is a fact when nobody said yes or no to it and one kernel line gave both. */
export function settleUnattended(answers: Answers): readonly Settled[] {
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
