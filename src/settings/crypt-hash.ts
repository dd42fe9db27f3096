/**
 * Password hashes: what a whole one looks like (crypt(5)), what is left of one that a boot loader's quoting has eaten, and how a
 * typed password becomes one.
 */
import {pbkdf2, randomBytes} from 'node:crypto';
import {promisify} from 'node:util';
import type {Rule} from './setting.ts';

const SALT = '[./0-9A-Za-z]{1,16}';
const ROUNDS = String.raw`(?:rounds=[1-9]\d{3,8}\$)?`;
const WHOLE = new RegExp(
	String.raw`^\$(?:6\$${ROUNDS}${SALT}\$[./0-9A-Za-z]{86}|5\$${ROUNDS}${SALT}\$[./0-9A-Za-z]{43}` +
		String.raw`|y\$[./0-9A-Za-z]+\$[./0-9A-Za-z]{1,86}\$[./0-9A-Za-z]{43}|2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./0-9A-Za-z]{53})$`,
);

const MAKE_ONE = 'make one with: openssl passwd -6';

/** A scheme that can be tried at millions a second: DES, MD5, NT. */
const WEAK = /^(?:\$1\$|\$3\$|\$apr1\$|_[./0-9A-Za-z]{19}$)/;

/** Two characters of salt and eleven of hash: any plain password of that length looks the same. */
const DES = /^[./0-9A-Za-z]{13}$/;

/**
 * What is left when something took `$6`, `$salt` and the start of the hash for variables (GRUB, a shell with double
 * quotes), or when only the first marks are gone.
 */
function lostItsScheme(text: string): boolean {
	return (
		/^[65y2][aby]?\$[./0-9A-Za-z=$]+$/.test(text) ||
		/^\$?(?:rounds=\d+\$)?[./0-9A-Za-z]{1,86}\$(?:[./0-9A-Za-z]{86}|[./0-9A-Za-z]{43})$/.test(text) ||
		/^=\d{4,9}[./0-9A-Za-z$]*$/.test(text) ||
		/^[./][./0-9A-Za-z]{7,85}$/.test(text) ||
		/^[./0-9A-Za-z]{86}$|^[./0-9A-Za-z]{43}$/.test(text)
	);
}

/** A whole crypt hash of a strong scheme: `$y$`, `$6$`, `$5$`, `$2b$`; salt and length are checked (crypt(5)). */
export const cryptHash: Rule = text => {
	if (WHOLE.test(text)) return undefined;
	if (/^\\+\$/.test(text)) {
		return {
			what: 'is a password hash with a backslash before its $',
			right: "write it in single quotes and without backslashes: '$6$...'",
		};
	}
	if (lostItsScheme(text)) {
		return {
			what: 'has lost its $6$: a boot loader or shell took $6 for a variable',
			right: "write the whole word in single quotes: 'adminpw=$6$...'",
		};
	}
	if (WEAK.test(text))
		return {
			what: 'is a password hash of a scheme that is too weak',
			right: `give one that starts with $6$ or $y$; ${MAKE_ONE}`,
		};
	if (/^\$(?:6|5|y|2[aby])\$/.test(text)) {
		return {what: 'is a password hash that is cut short or damaged', right: `copy the whole of it, or ${MAKE_ONE}`};
	}
	if (DES.test(text)) {
		return {
			what: 'is not a password hash, or one of a scheme that is too weak (DES)',
			right: `give one that starts with $6$ or $y$; ${MAKE_ONE}`,
		};
	}
	return {what: 'is not a password hash', right: `give one that starts with $6$ or $y$; ${MAKE_ONE}`};
};

/** What `grub-mkpasswd-pbkdf2` prints: iterations, salt and hash in hexadecimal. */
export const grubHash: Rule = text =>
	/^grub\.pbkdf2\.sha512\.[1-9]\d{3,8}\.(?:[0-9A-F]{2}){16,128}\.(?:[0-9A-F]{2}){64}$/i.test(text)
		? undefined
		: {
				what: 'is not a hash of a boot menu password',
				right: 'give one that starts with grub.pbkdf2.sha512; make one with: grub-mkpasswd-pbkdf2',
			};

/** Whether a text holds anything like a password hash, whole or damaged: such a thing is never shown or copied. */
export function looksLikeHash(text: string): boolean {
	return /\$(?:\d|y|gy|2[abxy]|apr1)\$|grub\.pbkdf2\./i.test(text) || /(?:^|[=$])[./0-9A-Za-z]{86}$/.test(text);
}

/** The text with what looks like a hash hidden, wherever somebody put it; the `$6$...` of our own sentences stays. */
export function withoutHashes(text: string): string {
	return text.replaceAll(
		/(?:\$(?:\d|y|gy|2[abxy]|apr1)\$[./0-9A-Za-z$=]{16,}|grub\.pbkdf2\.[\w.]{16,})/gi,
		'[secret]',
	);
}

const ALPHABET = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** SHA-512 crypt of the UTF-8 bytes of a password, 100000 rounds, random salt of 96 bits. */
export async function hashPassword(password: string): Promise<string> {
	const {encrypt} = await import('unixcrypt');
	const salt = [...randomBytes(16)].map(byte => ALPHABET.charAt(byte % 64)).join('');
	return encrypt(password, `$6$rounds=100000$${salt}`);
}

/** The same as `grub-mkpasswd-pbkdf2 -c 100000`. */
export async function hashForGrub(password: string): Promise<string> {
	const salt = randomBytes(64);
	const hash = await promisify(pbkdf2)(password, salt, 100_000, 64, 'sha512');
	return `grub.pbkdf2.sha512.100000.${salt.toString('hex').toUpperCase()}.${hash.toString('hex').toUpperCase()}`;
}
