/** A registration that is killed at any of its changes: every file is the old one or the new one, and the next attempt ends as one alone. */
import {execFile} from 'node:child_process';
import path from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {failingHost} from '../../src/host/failing-host.ts';
import {registerHost} from '../../src/session/register.ts';
import {inParallel} from '../commands/hostwright.ts';
import {certificates} from './certificates.ts';
import {fake, left, resultOf, rooted, wishFor} from './host.ts';

const run = promisify(execFile);
const program = path.join(import.meta.dirname, 'killed-registration.ts');

const OLD_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJr1Vtnf4LqQb4Z0e3Jg5m0VQm8h6fJx4oYl1m2n3o4p';
const OLD = {
	'/etc/vdsm/vdsm.id': '00000000-0000-0000-0000-000000000000\n',
	'/etc/pki/ovirt-engine/ca.pem': certificates({}, 'old').ca,
	'/root/.ssh/authorized_keys': `# mine\n${OLD_KEY} old-engine\n`,
	'/etc/hostwright/engine.json': JSON.stringify({
		version: 1,
		accepted: {
			server: 'old.example.org',
			port: 443,
			authority: 'AA',
			key: `${OLD_KEY} old-engine`,
			at: '2026-01-01T00:00:00Z',
		},
	}),
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}\n$/;

it('leaves each file old or new, wherever it ends', async () => {
	const engine = await fake();
	const wish = wishFor(engine, {insecure: true});
	const whole = await rooted(OLD);
	const counting = failingHost(whole.host, {at: 0, how: 'throw'});
	await registerHost(counting, wish);
	const operations = counting.operations();
	expect(operations).toBeGreaterThanOrEqual(5);
	const fresh = await left(whole);
	expect(fresh['/root/.ssh/authorized_keys']).toBe(`# mine\n${engine.sshKey}\n`);
	const each = Array.from({length: operations}, (_, at) => at + 1);
	await inParallel(2, each, async at => {
		const host = await rooted(OLD);
		const killed = run(process.execPath, [program, host.root, String(engine.port), String(at)]);
		await expect(killed).rejects.toMatchObject({signal: 'SIGKILL'});
		const found = await left(host);
		for (const file of ['/etc/pki/ovirt-engine/ca.pem', '/root/.ssh/authorized_keys'] as const)
			expect([OLD[file], fresh[file]]).toContain(found[file]);
		const id = found['/etc/vdsm/vdsm.id'] ?? '';
		expect(id === OLD['/etc/vdsm/vdsm.id'] || UUID.test(id)).toBe(true);
		expect(resultOf(await registerHost(host.host, wish))).toBe('accepted');
		const ended = await left(host);
		expect(ended['/root/.ssh/authorized_keys']).toBe(fresh['/root/.ssh/authorized_keys']);
		expect(ended['/etc/pki/ovirt-engine/ca.pem']).toBe(engine.ca);
		if (UUID.test(id)) expect(ended['/etc/vdsm/vdsm.id']).toBe(id);
	});
});
