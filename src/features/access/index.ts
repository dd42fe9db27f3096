/** Who may log in, and how. */
import {flag, list, number, secret} from '../../settings/setting.ts';
import {cryptHash, grubHash} from '../../settings/rules.ts';
import {defineFeature} from '../feature.ts';
import {accessLegacy} from './legacy.ts';
import {checkAccess} from './check.ts';
import {keyUrls, renderAccess} from './render.ts';
import {settleAccess} from './settle.ts';
import {sshKey} from './ssh-key.ts';

export const access = defineFeature({
	name: 'access',
	title: 'Access',

	settings: {
		adminPassword: secret({
			label: 'Password of admin',
			help: 'Crypt hash of the password of admin, who logs in at the console and configures the host.',
			example: '$6$SALT$HASH',
			fact: 'asked',
			hashed: 'crypt',
			is: cryptHash,
		}),
		rootPassword: secret({
			label: 'Password of root',
			help: 'Crypt hash of the password of root; without it no password lets root in.',
			example: '$6$SALT$HASH',
			hashed: 'crypt',
			is: cryptHash,
		}),
		mustChange: flag({
			label: 'Change it at first login',
			help: 'The password must be changed at the first login.',
			default: 'no',
			fact: 'yes when the password came on a kernel line, unless SSH keys are given',
		}),
		sshPasswordLogin: flag({
			label: 'SSH login by password',
			help: 'Lets people log in over SSH with a password, and not by key alone.',
			default: 'no',
		}),
		sshPort: number({
			label: 'SSH port',
			help: 'The TCP port the SSH server listens on.',
			noun: 'a TCP port',
			min: 1,
			max: 65_535,
			default: '22',
		}),
		sshKeys: list({
			label: 'SSH keys',
			help: 'OpenSSH public keys that may log in as root, or https URLs of files of them.',
			example: 'https://keys.example.org/ops.keys',
			noun: 'key',
			item: sshKey,
		}),
		strongRng: number({
			label: 'Strong random bytes',
			help: 'Bytes of strong randomness an SSH session started from; without effect since OpenSSH has them from the kernel.',
			example: '32',
			unit: 'bytes',
			noun: 'a number of bytes',
			min: 0,
			max: 1024,
			default: '0',
		}),
		disableAesNi: flag({
			label: 'Disable AES-NI',
			help: "Keeps OpenSSL from using the processor's AES instructions, in shells and services that start from then on.",
			default: 'no',
		}),
		bootMenuPassword: secret({
			label: 'Boot menu password',
			help: 'A grub.pbkdf2 hash; with its password the boot menu may be edited, without one nobody can.',
			example: 'grub.pbkdf2.sha512.10000.SALT.HASH',
			hashed: 'grub',
			is: grubHash,
		}),
		idleLogout: number({
			label: 'Log out when idle',
			help: 'Minutes that a shell or setup waits for a key before it is logged out; 0 is never.',
			example: '15',
			unit: 'minutes',
			noun: 'a number of minutes',
			min: 0,
			max: 1440,
			default: '0',
		}),
	},

	legacy: accessLegacy,

	settle: settleAccess,

	check: checkAccess,

	fetches: keyUrls,

	render: renderAccess,
});
