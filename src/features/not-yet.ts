/**
 * What is not built yet, and what never will be. Whoever gives one of these gets a sentence and not silence: settings that are
 * declared but act on nothing, and words of the ancestor that ended with it.
 */

/** Settings that are refused when they are given and differ from their default. A whole sentence each. */
export const notYet: Readonly<Record<string, string>> = {
	'lifecycle.stateless': 'A host cannot run without a disk yet; leave out stateless.',
	'lifecycle.rescue': 'The rescue shell is not built yet; leave out rescue, and boot the medium without it.',
	'lifecycle.answers': 'Answer files are not fetched from a URL yet; give the file with --config FILE.',
	'lifecycle.answersFingerprint': 'Answer files are not fetched from a URL yet; give the file with --config FILE.',
	'iscsi.root': 'A host cannot be installed onto an iSCSI disk yet; leave out iscsi.root and iscsi_install.',
};

/** Single values that are refused, where the setting itself is built. */
export const notYetValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'lifecycle.action': {
		upgrade: 'The action "upgrade" is not built yet; give install or reinstall.',
		uninstall: 'The action "uninstall" is not built yet; give install or reinstall.',
	},
};

/** Why a given text is refused: the setting, or this value, is not built yet. `fallback` is the setting's default text. */
export function whyNotYet(setting: string, text: string, fallback: string | undefined): string | undefined {
	if (text === '' || text === fallback) return undefined;
	const values = Object.hasOwn(notYetValues, setting) ? notYetValues[setting] : undefined;
	if (values && Object.hasOwn(values, text)) return values[text];
	return Object.hasOwn(notYet, setting) ? notYet[setting] : undefined;
}

const CIM = 'CIM ended with oVirt Node';
const MODES = 'hostwright hosts always run on their own';

/** Words that are known and act on nothing, and why. */
export const endedWords: Readonly<Record<string, string>> = {
	snmp_password: 'SNMP is left to a plugin',
	cim_passwd: CIM,
	cim_enabled: CIM,
	enable_cim: CIM,
	standalone: MODES,
	ovirt_standalone: MODES,
	runtime_mode: MODES,
	ovirt_runtime_mode: MODES,
	ovirt_early: 'scripts named on a kernel line are not run',
	rdloaddriver: 'the kernel loads scsi_dh_alua where it is needed',
	ovirt_vdsm_disable: 'nothing registers unless an engine is given',
};

/** The same for whole families, by the start of the word. */
export const endedFamilies: readonly (readonly [string, string])[] = [
	['rhn_', 'registration with RHN, Satellite or SAM is left to a plugin'],
	['puppet_', 'Puppet is left to a plugin'],
];

function whyEnded(key: string): string | undefined {
	if (Object.hasOwn(endedWords, key)) return endedWords[key];
	return endedFamilies.find(([start]) => key.startsWith(start))?.[1];
}

/**
 * What becomes of a legacy word that ended with the ancestor; undefined for a word that is nobody's. The value is never shown: many
 * of these words are passwords.
 */
export function whyNoWord(key: string): {readonly level: 'warning'; readonly message: string} | undefined {
	const ended = whyEnded(key);
	return ended === undefined
		? undefined
		: {level: 'warning', message: `"${key}" is known and has no effect: ${ended}.`};
}
