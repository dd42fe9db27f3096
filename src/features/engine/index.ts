/** The oVirt Engine that is to manage the host. */
import {cryptHash} from '../../settings/rules.ts';
import {choice, flag, number, secret, text} from '../../settings/setting.ts';
import {defineFeature} from '../feature.ts';
import {checkEngine} from './check.ts';
import {engineLegacy} from './legacy.ts';
import {lentPassword, renderEngine} from './render.ts';
import {engineHost, fingerprint} from './rules.ts';

export const engine = defineFeature({
	name: 'engine',
	title: 'oVirt Engine',

	settings: {
		server: text({
			label: 'Engine',
			help: 'The engine the host registers with, by name or address.',
			example: 'engine.example.org',
			is: engineHost,
		}),
		port: number({
			label: 'Port',
			help: 'The HTTPS port of the engine.',
			noun: 'a TCP port',
			min: 1,
			max: 65_535,
			default: '443',
		}),
		fingerprint: text({
			label: 'Fingerprint of its CA',
			help: "The SHA-1 or SHA-256 fingerprint of the engine's CA, which the host must find there.",
			example: '12:34:56:78:9A:BC:DE:F0:12:34:56:78:9A:BC:DE:F0:12:34:56:78',
			is: fingerprint,
		}),
		rootPassword: secret({
			label: 'Password for the engine',
			help: 'Crypt hash of a password of root, by which an engine may add the host; it works until the host is approved, a day at most.',
			example: '$6$SALT$HASH',
			hashed: 'crypt',
			is: cryptHash,
		}),
		insecure: flag({
			label: 'Trust any certificate',
			help: 'Registers with whoever answers, without knowing the fingerprint of its CA.',
			default: 'no',
		}),
		trust: choice({
			label: 'Trust',
			help: 'What the certificate of the engine is checked against.',
			options: {pin: 'The CA of the engine', system: 'The CAs the host trusts'},
			default: 'pin',
		}),
	},

	legacy: engineLegacy,

	check: checkEngine,

	carries: lentPassword,

	render: renderEngine,
});
