/** What becomes of the memory of a kernel that crashed. */
import {choice, text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {checkKdump} from './check.ts';
import {kdumpLegacy} from './legacy.ts';
import {kdumpFetches, renderKdump} from './render.ts';
import {crashkernel, keyFile, nfsPath, sshLogin} from './rules.ts';

export const kdump = defineFeature({
	name: 'kdump',
	title: 'Kernel Dump',

	settings: {
		target: choice({
			label: 'Crash dumps go to',
			help: 'Where the dump of a crashed kernel goes.',
			options: {local: 'This host', nfs: 'An NFS server', ssh: 'A host, by SSH', off: 'Nowhere'},
			default: 'local',
		}),
		nfs: text({
			label: 'NFS export',
			help: 'The server and path that dumps go to with nfs.',
			example: 'files.example.org:/var/crash',
			is: nfsPath,
		}),
		ssh: text({
			label: 'SSH login',
			help: 'The user and host that dumps go to with ssh.',
			example: 'kdump@files.example.org',
			is: sshLogin,
		}),
		sshKey: text({
			label: 'SSH key',
			help: 'The private key of that login: a path on the host, or an https URL.',
			example: 'https://keys.example.org/kdump',
			is: keyFile,
		}),
		crashkernel: text({
			label: 'Memory for the crash kernel',
			help: 'How much memory is set aside for the kernel that writes the dump, in the words of the kernel.',
			example: '1G-4G:192M,4G-64G:256M,64G-:512M',
			fact: 'by how much memory there is',
			is: crashkernel,
		}),
	},

	legacy: kdumpLegacy,

	check: checkKdump,

	fetches: kdumpFetches,

	render: renderKdump,
});
