import {SettingField, useForm} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';

export const kdumpPage: SettingsPage = {
	name: 'kdump',
	title: 'Kernel dump',
	settings: ['kdump.target', 'kdump.nfs', 'kdump.ssh', 'kdump.sshKey', 'kdump.crashkernel'],
	sections: ['kdump'],
	help: ['When the kernel crashes, what was in memory is kept on this host, or sent to a server by NFS or SSH.'],
	Fields() {
		const target = useForm().text('kdump.target');
		return (
			<>
				<SettingField name="kdump.target" />
				{target === 'nfs' && <SettingField name="kdump.nfs" />}
				{target === 'ssh' && <SettingField name="kdump.ssh" />}
				{target === 'ssh' && <SettingField name="kdump.sshKey" />}
				{target !== 'off' && <SettingField name="kdump.crashkernel" />}
			</>
		);
	},
};
