/** The host that a person asks for at the serial console, which the same answers from a kernel line must give again. */
import {virtioDisk} from './machine.ts';
import {PASSWORDS} from './passwords.ts';
import type {PersonsAnswers} from './walk.ts';

export const VLAN = 20;
export const MACS = ['52:54:00:00:00:11', '52:54:00:00:00:12'];
export const HOSTNAME = 'h1.example.org';
export const ADDRESS = '10.0.2.50';
export const SYSLOG = '10.0.2.100';
export const INITIATOR = 'iqn.2026-11.org.example:h1';
export const ADMIN_PASSWORD = PASSWORDS.admin;
export const ROOT_PASSWORD = PASSWORDS.root;

export const answers: PersonsAnswers = {
	disk: 'vdc',
	interfaces: ['enp0s16', 'enp0s17'],
	network: [
		{label: 'Host name', text: HOSTNAME},
		{label: 'VLAN', text: String(VLAN)},
		{label: 'Bridge', text: 'brguest'},
		{label: 'IPv4', choice: 'As given here'},
		{label: 'IPv4 address', text: `${ADDRESS}/24`},
		{label: 'IPv4 gateway', text: '10.0.2.2'},
		{label: 'DNS servers', text: '10.0.2.3'},
	],
	adminPassword: ADMIN_PASSWORD,
	more: [
		[
			'Logging',
			[
				{label: 'Largest log file, KiB', text: '2048'},
				{label: 'Rotated', choice: 'Every week'},
				{label: 'Syslog server', text: `${SYSLOG}:514`},
				{label: 'Syslog protocol', choice: 'TCP'},
			],
		],
		['Kernel dump', [{label: 'Memory for the crash kernel', text: '256M'}]],
		['Remote storage', [{label: 'Initiator name', text: INITIATOR}]],
		['Security', [{label: 'Password of root', password: ROOT_PASSWORD}]],
	],
};

/** The disk it is installed on. */
export const targetDisk = (file: string) => virtioDisk(file, 'target', 1);
