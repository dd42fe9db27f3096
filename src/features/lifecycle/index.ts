/** What this run does, and what comes before and after it. */
import {choice, flag, list, number, text} from '../../settings/setting.ts';
import {httpsUrl} from '../../settings/rules.ts';
import {defineFeature} from '../feature.ts';
import {lifecycleLegacy} from './legacy.ts';
import {fingerprint, notifyUrl} from './rules.ts';
import {settle} from './settle.ts';

export const lifecycle = defineFeature({
	name: 'lifecycle',
	title: 'This run',

	settings: {
		action: choice({
			label: 'Action',
			help: 'What this run does to the host.',
			example: 'install',
			options: {
				none: 'Ask',
				install: 'Install',
				reinstall: 'Reinstall, erasing what is there',
				upgrade: 'Upgrade the host that is there',
				uninstall: 'Erase the host that is there',
			},
			default: 'none',
			once: true,
		}),
		unattended: flag({
			label: 'Ask nobody',
			help: 'Works without a person; whatever is ambiguous or missing is refused before the first write.',
			default: 'no',
			fact: 'yes when a kernel line names both a management interface and a disk',
			once: true,
		}),
		afterwards: choice({
			label: 'Afterwards',
			help: 'What the machine does when the work is done.',
			options: {reboot: 'Reboot', poweroff: 'Power off', stay: 'Stay up'},
			default: 'reboot',
			once: true,
		}),
		delay: number({
			label: 'Delay before it',
			help: 'How long to wait between the end of the work and the reboot or power-off.',
			example: '30',
			unit: 'seconds',
			noun: 'a delay in seconds',
			min: 0,
			max: 86_400,
			default: '0',
			once: true,
		}),
		notify: list({
			label: 'Tell when done',
			help: 'URLs fetched when the work is done; @HOSTNAME@, @MAC@ and @UUID@ are replaced.',
			example: 'https://boot.example.org/done/@MAC@',
			noun: 'URL',
			item: notifyUrl,
		}),
		notifyFailure: list({
			label: 'Tell when failed',
			help: 'URLs fetched when the work has failed; @HOSTNAME@, @MAC@ and @UUID@ are replaced.',
			example: 'https://boot.example.org/failed/@MAC@',
			noun: 'URL',
			item: notifyUrl,
		}),
		stateless: flag({
			label: 'Stateless',
			help: 'Runs from memory, configured by the kernel line at each boot, and writes no disk.',
			default: 'no',
		}),
		rescue: flag({
			label: 'Rescue shell',
			help: 'Opens a root shell on the console instead of doing any work.',
			default: 'no',
			once: true,
		}),
		answers: text({
			label: 'Answer file',
			help: 'URL of an answer file that is fetched and merged below the kernel line.',
			example: 'https://boot.example.org/answers/@MAC@.yaml',
			is: httpsUrl,
		}),
		answersFingerprint: text({
			label: 'Its fingerprint',
			help: "SHA-256 of the certificate of the answer file's server, or of the file itself.",
			example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
			is: fingerprint,
		}),
		pause: choice({
			label: 'Pause',
			help: 'Where the run stops and waits for a person.',
			options: {
				none: 'Nowhere',
				'before-install': 'Before the first write',
				'after-install': 'After the last write',
				'before-reboot': 'Before the reboot',
			},
			default: 'none',
			once: true,
		}),
		logLevel: choice({
			label: 'Log level',
			help: 'How much the log tells.',
			options: {info: 'What is done', debug: 'Everything, for a bug report'},
			default: 'info',
		}),
	},

	legacy: lifecycleLegacy,

	settle,

	check({delay, afterwards, answers, answersFingerprint}) {
		return [
			...(delay > 0 && afterwards === 'stay'
				? [
						{
							setting: 'delay',
							level: 'warning' as const,
							message: `The delay of ${delay} seconds has no effect: afterwards is "stay", so nothing follows it.`,
						},
					]
				: []),
			...(answersFingerprint !== undefined && answers === undefined
				? [
						{
							setting: 'answersFingerprint',
							message: `"${answersFingerprint}" is the fingerprint of no answer file; give lifecycle.answers too, or leave it out.`,
						},
					]
				: []),
		];
	},
});
