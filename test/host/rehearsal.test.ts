import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {realHost} from '../../src/host/real-host.ts';
import {rehearsalHost} from '../../src/host/rehearsal-host.ts';
import {formatTranscript} from '../../src/host/transcript.ts';
import {scratch} from './scratch.ts';

const real = realHost();

test('nothing is changed, all of it is noted', async () => {
	const dir = await scratch();
	const disk = join(dir, 'disk.img');
	await writeFile(disk, 'untouched');
	const host = rehearsalHost(real, {secrets: []});
	await host.run('mkfs.ext4', ['-L', 'my data', disk], {env: {TZ: 'UTC'}});
	await host.run('sfdisk', [disk], {input: 'label: gpt\nname=ESP\n'});
	await host.makeDirectory(join(dir, 'new'));
	await host.write(join(dir, 'new/file'), 'text\n', {mode: 0o600});
	await host.makeSparse(join(dir, 'big'), 1024);
	await host.writeAt(disk, 440, new Uint8Array([0xeb, 0x63, 0x90]));
	await host.copy({path: '/image', offset: 0, length: 4096}, {path: disk, offset: 1024});
	await host.compare({path: '/image', offset: 0, length: 4096}, {path: disk, offset: 1024, length: 4096});
	await host.zero({path: disk, offset: 0, length: 512});
	await host.flush(disk);
	await host.remove(join(dir, 'old'));
	expect(await real.list(dir)).toEqual(['disk.img']);
	expect(await real.read(disk)).toBe('untouched');
	expect(formatTranscript(host.transcript()).replaceAll(dir, 'DIR')).toBe(`\
run     TZ=UTC mkfs.ext4 -L 'my data' DIR/disk.img
run     sfdisk DIR/disk.img
  | label: gpt
  | name=ESP
folder  DIR/new  (0700)
write   DIR/new/file  (0600)
  | text
sparse  DIR/big  1024 bytes  (0600)
bytes   3 bytes at 440 of DIR/disk.img
  | 3 bytes, sha256 d7cf514479d3989969c4cbbb6b0a8fefe691e5c4e98dff0570aec4a299fa903f
copy    4096 bytes at 0 of /image to DIR/disk.img at 1024
compare 4096 bytes at 0 of /image with 4096 bytes at 1024 of DIR/disk.img
zero    512 bytes at 0 of DIR/disk.img
flush   DIR/disk.img
remove  DIR/old
`);
});

test('reads answer as if what was written were there', async () => {
	const dir = await scratch();
	await writeFile(join(dir, 'a'), 'old');
	await writeFile(join(dir, 'b'), 'kept');
	const host = rehearsalHost(real, {secrets: []});
	await host.write(join(dir, 'a'), 'new text', {mode: 0o600});
	await host.write(join(dir, 'sub/c'), 'deep');
	expect(await host.read(join(dir, 'a'))).toBe('new text');
	expect(await host.read(join(dir, 'b'))).toBe('kept');
	expect(await host.list(dir)).toEqual(['a', 'b', 'sub']);
	expect(await host.list(join(dir, 'sub'))).toEqual(['c']);
	expect(await host.stat(join(dir, 'a'))).toMatchObject({kind: 'file', size: 8, mode: 0o600});
	expect(await host.stat(join(dir, 'sub'))).toMatchObject({kind: 'directory'});
	expect(Buffer.from(await host.readAt({path: join(dir, 'a'), offset: 4, length: 4})).toString()).toBe('text');

	await host.remove(dir);
	expect(await host.read(join(dir, 'b'))).toBeUndefined();
	expect(await host.stat(join(dir, 'sub/c'))).toBeUndefined();
	expect(await host.list(dir)).toEqual([]);
	await host.write(join(dir, 'b'), 'again');
	expect(await host.list(dir)).toEqual(['b']);
	expect(await host.read(join(dir, 'a'))).toBeUndefined();
	expect(await real.read(join(dir, 'a'))).toBe('old');
});

const hash = '$6$abcdefgh$BOw/nV5aU2HJ8o7otKMCN5S.MoSoxPoAUYewKjq5oSqs8UMghGB3x4G4HaPK7NZqL54npGT9hs/qRSokU.4Qt/';

test('secrets are in no transcript, however they are written', async () => {
	const secret = `it's "100%"\\`;
	const host = rehearsalHost(real, {secrets: [hash, secret]});
	await host.write(
		'/store.yaml',
		`adminPassword: ${hash}\nchap: ${JSON.stringify(secret)}\nsingle: '${secret.replaceAll("'", "''")}'\n`,
	);
	await host.write('/line', `hostwright.chap=${encodeURIComponent(secret)}`);
	await host.write('/key', 'a private key', {secret: true});
	await host.run('chpasswd', ['-e'], {input: `admin:${hash}\n`});
	await host.run('cryptsetup', ['luksFormat'], {input: 'passphrase', secret: true});
	const text = formatTranscript(host.transcript());
	for (const part of [hash, secret, '100%25', '100%', 'private key', 'passphrase']) expect(text).not.toContain(part);
	expect(text.match(/\[secret\]/g)).toHaveLength(7);
});

test('digests agree only for the very same work, secrets included', async () => {
	const digest = async (password: string, secret?: true) => {
		const host = rehearsalHost(real, {secrets: [password]});
		await host.write('/shadow', `admin:${password}`, secret ? {secret} : {});
		return host.digest();
	};
	expect(await digest('one')).toBe(await digest('one'));
	expect(await digest('one')).not.toBe(await digest('two'));
	expect(await digest('one', true)).not.toBe(await digest('two', true));
});
