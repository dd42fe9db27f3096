/** oVirt Node's words about iSCSI (facts/ovirt-node.md 1.3). */
import type {Legacy, LegacyKey} from '../feature.ts';
import {needsValue, notAFlag, readFlag, takesHostPort, takesText} from '../legacy-word.ts';

/** The ancestor asked only whether a word began like this one. */
function readInstall(value: string | undefined): Legacy {
	if (value === '') return {settings: {'iscsi.root': ''}};
	const on = readFlag(value);
	if (on === undefined) return notAFlag('iscsi_install', value ?? '');
	if (on) return {settings: {'iscsi.root': 'yes'}};
	const warning = `"iscsi_install=${value}" is taken as off; oVirt Node took it for on, so leave the word out.`;
	return {settings: {'iscsi.root': 'no'}, warnings: [warning]};
}

export const iscsiLegacy: Readonly<Record<string, LegacyKey>> = {
	iscsi_name: {
		grammar: 'IQN|EUI',
		help: 'The name of the host towards iSCSI targets.',
		read: value =>
			value === undefined
				? needsValue('iscsi_name', 'iqn.2026-11.org.example:host7')
				: {settings: {'iscsi.initiatorName': value.toLowerCase()}},
	},
	iscsi_server: takesHostPort('iscsi_server', 'iscsi.portal', {
		help: 'The server of the target; without a port 3260 is used.',
		example: 'san.example.org:3260',
		ports: ['3260'],
	}),
	iscsi_target_name: takesText('iscsi_target_name', 'iscsi.target', {
		grammar: 'IQN',
		help: 'The name of the target to log in to.',
		example: 'iqn.2026-11.org.example:lun1',
	}),
	iscsi_init: takesText('iscsi_init', 'iscsi.device', {
		grammar: '/dev/PATH',
		help: 'The path of the disk of the target.',
		example: '/dev/sdb',
	}),
	iscsi_install: {
		grammar: '[=FLAG]',
		help: 'Installs the host onto the disk of the target.',
		read: readInstall,
	},
};
