/** Registering with a fake engine over real TLS on loopback, as facts/services.md 1.1 and 1.2 have it. */
import {execFileSync} from 'node:child_process';
import {statSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, it} from 'vitest';
import {commandUrl} from '../../src/features/engine/protocol.ts';
import {uniqueId} from '../../src/features/engine/unique-id.ts';
import {registerHost} from '../../src/session/register.ts';
import {HOSTILE} from '../hostile.ts';
import {certificates} from './certificates.ts';
import {fake, left, NOTHING, OTHER_KEY, refusal, resultOf, rooted, textAnswer, wishFor} from './host.ts';

/** A wrong fingerprint with the digits of SHA-1 or SHA-256. */
const WRONG = {sha1: 'AB'.repeat(20), sha256: 'cd'.repeat(32)};

describe('registering', () => {
	it('keeps the CA, the key and the id, and says who it is only to the engine that was proved', async () => {
		const engine = await fake();
		const at = await rooted({'/proc/sys/kernel/hostname': 'h1.example.org\n'});
		expect(
			resultOf(await registerHost(at.host, wishFor(engine, {fingerprint: engine.sha256, sshPort: 2222}))),
		).toBe('accepted');
		expect(engine.commands()).toEqual(['get-pki-trust', 'get-version', 'get-ssh-trust', 'register']);
		const files = await left(at);
		const id = files['/etc/vdsm/vdsm.id']?.trim() ?? '';
		expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(files['/root/.ssh/authorized_keys']).toBe(`${engine.sshKey}\n`);
		expect(files['/etc/pki/ovirt-engine/ca.pem']).toBe(engine.ca);
		const register = engine.asked.at(-1);
		expect(register?.query).toEqual({
			...{version: '1', command: 'register', uniqueId: id, name: 'h1.example.org'},
			...{sshUser: 'root', sshPort: '2222'},
		});
		expect(engine.hosts).toMatchObject([{uniqueId: id, name: 'h1.example.org', status: 'pending_approval'}]);
		const modes = ['etc/pki/ovirt-engine', 'etc/pki/ovirt-engine/ca.pem', 'root/.ssh', 'root/.ssh/authorized_keys'];
		expect(modes.map(name => statSync(path.join(at.root, name)).mode & 0o777)).toEqual([
			0o755, 0o644, 0o700, 0o600,
		]);
	});

	it('says nothing about itself before it trusts', async () => {
		const engine = await fake();
		const at = await rooted({'/proc/sys/kernel/hostname': 'h1.example.org\n', '/etc/vdsm/vdsm.id': 'kept-id\n'});
		expect(resultOf(await registerHost(at.host, wishFor(engine)))).toBe('asks');
		expect(resultOf(await registerHost(at.host, wishFor(engine), certificates({}, 'another').sha256))).toBe('asks');
		await refusal(at, wishFor(engine, {fingerprint: WRONG.sha256}));
		expect(engine.asked.length).toBeGreaterThan(0);
		for (const {query, headers, body, method} of engine.asked) {
			expect({...query, method, body}).toEqual({
				...{version: '1', method: 'GET', body: ''},
				command: expect.stringMatching(/^get-(version|pki-trust)$/) as string,
			});
			expect(Object.keys(headers).sort()).toEqual(['connection', 'host']);
		}
		expect(await left(at)).toEqual({...NOTHING, '/etc/vdsm/vdsm.id': 'kept-id\n'});
	});

	it('takes either fingerprint, with colons or without, in any case', async () => {
		const engine = await fake();
		const plain = (text: string) => text.replaceAll(':', '').toLowerCase();
		for (const fingerprint of [engine.sha1, engine.sha256, plain(engine.sha1), plain(engine.sha256)])
			expect(resultOf(await registerHost((await rooted()).host, wishFor(engine, {fingerprint})))).toBe(
				'accepted',
			);
	});

	it.each([
		['SHA-1', WRONG.sha1, 'sha1'],
		['SHA-256', WRONG.sha256, 'sha256'],
	] as const)('writes nothing when the %s is another, and shows both', async (_, fingerprint, own) => {
		const engine = await fake();
		const at = await rooted();
		expect(await refusal(at, wishFor(engine, {fingerprint}))).toBe(
			`The CA at localhost:${engine.port} has fingerprint ${engine[own]}, expected ${fingerprint}. Not registered. Check the address, or ask for the fingerprint: openssl x509 -noout -fingerprint -sha256 -in /etc/pki/ovirt-engine/ca.pem on the engine.`,
		);
		expect(await left(at)).toEqual(NOTHING);
		expect(engine.commands()).toEqual(['get-pki-trust']);
	});

	it('registers when the CA is approved of, and needs no approval of the same CA again', async () => {
		const engine = await fake();
		const at = await rooted();
		expect(resultOf(await registerHost(at.host, wishFor(engine), engine.sha256))).toBe('accepted');
		expect(resultOf(await registerHost(at.host, wishFor(engine)))).toBe('accepted');
		expect(engine.hosts).toHaveLength(1);
	});

	it('with insecure believes whoever answers, and checks the rest against that CA', async () => {
		const engine = await fake();
		expect(resultOf(await registerHost((await rooted()).host, wishFor(engine, {insecure: true})))).toBe('accepted');
		const liar = await fake({tells: certificates({}, 'another').ca});
		expect(await refusal(await rooted(), wishFor(liar, {insecure: true}))).toContain(
			"not signed by the engine's own CA",
		);
	});

	it('run twice has one key, one id and one host', async () => {
		const engine = await fake();
		const others = '# mine\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJr1Vtnf4LqQb4Z0e3Jg5m0VQm8h6fJx4oYl1m2n3o4p me';
		const at = await rooted({'/root/.ssh/authorized_keys': others});
		const wish = wishFor(engine, {fingerprint: engine.sha256});
		await registerHost(at.host, wish);
		const first = await left(at);
		await registerHost(at.host, wish);
		const {'/etc/hostwright/engine.json': _, ...second} = await left(at);
		expect(first).toMatchObject(second);
		expect(second['/root/.ssh/authorized_keys']).toBe(`${others}\n${engine.sshKey}\n`);
		expect(engine.hosts).toHaveLength(1);
	});

	it('knows a key by itself and not by its line', async () => {
		const engine = await fake();
		const same = `no-pty ${engine.sshKey.replace(/\S+$/, 'renamed')}\n`;
		const at = await rooted({'/root/.ssh/authorized_keys': same});
		await registerHost(at.host, wishFor(engine, {insecure: true}));
		expect((await left(at))['/root/.ssh/authorized_keys']).toBe(same);
	});

	it('takes the key of an earlier engine out, and no other', async () => {
		const [first, second] = [await fake(), await fake()];
		const at = await rooted({'/root/.ssh/authorized_keys': '# mine\n'});
		await registerHost(at.host, wishFor(first, {insecure: true}));
		second.behaviour.instead['get-ssh-trust'] = textAnswer(OTHER_KEY);
		await registerHost(at.host, wishFor(second, {insecure: true}));
		expect((await left(at))['/root/.ssh/authorized_keys']).toBe(`# mine\n${OTHER_KEY}\n`);
	});

	it('says its own SSH key as ssh-keygen does', async () => {
		const engine = await fake();
		const at = await rooted({'/etc/ssh/here': ''});
		const key = path.join(at.root, 'etc/ssh/ssh_host_ed25519_key');
		execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
		await registerHost(at.host, wishFor(engine, {insecure: true}));
		const [, fingerprint] = execFileSync('ssh-keygen', ['-lf', `${key}.pub`], {encoding: 'utf8'}).split(' ');
		expect(engine.asked.at(-1)?.query['sshKeyFingerprint']).toBe(fingerprint);
	});

	it('is told the same by an engine that knows it already, and by one that approves at once', async () => {
		const engine = await fake({behaviour: {approves: true}});
		const at = await rooted();
		const again = async () => registerHost(at.host, wishFor(engine, {insecure: true}));
		expect([resultOf(await again()), resultOf(await again())]).toEqual(['accepted', 'accepted']);
		expect(engine.hosts).toMatchObject([{status: 'installing', address: '127.0.0.1'}]);
	});

	it('sends a name only when an engine takes it', async () => {
		const engine = await fake();
		for (const name of ['h\u00FCgel', 'a&address=evil', 'localhost', 'h1.example.org']) {
			const at = await rooted({'/proc/sys/kernel/hostname': name});
			expect(resultOf(await registerHost(at.host, wishFor(engine, {insecure: true})))).toBe('accepted');
		}
		const register = engine.asked.filter(({query}) => query['command'] === 'register');
		expect(register.map(({query}) => query['name'])).toEqual([undefined, undefined, undefined, 'h1.example.org']);
		expect(register.some(({query}) => query['address'] !== undefined)).toBe(false);
	});

	it('writes every text into a query so that it comes out again', () => {
		for (const name of Object.values(HOSTILE).flat()) {
			const {searchParams} = new URL(commandUrl({server: '2001:db8::1', port: 8443}, 'register', {name}));
			expect(Object.fromEntries(searchParams)).toEqual({
				...{version: '1', command: 'register', name: name.toWellFormed()},
			});
		}
	});
});

