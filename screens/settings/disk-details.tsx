import {SettingField} from '../../src/tui/index.ts';
import type {SettingsPage} from './page.ts';

/** Of the installer alone: what few people need beside the pages about disks. */
export const diskDetailsPage: SettingsPage = {
	name: 'disk-details',
	title: 'Disk details',
	settings: ['storage.overcommit', 'storage.encryptSwap', 'storage.wipeFakeraid'],
	sections: [],
	help: [
		'How much swap there is by how much memory, whether it is encrypted, and what becomes of metadata of a RAID in firmware.',
	],
	Fields: () => (
		<>
			<SettingField name="storage.overcommit" width={6} />
			<SettingField name="storage.encryptSwap" />
			<SettingField name="storage.wipeFakeraid" />
		</>
	),
};
