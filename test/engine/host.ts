/** Hosts that register, in scratch folders, and what of an engine is on them. */
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {onTestFinished} from 'vitest';
import type {Host} from '../../src/host/host.ts';
import {realHost} from '../../src/host/real-host.ts';
import {rootedHost} from '../../src/host/rooted-host.ts';
import {registerHost, type Registered, type Wish} from '../../src/session/register.ts';
import {scratch} from '../host/scratch.ts';
import type {Answer} from './engine-state.ts';
import {startFakeEngine, type FakeEngine, type FakeOptions} from './fake-engine.ts';

export type Rooted = {readonly root: string; readonly host: Host};

/** @param files texts by path */
export async function rooted(files: Readonly<Record<string, string>> = {}): Promise<Rooted> {
	const root = await scratch();
	for (const [at, text] of Object.entries({'/etc/os-release': 'ID=debian\n', ...files})) {
		mkdirSync(path.join(root, path.dirname(at)), {recursive: true});
		writeFileSync(path.join(root, at), text);
	}
	return {root, host: rootedHost(realHost(), root)};
}

export const wishFor = ({port}: Pick<FakeEngine, 'port'>, more: Partial<Wish> = {}): Wish => ({
	...{server: 'localhost', port, trust: 'pin', fingerprint: undefined, insecure: false, sshPort: 22},
	...more,
});

/** Everything of the registration that is on a host, by path; undefined for what is not there. */
export async function left({host}: Rooted): Promise<Readonly<Record<string, string | undefined>>> {
	const files = [
		'/etc/vdsm/vdsm.id',
		'/etc/pki/ovirt-engine/ca.pem',
		'/root/.ssh/authorized_keys',
		'/etc/hostwright/engine.json',
	];
	return Object.fromEntries(await Promise.all(files.map(async file => [file, await host.read(file)] as const)));
}

/** The sentence why a host is not registered; fails the test when it is. */
export async function refusal({host}: Rooted, wish: Wish): Promise<string> {
	const registered = await registerHost(host, wish);
	if ('problem' in registered) return registered.problem;
	throw new Error(`registered: ${JSON.stringify(registered)}`);
}

export const resultOf = (registered: Registered) => ('problem' in registered ? registered.problem : registered.result);

/** An engine until the end of a test. */
export async function fake(options: FakeOptions = {}): Promise<FakeEngine> {
	const engine = await startFakeEngine(options);
	onTestFinished(engine.close);
	return engine;
}

export const textAnswer = (body: string): Answer => ({status: 200, type: 'text/plain', body});

/** Of no engine. */
export const OTHER_KEY =
	'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBIqZVOBkm/Eq6t1tnfQ0Aq/4Ih0EAcJ3FpGvJ5GxrJ0o0lGZ5xJ6fz5GfHcyRb1T8mTqV1fJQ5m2k0nV3g0o1a8= other';

/** What is left where nothing was written. */
export const NOTHING = {
	'/etc/vdsm/vdsm.id': undefined,
	'/etc/pki/ovirt-engine/ca.pem': undefined,
	'/root/.ssh/authorized_keys': undefined,
	'/etc/hostwright/engine.json': undefined,
};