describe('the id', () => {
	const FIRMWARE = '/sys/class/dmi/id/product_uuid';
	const idOn = async (files: Readonly<Record<string, string>>) => {
		const engine = await fake();
		const at = await rooted(files);
		await registerHost(at.host, wishFor(engine, {insecure: true}));
		expect(engine.hosts[0]?.uniqueId).toBe((await left(at))['/etc/vdsm/vdsm.id']?.trim().split('\n')[0]);
		return engine.hosts[0]?.uniqueId;
	};

	it('is the one that is kept, else the one of the firmware, else of the device tree', async () => {
		const uuid = '4C4C4544-0042-3510-8056-B4C04F4D3132\n';
		expect(await idOn({'/etc/vdsm/vdsm.id': 'first_00:11\nsecond\n', [FIRMWARE]: uuid})).toBe('first_00:11');
		expect(await idOn({[FIRMWARE]: uuid})).toBe('4c4c4544-0042-3510-8056-b4c04f4d3132');
		expect(await idOn({'/proc/device-tree/system-id': 'IBM,0212345AB\0'})).toBe('IBM0212345AB');
	});

	it.each([
		'00000000-0000-0000-0000-000000000000',
		'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
		'03000200-0400-0500-0006-000700080009',
		'12345678-1234-5678-90AB-CDDEEFAABBCC',
		'Not Settable',
		'Not Present',
		'None',
	])('is a new one where a board says %s', async board => {
		const {host} = await rooted({[FIRMWARE]: board, '/etc/vdsm/vdsm.id': board});
		expect(await uniqueId(host)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
	});
});
