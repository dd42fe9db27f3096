import {SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';

export const remoteStoragePage: SettingsPage = {
	name: 'remote-storage',
	title: 'Remote storage',
	settings: [
		...['iscsi.initiatorName', 'iscsi.portal', 'iscsi.target', 'iscsi.device', 'iscsi.chapUser'],
		...['iscsi.chapPassword', 'nfs.domain'],
	],
	sections: ['iscsi', 'nfs'],
	help: [
		'Disks over the network by iSCSI: the name of this host, and the target it logs in to. NFS version 4 needs a domain for the names of its users.',
	],
	Fields: () => (
		<>
			<SettingField name="iscsi.initiatorName" />
			<SettingField name="iscsi.portal" />
			<SettingField name="iscsi.target" />
			<SettingField name="iscsi.device" />
			<SettingField name="iscsi.chapUser" />
			<SettingField name="iscsi.chapPassword" />
			<SettingField name="nfs.domain" />
		</>
	),
};
