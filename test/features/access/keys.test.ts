/** Keys of root in authorized_keys, as ssh-keygen reads them. */
import {execFileSync, spawnSync} from 'node:child_process';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {access} from '../../../src/features/access/index.ts';
import {visible} from '../../../src/settings/setting.ts';
import {HOSTILE, hostileText, takenHostile} from '../../hostile.ts';
import {fileAt, PLATFORMS, textAt, wantedOf} from '../rendered.ts';
import {KEY} from './hosts.ts';

const PATH = '/root/.ssh/authorized_keys';
const URL = 'https://keys.example.org/ops.keys';
const BLOB = KEY.split(' ')[1] ?? '';

/** The key an engine leaves when it has taken the host. */
const ENGINE = `${KEY.replace(' ops@example.org', '')} ovirt-engine\n`;

const keys = (texts: readonly string[], now?: string, led: Record<string, string> = {}) =>
	textAt(wantedOf(access, {sshKeys: access.settings.sshKeys.format(texts)}, {texts: led}), PATH, now);

/** Fingerprint and comment of each line that is a key. */
const fingerprints = (text: string) =>
	execFileSync('ssh-keygen', ['-lf', '-'], {input: text, encoding: 'utf8'}).trim().split('\n');
const isKey = (line: string) => spawnSync('ssh-keygen', ['-lf', '-'], {input: `${line}\n`}).status === 0;
const FINGERPRINT = fingerprints(KEY)[0]?.split(' ')[1];

describe.each(PLATFORMS)('on %s', (_, platform) => {
	it('are lines between ours, for root alone to read', () => {
		const wanted = wantedOf(access, {sshKeys: `${KEY},${URL}`}, {platform, texts: {[URL]: `\n# ops\n${KEY}2\n`}});
		expect(textAt(wanted, PATH, ENGINE))
			.toBe(`${ENGINE}# What hostwright writes from its settings begins here; changes are overwritten.
${KEY}
# ${URL}
${KEY}2
# What hostwright writes ends here.
`);
		expect(fileAt(wanted, PATH)).toMatchObject({mode: 0o600, folderMode: 0o700});
		expect(wanted.waits).toEqual([]);
		expect(access.fetches?.({...none, sshKeys: [KEY, URL]})).toEqual([URL]);
	});
});

const none = {
	adminPassword: undefined,
	rootPassword: undefined,
	mustChange: false,
	sshPasswordLogin: false,
	sshPort: 22,
	sshKeys: [],
	strongRng: 0,
	disableAesNi: false,
	bootMenuPassword: undefined,
	idleLogout: 0,
};

describe('the file', () => {
	it('keeps the key of an engine, and goes when nothing is left of it', () => {
		const first = keys([KEY], ENGINE);
		expect(fingerprints(first ?? '').map(line => line.split(' ').slice(1, 3).join(' '))).toEqual([
			`${FINGERPRINT} ovirt-engine`,
			`${FINGERPRINT} ops@example.org`,
		]);
		expect(keys([], first)).toBe(ENGINE);
		expect(keys([], keys([KEY]))).toBeUndefined();
		expect(keys([])).toBeUndefined();
	});

	it('has keys that the server reads, whatever is called a blank where they come from', () => {
		const odd = `ssh-ed25519\u00a0${BLOB}\u2003an\u3000odd\tcomment`;
		expect(isKey(odd)).toBe(false);
		expect(fingerprints(keys([odd]) ?? '')).toEqual([`256 ${FINGERPRINT} an odd comment (ED25519)`]);
	});

	it('takes every hostile comment for nothing but one', () => {
		const taken = takenHostile(access.settings.sshKeys);
		expect(taken.length).toBeGreaterThan(100);
		for (const text of taken.filter(each => !each.startsWith('https:'))) {
			const items = access.settings.sshKeys.parse(text);
			const lines = (keys(items) ?? '').split('\n');
			expect(lines.slice(1, -2)).toHaveLength(items.filter(item => !item.startsWith('https:')).length);
		}
		const comments = HOSTILE.shell ?? [];
		const read = fingerprints(keys(comments.map(comment => `ssh-ed25519 ${BLOB} ${comment}`)) ?? '');
		expect(read).toEqual(
			comments.map(comment => `256 ${FINGERPRINT} ${comment.split(/\s+/).join(' ').trim()} (ED25519)`),
		);
	});

	it('takes no key that the server would not', () => {
		const marks = fc.constantFrom('=', 'A', '/', ' ', '+', '-', '');
		fc.assert(
			fc.property(fc.nat(BLOB.length - 1), marks, (at, mark) => {
				const key = `ssh-ed25519 ${BLOB.slice(0, at)}${mark}${BLOB.slice(at + 1)} x`;
				const taken = takes(key);
				fc.pre(taken);
				expect(isKey(key)).toBe(true);
			}),
			{numRuns: 40},
		);
		expect(takes(`ssh-ed25519 ${BLOB}=`)).toBe(false);
		expect(takes(KEY)).toBe(true);
	});
});

function takes(key: string): boolean {
	try {
		return access.settings.sshKeys.parse(access.settings.sshKeys.format([key])).length > 0;
	} catch {
		return false;
	}
}

describe('what a URL leads to', () => {
	const waits = (text: string) => wantedOf(access, {sshKeys: URL}, {texts: {[URL]: text}}).waits ?? [];

	it('gives its keys, and each line that is none is named', () => {
		const text = `ssh-dss AAAA old\r\n${KEY}\r\nfrom="192.0.2.1" ${KEY}\n-----BEGIN OPENSSH PRIVATE KEY-----\n`;
		expect(keys([URL], undefined, {[URL]: text})).toContain(`# ${URL}\n${KEY}\n#`);
		const line = `from="192.0.2.1" ${KEY}`;
		const start = `${line.slice(0, 72)}...${line.slice(-25)}`;
		expect(waits(text)).toEqual([
			`Line 1 of ${URL} is left out: "ssh-dss AAAA old" is a DSA key, which no SSH server takes any more; give an ssh-ed25519 key.`,
			`Line 3 of ${URL} is left out: "${start}" is not an OpenSSH public key; give one that starts with ssh-ed25519, ecdsa-sha2-nistp256 or ssh-rsa.`,
			`Line 4 of ${URL} is left out: "[secret]" is a private key; give the line from the .pub file beside it.`,
		]);
	});

	it('does not fill the screen when it is a web page', () => {
		const said = waits('<html>\n'.repeat(500));
		expect(said).toHaveLength(4);
		expect(said.at(-1)).toBe(`497 more lines of ${URL} left out.`);
	});

	it('gives none while it was never fetched, and none that a person gave goes with it', () => {
		expect(keys([URL, KEY])).toContain(`overwritten.\n${KEY}\n# What`);
		expect(wantedOf(access, {sshKeys: URL}).waits).toEqual([]);
		expect(keys([URL])).toBeUndefined();
	});

	it('puts nothing but keys into the file, whatever it is, and nothing unseen on the screen', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(hostileText, fc.constant(KEY)), {maxLength: 6}), texts => {
				const text = texts.join('\n');
				const lines = (keys([URL], undefined, {[URL]: text}) ?? '').split('\n').slice(2, -2);
				expect(new Set(lines).size).toBeLessThanOrEqual(1);
				for (const line of lines) expect(line).toBe(KEY);
				for (const sentence of waits(text)) expect(sentence).toBe(visible(sentence));
			}),
			{numRuns: 500},
		);
	});
});
