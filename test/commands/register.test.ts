/** `hostwright register` from the bundle: asked about at a terminal, refused without one, and the trust of the system. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {startFakeEngine, type FakeEngine} from '../engine/fake-engine.ts';
import {scratch} from '../host/scratch.ts';
import {openPty, type Pty} from '../pty.ts';
import {launcher, runCommand} from './hostwright.ts';

/** A host in a folder whose settings name a fake engine. */
async function host(more = ''): Promise<{root: string; engine: FakeEngine}> {
	const engine = await startFakeEngine();
	onTestFinished(engine.close);
	const root = await scratch();
	mkdirSync(path.join(root, 'etc/hostwright'), {recursive: true});
	const text = `version: 1\nengine:\n  server: localhost\n  port: ${engine.port}\n${more}`;
	writeFileSync(path.join(root, 'etc/hostwright/settings.yaml'), text);
	return {root, engine};
}

const register = async (root: string, env: Readonly<Record<string, string>> = {}) =>
	runCommand(launcher, ['register', '--root', root], {PATH: process.env['PATH'] ?? '', HOME: root, ...env});

it('is refused where nobody can be asked, and says how it would not be', async () => {
	const {root, engine} = await host();
	expect(await register(root)).toEqual({
		code: 1,
		stdout: '',
		stderr: `hostwright: Nobody has approved of the CA of localhost:${engine.port} (SHA-256 ${engine.sha256}); compare it with the engine, and approve of it in setup, or give engine.fingerprint.\n`,
	});
	expect(engine.commands()).toEqual(['get-pki-trust', 'get-version']);
});

it('trusts whom the system trusts, with engine.trust=system', async () => {
	const {root, engine} = await host('  trust: system\n');
	const ca = path.join(root, 'trusted.pem');
	writeFileSync(ca, engine.ca);
	expect(await register(root, {SSL_CERT_FILE: ca})).toEqual({
		code: 0,
		stdout: `Accepted by localhost:${engine.port}, or already known there; approve it under Compute > Hosts.\n`,
		stderr: '',
	});
	expect(engine.hosts).toHaveLength(1);
});

it('shows the CA at a terminal, and does what is said there', async () => {
	const {root, engine} = await host();
	const at = (): Pty => {
		const pty = openPty(launcher, {args: ['register', '--root', root], columns: 120});
		onTestFinished(pty.close);
		return pty;
	};
	const first = at();
	await first.waitFor(/SHA-1 +\S+[^]*SHA-256 +\S+[^]*\[y\/N\]/);
	expect(first.frame().join('')).toContain(engine.sha1);
	first.type('\r');
	expect((await first.exited).code).toBe(1);
	expect(engine.hosts).toHaveLength(0);
	const second = at();
	await second.waitFor('[y/N]');
	second.type('y\r');
	expect((await second.exited).code).toBe(0);
	expect(engine.hosts).toHaveLength(1);
	expect(readFileSync(path.join(root, 'etc/pki/ovirt-engine/ca.pem'), 'utf8')).toBe(engine.ca);
});

it('needs an engine', async () => {
	expect((await register(await scratch())).stderr).toBe(
		'hostwright: no engine is named; give one: hostwright set engine.server=engine.example.org\n',
	);
});
