import {Buffer} from 'node:buffer';
import {generateKeyPairSync} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {sshKey} from '../../src/features/access/ssh-key.ts';
import {features} from '../../src/features/index.ts';
import {gather} from '../../src/session/answers.ts';

/** A field of a key blob: its length in four bytes, then itself (RFC 4251 section 5). */
function field(bytes: Buffer | string): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([length, Buffer.from(bytes)]);
}

const line = (type: string, fields: ReadonlyArray<Buffer | string>, comment = 'ops@example.org', inside = type) =>
	`${type} ${Buffer.concat([inside, ...fields].map(field)).toString('base64')} ${comment}`;

/** A real modulus of so many bits, as an mpint: a zero byte keeps it positive. */
function rsa(bits: number): string {
	const {n = '', e = ''} = generateKeyPairSync('rsa', {modulusLength: bits}).publicKey.export({format: 'jwk'});
	return line('ssh-rsa', [
		Buffer.from(e, 'base64url'),
		Buffer.concat([Buffer.alloc(1), Buffer.from(n, 'base64url')]),
	]);
}

const ed25519 = line('ssh-ed25519', [Buffer.alloc(32, 7)]);
const whole = 'copy the whole line from the .pub file';

describe('SSH keys', () => {
	it.each([
		ed25519,
		ed25519.split(' ').slice(0, 2).join(' '),
		line('ecdsa-sha2-nistp256', ['nistp256', Buffer.alloc(65, 4)], 'with, a comma'),
		line('sk-ssh-ed25519@openssh.com', [Buffer.alloc(32, 7), 'ssh:']),
		rsa(2048),
		'https://keys.example.org/ops.keys',
	])('%s', text => {
		expect(sshKey(text)).toBeUndefined();
	});

	it.each([
		[rsa(1024), 'has 1024 bits, which is too weak', 'give one of 2048 bits or more'],
		[
			line('ssh-ed25519', [Buffer.alloc(32)], '', 'ssh-rsa'),
			'calls itself ssh-ed25519 and holds a key of type ssh-rsa',
			whole,
		],
		[ed25519.slice(0, 60), 'is cut short or damaged', whole],
		[line('ssh-ed25519', [Buffer.alloc(32), 'more']), 'is cut short or damaged', whole],
		['ssh-ed25519', 'has no key after its type', whole],
		['ssh-ed25519 !!!!', 'has no key after its type', whole],
		['ssh-ed25519 AAAA', 'is cut short or damaged', whole],
		['ssh-dss AAAAB3NzaC1kc3M', 'is a DSA key, which no SSH server takes any more', 'give an ssh-ed25519 key'],
		[
			'http://keys.example.org/ops.keys',
			'is not a URL that starts with https://',
			'give one as in https://boot.example.org/key',
		],
		[`${ed25519}\n${ed25519}`, 'holds a line break', 'give each key as an item of its own'],
		[
			`no-pty ${ed25519}`,
			'is not an OpenSSH public key',
			'give one that starts with ssh-ed25519, ecdsa-sha2-nistp256 or ssh-rsa, or an https URL',
		],
		[
			'constructor AAAA',
			'is not an OpenSSH public key',
			'give one that starts with ssh-ed25519, ecdsa-sha2-nistp256 or ssh-rsa, or an https URL',
		],
	])('%s', (text, what, right) => {
		expect(sshKey(text)).toEqual({what, right});
	});
	it('never shows a private key', () => {
		const right = 'give the line from the .pub file beside it';
		const wrong = {what: 'is a private key', right, shown: '[secret]'};
		expect(sshKey('-----BEGIN OPENSSH PRIVATE KEY-----')).toEqual(wrong);
		const given = {
			setting: 'access.sshKeys',
			text: '-----BEGIN OPENSSH PRIVATE KEY-----',
			source: {rank: 'typed', name: 'typed here'},
		} as const;
		const {problems} = gather({features, configs: [], typed: [given]});
		expect(problems).toEqual([
			{
				setting: 'access.sshKeys',
				text: '[secret]',
				source: 'typed here',
				level: 'error',
				message: `"[secret]" is a private key; ${right}`,
			},
		]);
	});
});
