/** Hashes against vectors of other programs, and against the tools of this machine where they are. */
import {execFileSync} from 'node:child_process';
import {encrypt, verify} from 'unixcrypt';
import {describe, expect, it} from 'vitest';
import {cryptHash, grubHash, hashForGrub, hashPassword, looksLikeHash} from '../../src/settings/crypt-hash.ts';
import {GRUB, PW1, PW1_SLOW, UMLAUTS} from './hash-samples.ts';

describe('SHA-512 crypt', () => {
	it.each([
		['pw1', '$6$abcdefgh', PW1],
		['pw1', '$6$rounds=100000$abcdefgh', PW1_SLOW],
		['pässwörd€', '$6$abcdefgh', UMLAUTS],
	])('makes of %s with %s what others make of it', (password, salt, hash) => {
		expect(encrypt(password, salt)).toBe(hash);
	});

	it('agrees with openssl, which hashes the same bytes', () => {
		const out = execFileSync('openssl', ['passwd', '-6', '-salt', 'abcdefgh', '-stdin'], {
			input: 'pässwörd€\n',
			encoding: 'utf8',
		});
		expect(out.trim()).toBe(UMLAUTS);
	});

	it('agrees with mkpasswd about rounds', () => {
		const words = ['-m', 'sha512crypt', '-S', 'abcdefgh', '-R', '100000', '-s'];
		expect(execFileSync('mkpasswd', words, {input: 'pw1\n', encoding: 'utf8'}).trim()).toBe(PW1_SLOW);
	});

	it('salts every hash anew, with 100000 rounds, and verifies', async () => {
		const [one, two] = await Promise.all([hashPassword('pässwörd€'), hashPassword('pässwörd€')]);
		expect(one).toMatch(/^\$6\$rounds=100000\$[./0-9A-Za-z]{16}\$/);
		expect(one).not.toBe(two);
		expect(cryptHash(one)).toBeUndefined();
		expect(verify('pässwörd€', one)).toBe(true);
		expect(verify('passwörd€', one)).toBe(false);
	});
});

describe('the boot menu password', () => {
	it('is hashed as GRUB wants it', async () => {
		expect(grubHash(await hashForGrub('pw1'))).toBeUndefined();
	});
});

describe('what looks like a hash', () => {
	it.each([PW1, PW1.slice(3), `x=${PW1}`, '$1$abc$def', '$y$j9T$a', GRUB])('is %s', text => {
		expect(looksLikeHash(text)).toBe(true);
	});
	it.each(['quiet', 'root=UUID=c0ffee', 'a$b', 'console=ttyS0,115200n8', 'x'.repeat(85)])('is not %s', text => {
		expect(looksLikeHash(text)).toBe(false);
	});
});
