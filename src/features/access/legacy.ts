/** oVirt Node's words about accounts, SSH and cryptography (facts/ovirt-node.md 1.5). */
import type {LegacyKey} from '../feature.ts';
import {notAFlag, readFlag, takesText} from '../legacy-word.ts';

/** Values a flag of this name had in the ancestor; others were ignored and leaked to the boot line. */
function flagKey(
	word: string,
	setting: string,
	words: {
		readonly help: string;
		readonly knew: ReadonlySet<string>;
		readonly inverse?: true;
		readonly warning?: string;
	},
): LegacyKey {
	return {
		grammar: 'FLAG',
		help: words.help,
		read(value) {
			if (value === '') return {settings: {[setting]: ''}};
			const on = readFlag(value);
			if (on === undefined) return notAFlag(word, value ?? '');
			const fixed =
				value !== undefined && !words.knew.has(value)
					? `"${word}=${value}" is taken as ${on ? 'on' : 'off'}; oVirt Node ignored this spelling.`
					: undefined;
			const warnings = [fixed, words.warning].filter(text => text !== undefined);
			return {
				settings: {[setting]: on === (words.inverse !== true) ? 'yes' : 'no'},
				...(warnings.length > 0 ? {warnings} : {}),
			};
		},
	};
}

const DIGITS_AND_TRUE = new Set(['1', 'true', '0', 'false']);
const DIGITS_AND_YES = new Set(['1', 'y', 'yes', '0', 'n', 'no']);

export const accessLegacy: Readonly<Record<string, LegacyKey>> = {
	adminpw: takesText('adminpw', 'access.adminPassword', {
		grammar: 'CRYPT_HASH',
		help: 'Password hash of admin.',
		example: "$6$SALT$HASH, in single quotes: 'adminpw=$6$SALT$HASH'",
	}),
	rootpw: takesText('rootpw', 'access.rootPassword', {
		grammar: 'CRYPT_HASH',
		help: 'Password hash of root, and of admin when nothing else gives admin one, in whatever order.',
		example: "$6$SALT$HASH, in single quotes: 'rootpw=$6$SALT$HASH'",
	}),
	ssh_pwauth: flagKey('ssh_pwauth', 'access.sshPasswordLogin', {
		help: 'Lets people log in over SSH with a password.',
		knew: DIGITS_AND_TRUE,
	}),
	disable_aes_ni: flagKey('disable_aes_ni', 'access.disableAesNi', {
		help: "Keeps OpenSSL from using the processor's AES instructions.",
		knew: DIGITS_AND_YES,
	}),
	aesni: flagKey('aesni', 'access.disableAesNi', {
		help: 'The inverse of "disable_aes_ni", for a few months of 2013.',
		knew: DIGITS_AND_YES,
		inverse: true,
		warning:
			'"aesni" was used from August 2013 to January 2014 only; write "disable_aes_ni", which means the inverse.',
	}),
	use_strong_rng: takesText('use_strong_rng', 'access.strongRng', {
		grammar: 'BYTES',
		help: 'Bytes of strong randomness for SSH.',
		example: '32',
	}),
};
