/** Disks over the network. */
import {flag, secret, text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {checkIscsi} from './check.ts';
import {iscsiLegacy} from './legacy.ts';
import {renderIscsi} from './render.ts';
import {chapText, devicePath, initiatorName, portal, targetName} from './rules.ts';

export const iscsi = defineFeature({
	name: 'iscsi',
	title: 'Remote Storage',

	settings: {
		initiatorName: text({
			label: 'Initiator name',
			help: 'The name of the host towards iSCSI targets.',
			example: 'iqn.2026-11.org.example:host7',
			fact: 'generated once, then kept',
			is: initiatorName,
		}),
		portal: text({
			label: 'Portal',
			help: 'The server of the target, with its port where that is not 3260.',
			example: 'san.example.org',
			is: portal,
		}),
		target: text({
			label: 'Target',
			help: 'The name of the target to log in to, as the server writes it; one given up is left at the next restart.',
			example: 'iqn.2026-11.org.example:lun1',
			is: targetName,
		}),
		device: text({
			label: 'Device',
			help: 'The path of the disk of the target once the host has logged in.',
			example: '/dev/disk/by-path/ip-192.0.2.20:3260-iscsi-iqn.2026-11.org.example:lun1-lun-0',
			is: devicePath,
		}),
		root: flag({
			label: 'Install onto it',
			help: 'Whether the host is installed onto the disk of the target.',
			default: 'no',
		}),
		chapUser: text({
			label: 'CHAP user',
			help: 'The user the host logs in to the target as.',
			example: 'host7',
			is: chapText,
		}),
		chapPassword: secret({
			label: 'CHAP password',
			help: 'The password of that user; most targets ask for 12 to 16 characters.',
			example: 'SECRET-OF-12-UP',
			is: chapText,
		}),
	},

	legacy: iscsiLegacy,

	check: checkIscsi,

	render: renderIscsi,
});
